/// What an endpoint's document shows as requests and answers, as JSON.
public struct FeishuEndpointSamples: Sendable {
    /// Bodies of requests.
    public let requests: [String]
    /// Whole bodies of answers.
    public let responses: [String]

    public init(requests: [String] = [], responses: [String] = []) {
        self.requests = requests
        self.responses = responses
    }
}
