import EndpointSpec
import SourceText

/// Determines the value of a parameter for an example call.
struct ParameterExample {
    struct Value {
        /// The value as a Swift expression.
        let spelling: String
        /// The strings that are sent: one for each element of an array, or a single string for any other value.
        let sent: [String]
        /// Whether the expression is a string literal.
        var isText = false
    }

    let field: NamedField
    let type: SwiftType
    let location: ParameterPlan.Location

    /// Returns the documented example if it is valid. Otherwise, returns a placeholder if the parameter is required, or `nil` if
    /// the call should omit the parameter.
    func value(isOptional: Bool) -> Value? {
        documented ?? (isOptional ? nil : placeholder(of: type))
    }

    private var documented: Value? {
        guard let example = field.field.example else { return nil }
        if case .array(let element) = type {
            let elements = if case .array(let elements) = example { elements } else { [example] }
            let values = elements.compactMap { value(of: $0, as: element) }
            return values.isEmpty || values.count < elements.count ? nil : Self.list(of: values)
        }
        return value(of: example, as: type)
    }

    private static func list(of values: [Value]) -> Value {
        Value(spelling: "[\(values.map(\.spelling).joined(separator: ", "))]", sent: values.flatMap(\.sent))
    }

    private func value(of example: JSON, as type: SwiftType) -> Value? {
        switch (type.onWire, example) {
        case (.string, .string(let text)) where isValid(text): .text(text)
        case (.int, .number(let text)): Int(text).map { .plain(String($0)) }
        case (.double, .number(let text)): Double(text).flatMap { $0.isFinite ? .plain(String($0)) : nil }
        case (.bool, .boolean(let value)): .plain(String(value))
        case (.openEnum, _): member(of: example)
        default: nil
        }
    }

    private func member(of value: JSON) -> Value? {
        field.memberName(of: value).map { Value(spelling: "." + $0.spelling, sent: [value.text]) }
    }

    /// Returns whether a string can be sent as the value of the parameter.
    private func isValid(_ text: String) -> Bool {
        switch location {
        case .path: !["", ".", ".."].contains(text)
        case .header: !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        case .query: true
        }
    }

    /// Returns an arbitrary value of the given type, or `nil` if the type has no simple literal.
    private func placeholder(of type: SwiftType) -> Value? {
        switch type {
        case .string: .text("example")
        case .timestamp(_, .string): .text("1")
        case .int, .timestamp(_, .int): .plain("1")
        case .double: Value(spelling: "1", sent: ["1.0"])
        case .bool: .plain("true")
        case .openEnum: (field.field.values ?? []).lazy.compactMap { member(of: $0.value) }.first
        case .array(let element): placeholder(of: element).map { Self.list(of: [$0]) }
        case .json, .dictionary, .file, .structure: nil
        }
    }
}

extension ParameterExample.Value {
    fileprivate static func text(_ text: String) -> Self {
        .init(spelling: StringLiteral.of(text), sent: [text], isText: true)
    }

    /// Returns a number or a boolean, which is sent as it is spelled in Swift.
    fileprivate static func plain(_ text: String) -> Self { .init(spelling: text, sent: [text]) }
}

extension JSON {
    /// The string that is sent for this enumerated value.
    fileprivate var text: String {
        switch self {
        case .string(let text), .number(let text): text
        default: compact
        }
    }
}
