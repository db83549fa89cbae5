/// The documented sample requests and responses of an endpoint, as JSON.
public struct FeishuEndpointSamples: Sendable {
    /// Request bodies.
    public let requests: [String]
    /// Complete response bodies, including the envelope.
    public let responses: [String]

    public init(requests: [String] = [], responses: [String] = []) {
        self.requests = requests
        self.responses = responses
    }
}
