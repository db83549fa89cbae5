import EndpointSpec
import SourceText

/// Determines the value of a parameter for an example call.
struct ParameterExample {
    enum Value {
        /// A string, without quotes.
        case text(String)
        /// Any other value, as a Swift expression.
        case expression(String)

        var spelling: String {
            switch self {
            case .text(let text): StringLiteral.of(text)
            case .expression(let expression): expression
            }
        }
    }

    let field: NamedField
    let type: SwiftType
    let place: ParameterPlan.Place

    /// Returns the documented example or, if there is none and the parameter is required, a placeholder. The result is `nil` if
    /// the call should omit the parameter.
    func value(isOptional: Bool) -> Value? {
        if case .string = type, case .string(let text)? = field.field.example, isValid(text) { return .text(text) }
        return expression(isOptional: isOptional).map(Value.expression)
    }

    private func expression(isOptional: Bool) -> String? {
        documented ?? (isOptional ? nil : placeholder(of: type))
    }

    private var documented: String? {
        guard let example = field.field.example else { return nil }
        if case .array(let element) = type {
            let elements = if case .array(let elements) = example { elements } else { [example] }
            let expressions = elements.compactMap { expression(of: $0, as: element) }
            return expressions.isEmpty || expressions.count < elements.count
                ? nil : "[\(expressions.joined(separator: ", "))]"
        }
        return expression(of: example, as: type)
    }

    private func expression(of example: JSON, as type: SwiftType) -> String? {
        switch (type, example) {
        case (.string, .string(let text)) where isValid(text): StringLiteral.of(text)
        case (.int, .number(let text)): Int(text).map(String.init)
        case (.double, .number(let text)): Double(text).flatMap { $0.isFinite ? String($0) : nil }
        case (.bool, .boolean(let value)): String(value)
        case (.openEnum, _): field.memberName(of: example).map { "." + $0.spelling }
        default: nil
        }
    }

    /// Returns whether a string can be sent in the place of the parameter.
    private func isValid(_ text: String) -> Bool {
        switch place {
        case .path: !["", ".", ".."].contains(text)
        case .header: !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        case .query: true
        }
    }

    /// Returns an arbitrary value of a type, or `nil` for types without a simple literal.
    private func placeholder(of type: SwiftType) -> String? {
        switch type {
        case .string: "\"example\""
        case .int, .double: "1"
        case .bool: "true"
        case .openEnum: field.memberNames.first.map { "." + $0.spelling }
        case .array(let element): placeholder(of: element).map { "[\($0)]" }
        case .json, .dictionary, .file, .structure: nil
        }
    }
}
