extension SwiftPrinter {
    /// Prints the functions that call an endpoint.
    mutating func client(_ plan: EndpointPlan) {
        let type = plan.names.type
        let reference = "``\(plan.functionReference)``"
        let result = if case .none = plan.response { " async throws" } else { " async throws -> \(type).Response" }
        documentation(plan.documentation)
        stub(plan, named: plan.names.function, returning: result, calling: "try await client.send")
        if case .file = plan.response {
            blankLine()
            documentation("Downloads the file of \(reference) to disk, of any size.")
            download(plan)
        }
        if let polling = plan.names.pollingFunction {
            blankLine()
            let seconds = plan.polling?.timeoutSeconds ?? PollingPlan.defaultTimeoutSeconds
            var timeout = "timeout"
            while plan.arguments.contains(where: { $0.name.text == timeout }) { timeout += "Duration" }
            documentation(
                "Polls \(reference) until the result is available. A failed task is a result too, and is returned.\n\n"
                    + "- Parameter \(timeout): The maximum duration of the whole wait. If nil, \(seconds) seconds, or the "
                    + "timeout of the client's options if that is shorter.\n"
                    + "- Throws: `FeishuError`, also after the timeout.")
            stub(
                plan, named: polling, taking: ["\(timeout): Duration? = nil"], returning: result,
                calling: "try await client.waitUntilFinished", with: ", timeout: \(timeout)")
        }
        if let pages = plan.names.pagesFunction {
            blankLine()
            documentation("The pages of \(reference), each of which is fetched on demand.")
            stub(
                plan, named: pages, returning: " -> FeishuPages<\(type)>", calling: "client.pages")
        }
        if let items = plan.names.itemsFunction {
            blankLine()
            documentation("The elements of all pages of \(reference), which are fetched on demand.")
            stub(
                plan, named: items, returning: " -> FeishuItems<\(type)>", calling: "client.items")
        }
    }

    private mutating func download(_ plan: EndpointPlan) {
        var destination = "destination"
        while plan.arguments.contains(where: { $0.name.text == destination }) { destination += "File" }
        stub(
            plan, named: plan.names.function, attributes: ["@discardableResult"], taking: ["to \(destination): URL"],
            returning: " async throws -> FeishuDownload", calling: "try await client.download",
            with: ", to: \(destination)")
    }

    /// Prints a function that creates an endpoint value from the function arguments and passes it to `callee`.
    ///
    /// - Parameters:
    ///   - plan: The endpoint.
    ///   - name: The name of the function.
    ///   - attributes: The attributes of the function, each on its own line.
    ///   - extraParameters: The parameters to append to the parameters of the endpoint.
    ///   - result: The source text between the parameters and the body, including a leading space.
    ///   - callee: The function that receives the endpoint value.
    ///   - extraArguments: The source text of the arguments after the endpoint value, including a leading comma.
    private mutating func stub(
        _ plan: EndpointPlan, named name: Identifier, attributes: [String] = [], taking extraParameters: [String] = [],
        returning result: String, calling callee: String, with extraArguments: String = ""
    ) {
        if let message = plan.deprecationMessage { deprecation(message) }
        for attribute in attributes { line(attribute) }
        let type = plan.names.type
        let parameters = plan.arguments.map { $0.parameter(outside: type) } + extraParameters
        function("public func \(name.spelling)", parameters, returning: result) { printer in
            let arguments = plan.arguments.map { "\($0.name.label): \($0.name.spelling)" }
            printer.nestedCall(callee, type, arguments, and: extraArguments)
        }
    }

    /// Prints `outer(inner(argument, ...)rest)`.
    private mutating func nestedCall(
        _ outer: String, _ inner: String, _ arguments: [String], and rest: String = ""
    ) {
        let call = "\(inner)(\(arguments.joined(separator: ", ")))"
        if fits("\(outer)(\(call)\(rest))") { return line("\(outer)(\(call)\(rest))") }
        line(outer + "(")
        indented { printer in
            printer.call(inner, arguments, closing: ")\(rest))")
        }
    }
}

extension ArgumentPlan {
    /// Returns the type, or `Type?` if the argument is optional.
    ///
    /// - Parameter scope: The type that qualifies the names of nested types, or `nil` in code inside that type.
    func typeSpelling(outside scope: String? = nil) -> String {
        type.spelling(outside: scope) + (isOptional ? "?" : "")
    }

    /// Returns the declaration `name: Type`, or `name: Type? = nil` if the argument is optional.
    func parameter(outside scope: String? = nil) -> String {
        "\(name.spelling): \(typeSpelling(outside: scope))" + (isOptional ? " = nil" : "")
    }
}
