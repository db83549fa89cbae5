import EndpointSpec
import SourceText

/// A call to an endpoint as a user would write it, with only the required arguments.
struct ExampleCall {
    private let plan: EndpointPlan

    init(_ plan: EndpointPlan) {
        self.plan = plan
    }

    /// The source code of the call, such as
    /// `let response = try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")`.
    ///
    /// For an event, it is the source code that registers a handler.
    var text: String {
        if plan.isEvent { return "receiver.on(Feishu.\(plan.names.qualifiedType).self) { event, context in }" }
        let function = (["client"] + plan.names.namespaces.map(\.member.text) + [plan.names.function.spelling])
            .joined(separator: ".")
        let call = "try await \(function)(\(arguments.joined(separator: ", ")))"
        if case .none = plan.response { return call }
        return "let response = \(call)"
    }

    private var arguments: [String] {
        let examples = Dictionary(plan.parameters.map { ($0.name, $0.example) }) { first, _ in first }
        return plan.arguments.filter { !$0.isOptional }.map { argument in
            guard let example = examples[argument.name] else {
                return "body: \(value(of: argument.type, from: body, depth: 0))"
            }
            return "\(argument.name.label): \(example?.spelling ?? value(of: argument.type, from: .init(), depth: 0))"
        }
    }

    private var body: Documented {
        .init(fields: plan.spec.request?.fields ?? [], examples: [plan.spec.request?.samples?.first].compactMap { $0 })
    }

    /// The maximum nesting depth of values. In all known documents, required fields are less deeply nested.
    private static let maximumDepth = 8

    /// Returns an expression for a value of the given type: the first documented example that is a value of this type, or else a
    /// placeholder. In a struct, only the required properties are set. An array has one element.
    private func value(of type: SwiftType, from documented: Documented, depth: Int) -> String {
        switch type {
        case .string, .int, .double, .bool, .timestamp:
            return documented.examples.lazy.compactMap { Self.literal(of: $0, as: type) }.first
                ?? Self.placeholder(of: type)
        case .json: return ".null"
        case .dictionary: return "[:]"
        case .array(let element):
            let elements = documented.elements
            return elements.examples.isEmpty ? "[]" : "[\(value(of: element, from: elements, depth: depth))]"
        case .file: return ".data(Data(), named: \"example\")"
        case .openEnum(let name, let rawValue):
            guard case .openEnum(let plan)? = self.type(named: name) else {
                return ".init(rawValue: \(Self.placeholder(of: rawValue == .int ? .int : .string)))"
            }
            let literals = documented.examples.map(Self.literal)
            let member = plan.members.first { literals.contains($0.literal) } ?? plan.members.first
            return member.map { ".\($0.name.spelling)" } ?? ".init(rawValue: \(rawValue == .int ? "1" : "\"example\""))"
        case .structure(let name):
            guard case .structure(let structure)? = self.type(named: name), depth < Self.maximumDepth else {
                return ".init()"
            }
            let required = structure.initializerProperties.filter(\.isRequired).map { property in
                let member = documented.member(property.wireName)
                return "\(property.name.label): \(value(of: property.type, from: member, depth: depth + 1))"
            }
            return ".init(\(required.joined(separator: ", ")))"
        }
    }

    private static func placeholder(of type: SwiftType) -> String {
        switch type {
        case .int, .double: "1"
        case .bool: "true"
        default: "\"example\""
        }
    }

    /// Returns the example as a literal, or `nil` if it is not a value of the given type.
    private static func literal(of example: JSON, as type: SwiftType) -> String? {
        switch (type, example) {
        case (.string, .string(let text)):
            text.isEmpty ? nil : StringLiteral.of(text)
        case (.int, .number(let text)): Int(text).map(String.init)
        case (.double, .number(let text)): Double(text).flatMap { $0.isFinite ? String($0) : nil }
        case (.bool, .boolean(let value)): String(value)
        default: nil
        }
    }

    /// Returns the example as the literal of an enumerated value.
    private static func literal(of example: JSON) -> String {
        if case .string(let text) = example { StringLiteral.of(text) } else { example.compact }
    }

    private func type(named name: String) -> TypePlan? { plan.types.first { $0.name == name } }
}

/// What the document states about a value: its fields, and its examples in order of preference.
private struct Documented {
    var fields: [EndpointSpec.Field] = []
    var examples: [JSON] = []

    /// The member with the given name. The example of its field comes before its value in a sample.
    func member(_ name: String) -> Documented {
        let field = fields.first { $0.name == name }
        return Documented(
            fields: field?.fields ?? [], examples: [field?.example].compactMap { $0 } + examples.compactMap { $0[name] }
        )
    }

    /// The elements of the examples that are arrays, and the other examples, because some documents give an element as the
    /// example of an array.
    var elements: Documented {
        Documented(
            fields: fields,
            examples: examples.compactMap { example in
                if case .array(let elements) = example { elements.first } else { example }
            })
    }
}
