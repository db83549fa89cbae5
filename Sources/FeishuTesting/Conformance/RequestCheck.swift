import FeishuRuntime

/// Compares the parameters that a call with the documented examples sends with those examples.
enum RequestCheck<Call: FeishuExampleEndpoint> {
    static func failures(_ facts: DocumentedFacts) -> [FeishuConformanceFailure] {
        guard let body else { return [] }
        let call = Call.example(body: body)
        var parameters = FeishuRequestParameters()
        call.encode(to: &parameters)
        func pairs(_ parameters: [(name: String, value: String)]) -> [[String]] {
            parameters.map { [$0.name, $0.value] }
        }
        return differences(
            "path", call.pathParameters.map { [$0.parameterText] }, (facts.example.path ?? []).map { [$0] })
            + differences("query", pairs(parameters.query), facts.example.query ?? [])
            + differences("header", pairs(parameters.headers), facts.example.headers ?? [])
    }

    /// A body of any content, or nil if none can be created.
    private static var body: Call.Body? {
        if let none = FeishuNoBody() as? Call.Body { return none }
        if let model = Call.Body.self as? any FeishuModel.Type { return model.init(unset: FeishuUnset()) as? Call.Body }
        return FeishuJSONValue.null as? Call.Body
    }

    /// Compares the sent parameters with the documented ones, both in the order of the document.
    private static func differences(
        _ place: String, _ sent: [[String]], _ documented: [[String]]
    ) -> [FeishuConformanceFailure] {
        if sent == documented { return [] }
        func text(_ parameters: [[String]]) -> String {
            parameters.isEmpty ? "none" : parameters.map { $0.joined(separator: "=") }.joined(separator: ", ")
        }
        return [
            .init(
                endpoint: Call.descriptor.id, path: "request.\(place)",
                problem: "the example sends \(text(sent)), but the document has \(text(documented))")
        ]
    }
}
