/// One difference between two versions of a spec that matters to callers of the endpoint.
public struct SpecChange: Sendable, Equatable {
    public enum Impact: String, Sendable {
        /// Calls that worked may fail, or code that uses the generated code may not compile.
        case breaking
        case compatible
    }

    public let impact: Impact
    /// Where it is, such as `request.state`; empty for the endpoint as a whole.
    public let place: String
    /// What changed, in words.
    public let text: String

    public init(_ impact: Impact, _ place: String, _ text: String) {
        self.impact = impact
        self.place = place
        self.text = text
    }
}
