/// A call to an endpoint as a user would write it, with only the required arguments.
struct ExampleCall {
    private let plan: EndpointPlan

    init(_ plan: EndpointPlan) {
        self.plan = plan
    }

    /// The source code of the call, such as
    /// `let response = try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")`.
    var text: String {
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
                return "body: \(value(of: argument.type, depth: 0))"
            }
            return "\(argument.name.label): \(example?.spelling ?? value(of: argument.type, depth: 0))"
        }
    }

    /// The maximum nesting depth of values. In all known documents, required fields are less deeply nested.
    private static let maximumDepth = 8

    /// Returns an expression for a value of the given type. In a struct, only the required properties are set.
    private func value(of type: SwiftType, depth: Int) -> String {
        switch type {
        case .string: return "\"\""
        case .int, .double: return "0"
        case .bool: return "false"
        case .json: return ".null"
        case .dictionary: return "[:]"
        case .array: return "[]"
        case .file: return ".data(Data(), named: \"example\")"
        case .openEnum(let name, let rawValue):
            if case .openEnum(let members)? = self.type(named: name), let first = members.members.first {
                return ".\(first.name.spelling)"
            }
            return ".init(rawValue: \(rawValue == .int ? "0" : "\"\""))"
        case .structure(let name):
            guard case .structure(let structure)? = self.type(named: name), depth < Self.maximumDepth else {
                return ".init()"
            }
            let required = structure.initializerProperties.filter(\.isRequired)
            return ".init("
                + required.map { "\($0.name.label): \(value(of: $0.type, depth: depth + 1))" }.joined(separator: ", ")
                + ")"
        }
    }

    private func type(named name: String) -> TypePlan? { plan.types.first { $0.name == name } }
}
