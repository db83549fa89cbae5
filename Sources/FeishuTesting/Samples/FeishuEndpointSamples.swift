import FeishuRuntime

/// The documented samples of an endpoint, and the documented facts that its generated code must match.
public struct FeishuEndpointSamples: Sendable {
    /// Request bodies, as JSON.
    public let requests: [String]
    /// Complete response bodies, including the envelope, as JSON.
    public let responses: [String]
    /// The constants of the documented error codes, by the code.
    public let errorCodes: [Int: FeishuErrorCode]
    /// The checked facts of the endpoint's spec, as JSON. Empty if there are none.
    public let facts: String

    public init(
        requests: [String] = [], responses: [String] = [], errorCodes: [Int: FeishuErrorCode] = [:], facts: String = ""
    ) {
        self.requests = requests
        self.responses = responses
        self.errorCodes = errorCodes
        self.facts = facts
    }
}

/// An endpoint with documented samples and example parameters. The generated samples target adds this conformance to each
/// generated endpoint.
public protocol FeishuExampleEndpoint: FeishuEndpoint {
    /// The documented samples.
    static var samples: FeishuEndpointSamples { get }

    /// Returns a call with the documented example parameters. A required parameter without an example has an arbitrary
    /// value; an optional one is omitted.
    static func example(body: Body) -> Self
}
