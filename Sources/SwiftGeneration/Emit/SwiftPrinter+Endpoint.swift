extension SwiftPrinter {
    /// Prints the endpoint type, including its descriptor, its arguments, and its nested types.
    mutating func endpoint(_ plan: EndpointPlan) {
        documentation("A ``\(plan.functionReference)`` request as a value.")
        type(plan.names.type, plan.conformances) { printer in
            printer.descriptor(plan.spec)
            printer.blankLine()
            printer.storedArguments(plan)
            if let key = plan.idempotencyKey { printer.idempotencyKey(key) }
            printer.encoding(plan.parameters.filter { $0.location != .path })
            if let polling = plan.polling { printer.polling(polling) }
            if let paging = plan.paging { printer.paging(paging) }
            if case .alias(let type) = plan.response {
                printer.documentation("The response of ``\(plan.names.type)``.")
                printer.line("public typealias Response = \(type.spelling())")
                printer.blankLine()
            }
            if case .file = plan.response {
                printer.line("public typealias Response = FeishuDownload")
                printer.blankLine()
            }
            printer.aliases(plan)
            printer.types(plan.types)
        }
    }

    private mutating func storedArguments(_ plan: EndpointPlan) {
        if plan.arguments.isEmpty {
            // The implicit initializer is internal, but other modules must be able to create the value.
            line("public init() {}")
            return blankLine()
        }
        for argument in plan.arguments { pair("public var \(argument.name.spelling):", argument.typeSpelling()) }
        let inPath = plan.parameters.filter { $0.location == .path }.map(\.name.spelling)
        if !inPath.isEmpty {
            getter("pathParameters", "[any FeishuParameterValue]", "[\(inPath.joined(separator: ", "))]")
        }
        blankLine()
        function("public init", plan.arguments.map { $0.parameter() }) { printer in
            for argument in plan.arguments { printer.assignment(to: argument.name) }
        }
        blankLine()
    }

    /// Prints the property that gives access to the idempotency key, unless the key is a parameter with the name of this property.
    private mutating func idempotencyKey(_ plan: IdempotencyKeyPlan) {
        if plan.expression == IdempotencyKeyPlan.property { return }
        block("public var \(IdempotencyKeyPlan.property): String?") { printer in
            printer.line("get { \(plan.expression) }")
            printer.line("set { \(plan.expression) = newValue\(plan.isRequired ? " ?? \(plan.expression)" : "") }")
        }
        blankLine()
    }

    private mutating func encoding(_ parameters: [ParameterPlan]) {
        if parameters.isEmpty { return }
        block("public func encode(to parameters: inout FeishuRequestParameters)") { printer in
            for parameter in parameters {
                let name = StringLiteral.of(parameter.wireName)
                printer.call("parameters.\(parameter.location.rawValue)", [name, parameter.name.spelling])
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
        // A missing status means that the task is unfinished. An undocumented status means that it is finished.
        let isFinished =
            conditions.isEmpty
            ? "\(property) != nil" : "\(property).map { \(conditions.joined(separator: " && ")) } ?? false"
        closure("public static let polling = FeishuPolling<Response>", arguments, parameter: "response") {
            $0.line(isFinished)
        }
        blankLine()
    }

    private mutating func paging(_ plan: PagingPlan) {
        block("public func page(at token: String) -> Self") { printer in
            printer.line("var page = self")
            printer.line("page.\(plan.token) = token")
            printer.line("return page")
        }
        block("public static func nextPage(after response: Response) -> FeishuNextPage") { printer in
            let token = "response.\(plan.next.spelling)" + (plan.isNextUntyped ? "?.string" : "")
            let more = plan.more.map { "response.\($0.spelling)" + (plan.isMoreUntyped ? "?.bool" : "") }
            printer.call("FeishuNextPage", ["token: \(token)"] + (more.map { ["hasMore: \($0)"] } ?? []))
        }
        if let items = plan.items {
            let element = items.element.spelling()
            block("public static func items(of response: Response) -> [\(element)]") { printer in
                printer.line("response.\(items.property.spelling) ?? []")
            }
        }
        blankLine()
    }
}

extension EndpointPlan {
    /// The names of the protocols that the endpoint type conforms to.
    fileprivate var conformances: String {
        var names: [String] = []
        if case .file = response { names.append("FeishuDownloadEndpoint") }
        if polling != nil { names.append("FeishuPollingEndpoint") }
        if let paging { names.append(paging.items == nil ? "FeishuPagedEndpoint" : "FeishuItemsEndpoint") }
        if idempotencyKey != nil { names.append("FeishuIdempotentEndpoint") }
        return names.isEmpty ? "FeishuEndpoint" : names.joined(separator: ", ")
    }
}
