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
    init(for specs: [EndpointSpec], besides others: [EndpointSpec]) {
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

    /// The error with the name of its code, if it has none of its own.
    func named(_ error: EndpointSpec.DocumentedError, in service: String) -> EndpointSpec.DocumentedError {
        var error = error
        error.name = error.name ?? names[service]?[error.code]
        return error
    }

    /// - Parameter codes: How often each message of each code occurs.
    private static func derived(from codes: [Int: [String: Int]], besides taken: [String]) -> [Int: String] {
        let words = codes.compactMapValues { messages in
            messages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.lazy
                .compactMap { ErrorMessageName.words(for: $0.key) }.first
        }
        let names = words.mapValues { Words($0.joined(separator: "_")).lowerCamelCase }
        var counts = Dictionary(names.map { ($0.value, 1) }, uniquingKeysWith: +)
        for name in taken { counts[Words(name).lowerCamelCase, default: 0] += 1 }
        return Dictionary(
            uniqueKeysWithValues: words.map { code, words in
                let isUnique = names[code].map { counts[$0] == 1 } ?? false
                return (code, Words((words + (isUnique ? [] : [text(of: code)])).joined(separator: "_")).spelling)
            })
    }

    private static func text(of code: Int) -> String { String(code).replacing("-", with: "minus_") }

    /// Whether a name is one that some version of the tool derived from the message and the code.
    static func isDerived(_ error: EndpointSpec.DocumentedError) -> Bool {
        guard let name = error.name else { return false }
        let code = text(of: error.code)
        let words = ErrorMessageName.words(for: error.message) ?? []
        return [words, words + [code], ["code", code], Words(error.message).words + [code]].contains {
            Words($0.joined(separator: "_")).lowerCamelCase == Words(name).lowerCamelCase
        }
    }
}
