/// What the caller of an endpoint gives: a parameter or the body.
struct ArgumentPlan {
    let name: String
    let type: SwiftType
    let isOptional: Bool
    let documentation: String?

    /// `name: Type`
    func declaration(outside scope: String? = nil) -> String {
        "\(SwiftName.escaped(name)): \(type.spelling(outside: scope))\(isOptional ? "?" : "")"
    }

    /// `name: Type`, with its default value where it has one.
    func parameter(outside scope: String? = nil) -> String {
        declaration(outside: scope) + (isOptional ? " = nil" : "")
    }
}

extension EndpointPlan {
    /// The required parameters, the body, the optional parameters.
    var arguments: [ArgumentPlan] {
        let parameters = parameters.map {
            ArgumentPlan(name: $0.name, type: $0.type, isOptional: $0.isOptional, documentation: $0.documentation)
        }
        let body = body.map { ArgumentPlan(name: "body", type: $0, isOptional: false, documentation: nil) }
        return parameters.filter { !$0.isOptional } + (body.map { [$0] } ?? []) + parameters.filter(\.isOptional)
    }

    /// The name of the function for a link: `patch(ehrImportTaskID:body:)`.
    var functionReference: String {
        location.operation.member + "(" + arguments.map { $0.name + ":" }.joined() + ")"
    }
}
