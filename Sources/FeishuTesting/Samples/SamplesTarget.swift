import FeishuRuntime

/// The target with the generated samples of an endpoint.
enum SamplesTarget {
    /// Returns a message for calls of an endpoint without samples.
    static func isMissing(for endpoint: any FeishuEndpoint.Type) -> String {
        "no samples of \(endpoint.descriptor.id): add \(name(for: endpoint)) to the dependencies of the test target, or set "
            + "a response with respond(to:with:)"
    }

    /// Returns the usual name of the target, such as "the target GeneratedSamples" for an endpoint or event of the module `Generated`.
    static func name(for endpoint: Any.Type) -> String {
        // Generated endpoints are nested in extensions of `Feishu`, which the runtime declares. Their reflected names begin
        // with "(extension in Generated):FeishuRuntime.Feishu".
        let mark = "(extension in "
        let name = String(reflecting: endpoint)
        guard let start = name.range(of: mark)?.upperBound, let end = name[start...].firstIndex(of: ")") else {
            return "the target of the generated samples"
        }
        return "the target of the generated samples (usually \(name[start..<end])Samples)"
    }
}
