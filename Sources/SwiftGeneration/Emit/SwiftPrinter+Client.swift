extension SwiftPrinter {
    /// Adds the function that sends an endpoint, and the one that polls it.
    mutating func client(_ plan: EndpointPlan) {
        documentation(plan.documentation)
        stub(plan, named: plan.names.function, sending: "send")
        if case .file = plan.response { download(plan) }
        if let polling = plan.names.pollingFunction {
            blankLine()
            documentation("Polls ``\(plan.functionReference)`` until the result is available.")
            stub(plan, named: polling, sending: "waitUntilFinished")
        }
        if let pages = plan.names.pagesFunction {
            sequence(
                pages, "FeishuPages", of: plan,
                documentation: "The pages of ``\(plan.functionReference)``, fetched as they are asked for.")
        }
        if let items = plan.names.itemsFunction {
            sequence(
                items, "FeishuItems", of: plan,
                documentation: "The elements of all pages of ``\(plan.functionReference)``, fetched as they are needed."
            )
        }
    }

    /// Adds the function that returns the pages or the elements of a list.
    private mutating func sequence(
        _ name: Identifier, _ sequence: String, of plan: EndpointPlan, documentation text: String
    ) {
        blankLine()
        documentation(text)
        if let reason = plan.deprecated { deprecation(reason) }
        let type = plan.names.type
        let parameters = plan.arguments.map { $0.parameter(outside: type) }
        function("public func \(name.spelling)", parameters, returning: " -> \(sequence)<\(type)>") { printer in
            let arguments = plan.arguments.map { "\($0.name.text): \($0.name.spelling)" }
            printer.nestedCall("\(sequence)", type, arguments, and: ", client: client")
        }
    }

    private mutating func stub(_ plan: EndpointPlan, named name: Identifier, sending send: String) {
        let type = plan.names.type
        if let reason = plan.deprecated { deprecation(reason) }
        let result = if case .none = plan.response { "" } else { " -> \(type).Response" }
        let parameters = plan.arguments.map { $0.parameter(outside: type) }
        function("public func \(name.spelling)", parameters, returning: " async throws\(result)") { printer in
            let arguments = plan.arguments.map { "\($0.name.text): \($0.name.spelling)" }
            printer.nestedCall("try await client.\(send)", type, arguments)
        }
    }

    /// Adds the function that downloads into a file.
    private mutating func download(_ plan: EndpointPlan) {
        blankLine()
        documentation("Downloads the file of ``\(plan.functionReference)`` to disk, of any size.")
        if let reason = plan.deprecated { deprecation(reason) }
        line("@discardableResult")
        let type = plan.names.type
        var destination = "destination"
        while plan.arguments.contains(where: { $0.name.text == destination }) { destination += "File" }
        let parameters = plan.arguments.map { $0.parameter(outside: type) } + ["to \(destination): URL"]
        function(
            "public func \(plan.names.function.spelling)", parameters, returning: " async throws -> FeishuDownload"
        ) { printer in
            let arguments = plan.arguments.map { "\($0.name.text): \($0.name.spelling)" }
            printer.nestedCall("try await client.download", type, arguments, and: ", to: \(destination)")
        }
    }

    /// Adds `outer(inner(argument, ...), rest)`.
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
    /// `name: Type`
    ///
    /// - Parameter scope: The type that contains the nested types, where the source code is outside of it.
    func declaration(outside scope: String? = nil) -> String {
        "\(name.spelling): \(type.spelling(outside: scope))\(isOptional ? "?" : "")"
    }

    /// `name: Type`, with its default value where it has one.
    func parameter(outside scope: String? = nil) -> String {
        declaration(outside: scope) + (isOptional ? " = nil" : "")
    }
}
