import FeishuRuntime

/// The target with the generated samples of an endpoint.
enum SamplesTarget {
    /// Returns the name of the target for messages, such as `GeneratedSamples` for an endpoint of the module `Generated`.
    static func name(for endpoint: any FeishuEndpoint.Type) -> String {
        // Generated endpoints are nested in extensions of `Feishu`, which the runtime declares. Their reflected names begin
        // with "(extension in Generated):FeishuRuntime.Feishu".
        let mark = "(extension in "
        let name = String(reflecting: endpoint)
        guard let start = name.range(of: mark)?.upperBound, let end = name[start...].firstIndex(of: ")") else {
            return "the generated samples"
        }
        return name[start..<end] + "Samples"
    }
}
