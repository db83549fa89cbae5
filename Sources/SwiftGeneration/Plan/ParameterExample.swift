import EndpointSpec
import SourceText

/// Finds the value of a parameter in an example of a call.
struct ParameterExample {
    enum Value {
        case text(String)
        /// Anything else, as a Swift expression.
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

    /// The document's example, or else, where the parameter is required, any value. Nil for a parameter that is left out.
    func value(isOptional: Bool) -> Value? {
        if case .string = type, case .string(let text)? = field.field.example, isSendable(text) { return .text(text) }
        return expression(isOptional: isOptional).map(Value.expression)
    }

    private func expression(isOptional: Bool) -> String? {
        documented ?? (isOptional ? nil : anything(of: type))
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
        case (.string, .string(let text)) where isSendable(text): StringLiteral.of(text)
        case (.int, .number(let text)): Int(text).map(String.init)
        case (.double, .number(let text)): Double(text).flatMap { $0.isFinite ? String($0) : nil }
        case (.bool, .boolean(let value)): String(value)
        case (.openEnum, _): field.memberName(of: example).map { "." + $0.spelling }
        default: nil
        }
    }

    /// Whether a text can be a segment of a path, or a header.
    private func isSendable(_ text: String) -> Bool {
        switch place {
        case .path: !["", ".", ".."].contains(text)
        case .header: !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        case .query: true
        }
    }

    private func anything(of type: SwiftType) -> String? {
        switch type {
        case .string: "\"example\""
        case .int, .double: "1"
        case .bool: "true"
        case .openEnum: field.memberNames.first.map { "." + $0.spelling }
        case .array(let element): anything(of: element).map { "[\($0)]" }
        case .json, .dictionary, .file, .structure: nil
        }
    }
}
