extension SwiftPrinter {
    /// Adds the endpoint as a value: its descriptor, its parameters and its types.
    mutating func endpoint(_ plan: EndpointPlan) {
        documentation("A ``\(plan.functionReference)`` request as a value.")
        let conformance =
            if case .file = plan.response { "FeishuDownloadEndpoint" } else if plan.polling != nil {
                "FeishuPollingEndpoint"
            } else { "FeishuEndpoint" }
        block("public struct \(plan.names.type): \(conformance)") { printer in
            printer.descriptor(plan.spec)
            printer.blankLine()
            if !plan.arguments.isEmpty { printer.storedArguments(plan) }
            printer.encoding(plan.parameters.filter { $0.place != .path })
            if let polling = plan.polling { printer.polling(polling) }
            if case .alias(let type) = plan.response {
                printer.documentation("The response of ``\(plan.names.type)``.")
                printer.line("public typealias Response = \(type.spelling())")
                printer.blankLine()
            }
            if case .file = plan.response {
                printer.line("public typealias Response = FeishuDownload")
                printer.blankLine()
            }
            for type in plan.types {
                switch type {
                case .structure(let plan): printer.structure(plan)
                case .openEnum(let plan): printer.openEnum(plan)
                }
                printer.blankLine()
            }
            printer.removeBlankLine()
        }
    }

    private mutating func storedArguments(_ plan: EndpointPlan) {
        for argument in plan.arguments { line("public var \(argument.declaration())") }
        let inPath = plan.parameters.filter { $0.place == .path }.map(\.name.spelling)
        if !inPath.isEmpty {
            getter("pathParameters", "[any FeishuParameterValue]", "[\(inPath.joined(separator: ", "))]")
        }
        blankLine()
        function("public init", plan.arguments.map { $0.parameter() }) { printer in
            for argument in plan.arguments { printer.assignment(to: argument.name) }
        }
        blankLine()
    }

    private mutating func encoding(_ parameters: [ParameterPlan]) {
        if parameters.isEmpty { return }
        block("public func encode(to parameters: inout FeishuRequestParameters)") { printer in
            for parameter in parameters {
                let name = StringLiteral.of(parameter.wireName)
                printer.line("parameters.\(parameter.place.rawValue)(\(name), \(parameter.name.spelling))")
            }
        }
        blankLine()
    }

    private mutating func polling(_ plan: PollingPlan) {
        var arguments: [String] = []
        if let seconds = plan.timeoutSeconds { arguments.append("timeout: .seconds(\(seconds))") }
        if plan.repeatsWhileEmpty { arguments.append("repeatsWhileEmpty: true") }
        let property = "response.\(plan.property.spelling)"
        let conditions = plan.pendingMembers.map { member in "$0 != .\(member.spelling)" }
        // A response without a state is not finished; one with an unknown state is.
        let isFinished =
            conditions.isEmpty
            ? "\(property) != nil" : "\(property).map { \(conditions.joined(separator: " && ")) } ?? false"
        closure("public static let polling = FeishuPolling<Response>", arguments, parameter: "response") {
            $0.line(isFinished)
        }
        blankLine()
    }
}
