import FeishuRuntime

/// A difference between generated code and the document that it was generated from.
public struct FeishuConformanceFailure: Hashable, Sendable, CustomStringConvertible {
    /// The id of the endpoint, such as `hire.v1.website_delivery_task.get`. Empty if no endpoint was checked.
    public let endpoint: String
    /// The sample that reveals the difference, such as `response sample 1`, or nil if no sample does.
    public let sample: String?
    /// The path of the field, such as `response.items[0].id`. Empty for facts about the endpoint as a whole.
    public let path: String
    /// What was expected, and what was found.
    public let problem: String

    public init(endpoint: String, sample: String? = nil, path: String = "", problem: String) {
        self.endpoint = endpoint
        self.sample = sample
        self.path = path
        self.problem = problem
    }

    /// The endpoint, the sample, the path, and the problem, separated by colons, on one line.
    public var description: String {
        [endpoint, sample ?? "", path, problem].filter { !$0.isEmpty }.joined(separator: ": ").onOneLine
    }
}
