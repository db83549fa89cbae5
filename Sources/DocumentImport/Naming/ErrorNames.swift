import EndpointSpec
import SourceText

/// The names of the error codes in each service. Every code has at most one name, and a derived name belongs to only one code.
struct ErrorNames: Sendable {
    /// The names, keyed by service and code.
    private var names: [String: [Int: String]] = [:]

    /// Collects the existing names and derives the missing names. The result does not depend on the order of the specs.
    ///
    /// - Parameters:
    ///   - specs: The specs whose error codes need names.
    ///   - others: The other existing specs. Their names also apply to the same codes in `specs`, and no other code of the
    ///     service gets one of these names.
    init(for specs: [EndpointSpec], avoiding others: [EndpointSpec] = []) {
        var messages: [String: [Int: [String: Int]]] = [:]
        for spec in (specs + others).sorted(by: { $0.id.description < $1.id.description }) {
            for error in spec.errors ?? [] {
                guard let name = error.name else {
                    messages[spec.id.service, default: [:]][error.code, default: [:]][error.message, default: 0] += 1
                    continue
                }
                if names[spec.id.service]?[error.code] == nil {
                    names[spec.id.service, default: [:]][error.code] = name
                }
            }
        }
        for (service, codes) in messages {
            let named = names[service] ?? [:]
            let derived = Self.derived(from: codes.filter { named[$0.key] == nil }, avoiding: Array(named.values))
            names[service] = named.merging(derived) { name, _ in name }
        }
    }

    /// Derives the names of all error codes, ignoring existing names.
    static func derived(for specs: [EndpointSpec]) -> ErrorNames {
        ErrorNames(
            for: specs.map { spec in
                var spec = spec
                for index in (spec.errors ?? []).indices { spec.errors?[index].name = nil }
                return spec
            })
    }

    /// Returns the name that Swift gives a code without a name. With it, a translated message names nothing anew.
    static func nameOfUnnamed(_ code: Int) -> String { "code_" + EndpointSpec.DocumentedError.nameText(of: code) }

    /// Returns the error with the name of its code. An error that already has a name keeps this name.
    func named(_ error: EndpointSpec.DocumentedError, in service: String) -> EndpointSpec.DocumentedError {
        var error = error
        error.name = error.name ?? names[service]?[error.code]
        // A name that says nothing is needed only if another one would be derived.
        if error.name == Self.nameOfUnnamed(error.code), ErrorMessageName.words(for: error.message) == nil {
            error.name = nil
        }
        return error
    }

    /// Returns whether the name of the error is the name of its code in this table, or a name that an earlier version of the tool
    /// derived.
    ///
    /// Earlier versions appended the code to every name.
    func includesName(of error: EndpointSpec.DocumentedError, in service: String) -> Bool {
        guard let name = error.name else { return false }
        let code = EndpointSpec.DocumentedError.nameText(of: error.code)
        let words = ErrorMessageName.words(for: error.message) ?? []
        let earlier = [["code", code], Words(error.message).words + [code], words + [code]].map {
            Words($0.joined(separator: "_")).lowerCamelCase
        }
        return name == names[service]?[error.code] || earlier.contains(Words(name).lowerCamelCase)
    }

    /// Derives the name of each code from its most frequent suitable message.
    ///
    /// - Parameters:
    ///   - codes: The number of occurrences of each message, keyed by code.
    ///   - taken: The names that are already used.
    private static func derived(from codes: [Int: [String: Int]], avoiding taken: [String]) -> [Int: String] {
        let sorted = codes.sorted { $0.key < $1.key }
        let words = sorted.map { _, messages in
            messages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.lazy
                .compactMap { ErrorMessageName.words(for: $0.key) }.first
        }
        var unique = UniqueNames()
        for name in taken { unique.reserve(name) }
        for ((code, _), words) in zip(sorted, words) where words == nil {
            unique.reserve(nameOfUnnamed(code))
        }
        let names = unique.choose(
            from: zip(sorted, words).map { code, words in
                words.map { ($0, EndpointSpec.DocumentedError.nameText(of: code.key)) }
            })
        return Dictionary(zip(sorted, names).compactMap { code, name in name.map { (code.key, $0) } }) { first, _ in
            first
        }
    }
}
