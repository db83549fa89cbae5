/// One difference between two versions of a spec that matters to callers of the endpoint.
package struct SpecChange: Sendable, Equatable {
    package enum Impact: String, Sendable {
        /// Calls that worked may fail, or code that uses the generated code may not compile.
        case breaking
        case compatible
    }

    package let impact: Impact
    /// Where it is, such as `request.state`; empty for the endpoint as a whole.
    package let place: String
    /// What changed, in words.
    package let text: String

    package init(_ impact: Impact, _ place: String, _ text: String) {
        self.impact = impact
        self.place = place
        self.text = text
    }
}
