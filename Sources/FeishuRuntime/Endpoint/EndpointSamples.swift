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

/// An endpoint whose documentation has examples for the parameters of a call. Generated endpoints conform to this protocol.
public protocol FeishuExampleEndpoint: FeishuEndpoint {
    /// A call with these examples. A required parameter without an example has any value; an optional one is left out.
    static func example(body: Body) -> Self
}
