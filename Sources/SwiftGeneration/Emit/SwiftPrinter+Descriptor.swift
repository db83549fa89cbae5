import EndpointSpec

extension SwiftPrinter {
    /// Prints the static property `descriptor`, with facts about the endpoint such as its path, rate limits, and errors.
    mutating func descriptor(_ spec: EndpointSpec) {
        line("public static let descriptor = FeishuEndpointDescriptor(")
        indented { printer in
            printer.filledLines(
                ["id: \(StringLiteral.of(spec.id.description))", "method: .\(spec.method.rawValue.lowercased())"],
                closing: ",")
            if let host = spec.host { printer.argument("host", host) }
            printer.argument("path", spec.path.text)
            printer.fixedQuery(spec.fixedQuery ?? [])
            if let note = spec.rateLimitNote { printer.argument("rateLimitNote", note) }
            printer.limits(spec)
            printer.scopes("scopes", spec.scopes ?? [])
            printer.scopes("fieldScopes", spec.fieldScopes ?? [])
            printer.errors(spec.errors ?? [])
            if let url = spec.document.url {
                printer.argument("documentURL", url, closing: ")")
            } else {
                printer.line("documentURL: nil)")
            }
        }
    }

    /// Prints the rate limits, app types, access tokens, and other short arguments on as few lines as possible.
    private mutating func limits(_ spec: EndpointSpec) {
        let lists = [
            ("rateLimits", (spec.rateLimits ?? []).map(\.expression)),
            ("appTypes", (spec.appTypes ?? []).map { ".\($0.rawValue)" }),
            ("accessTokens", (spec.accessTokens ?? []).map { ".\($0.rawValue)" }),
        ]
        var arguments = lists.filter { !$0.1.isEmpty }.map { "\($0.0): [\($0.1.joined(separator: ", "))]" }
        if spec.response.envelope != .data { arguments.append("envelope: .\(spec.response.envelope.rawValue)") }
        if spec.request?.isForm == true { arguments.append("bodyEncoding: .multipart") }
        if let idempotent = spec.idempotent { arguments.append("isIdempotent: \(idempotent)") }
        if !arguments.isEmpty { filledLines(arguments, closing: ",") }
    }

    private mutating func arguments(_ label: String, _ elements: [String]) {
        if !elements.isEmpty { array("\(label):", elements, closing: ",") }
    }

    private mutating func fixedQuery(_ parameters: [EndpointSpec.FixedParameter]) {
        arguments(
            "fixedQuery", parameters.map { StringLiteral.of($0.name) + ": " + StringLiteral.of($0.value) })
    }

    mutating func scopes(_ label: String, _ scopes: [EndpointSpec.Scope]) {
        let expressions = scopes.map { scope in
            let summary = scope.description.map { ", " + StringLiteral.of($0) } ?? ""
            return ".init(\(StringLiteral.of(scope.name))\(summary))"
        }
        arguments(label, expressions)
    }

    private mutating func errors(_ errors: [EndpointSpec.DocumentedError]) {
        if errors.isEmpty { return }
        if errors.count == 1, fits("errors: [\(errors[0].expression)],") {
            return line("errors: [\(errors[0].expression)],")
        }
        line("errors: [")
        indented { printer in
            // `swift format` removes a trailing comma after a single element.
            for error in errors { printer.error(error, closing: errors.count == 1 ? ")" : "),") }
        }
        line("],")
    }

    private mutating func error(_ error: EndpointSpec.DocumentedError, closing: String) {
        let oneLine = String(error.expression.dropLast()) + closing
        if fits(oneLine) { return line(oneLine) }
        line(".init(")
        indented { printer in
            printer.filledLines(error.head, closing: error.advice == nil ? closing : ",")
            if let advice = error.advice { printer.argument("advice", advice, closing: closing) }
        }
    }
}

extension EndpointSpec.DocumentedError {
    /// The source text of the arguments before `advice:`.
    fileprivate var head: [String] {
        [String(code)] + (status.map { ["status: \($0)"] } ?? []) + [StringLiteral.of(message)]
            + (reaction.map { ["reaction: .\($0.swiftName)"] } ?? [])
    }

    fileprivate var expression: String {
        let advice = advice.map { ["advice: " + StringLiteral.of($0)] } ?? []
        return ".init(\((head + advice).joined(separator: ", ")))"
    }
}

extension EndpointSpec.Reaction {
    /// The name of the corresponding case in the runtime. `none` has a different name there, because `.none` could mean
    /// `Optional.none`.
    fileprivate var swiftName: String { self == .none ? "noRetry" : rawValue }
}

extension EndpointSpec.RateLimit {
    fileprivate var expression: String {
        switch seconds {
        case 1: ".perSecond(\(requests))"
        case 60: ".perMinute(\(requests))"
        default: "FeishuRateLimit(requests: \(requests), window: .seconds(\(seconds)))"
        }
    }
}
