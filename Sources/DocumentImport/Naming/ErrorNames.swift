import EndpointSpec
import SourceText

/// The names of the error codes of each service, in which a name has one code and a code one name.
struct ErrorNames: Sendable {
    /// The names by service and code.
    private var names: [String: [Int: String]] = [:]

    /// Derives the names that are missing. They depend on the documents, and not on their order.
    ///
    /// - Parameters:
    ///   - specs: The specs whose error codes are to be named.
    ///   - others: The other existing specs, whose names are taken.
    init(for specs: [EndpointSpec], besides others: [EndpointSpec] = []) {
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
            let derived = Self.derived(from: codes.filter { named[$0.key] == nil }, besides: Array(named.values))
            names[service] = named.merging(derived) { name, _ in name }
        }
    }

    /// The names that specs would have if nobody had given any.
    static func derived(for specs: [EndpointSpec]) -> ErrorNames {
        ErrorNames(
            for: specs.map { spec in
                var spec = spec
                for index in (spec.errors ?? []).indices { spec.errors?[index].name = nil }
                return spec
            })
    }

    /// The error with the name of its code, if it has none of its own.
    func named(_ error: EndpointSpec.DocumentedError, in service: String) -> EndpointSpec.DocumentedError {
        var error = error
        error.name = error.name ?? names[service]?[error.code]
        return error
    }

    /// Whether the name of an error is the one in this table, or one that an earlier version of the tool derived, which put the
    /// code after any words.
    func contain(_ error: EndpointSpec.DocumentedError, in service: String) -> Bool {
        guard let name = error.name else { return false }
        let code = EndpointSpec.DocumentedError.nameText(of: error.code)
        let words = ErrorMessageName.words(for: error.message) ?? []
        let earlier = [["code", code], Words(error.message).words + [code], words + [code]].map {
            Words($0.joined(separator: "_")).lowerCamelCase
        }
        return name == names[service]?[error.code] || earlier.contains(Words(name).lowerCamelCase)
    }

    /// - Parameter codes: How often each message of each code occurs.
    private static func derived(from codes: [Int: [String: Int]], besides taken: [String]) -> [Int: String] {
        let sorted = codes.sorted { $0.key < $1.key }
        let words = sorted.map { _, messages in
            messages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.lazy
                .compactMap { ErrorMessageName.words(for: $0.key) }.first
        }
        var unique = UniqueNames()
        for name in taken { unique.reserve(name) }
        for ((code, _), words) in zip(sorted, words) where words == nil {
            unique.reserve("code_\(EndpointSpec.DocumentedError.nameText(of: code))")
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
