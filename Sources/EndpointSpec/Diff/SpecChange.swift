/// A difference between two versions of a spec that concerns callers of the endpoint.
package struct SpecChange: Sendable, Equatable, CustomStringConvertible {
    package enum Impact: String, Sendable {
        /// Existing calls can fail, or code that uses the generated declarations can stop compiling.
        case breaking
        case compatible
    }

    package let impact: Impact
    /// The part of the spec that changed, such as `request.state`, or an empty string for the endpoint as a whole.
    package let place: String
    /// The description of the change, without its place.
    package var text: String
    /// The renamed field that the change concerns, or `nil` if it concerns no renamed field.
    package let rename: FieldRename?
    /// What a person's correction has to do with the change, or `nil` if the document changed.
    package let correction: String?

    /// The change, with its place and its correction.
    package var description: String {
        (place.isEmpty ? "" : "\(place): ") + text + (correction.map { " (\($0))" } ?? "")
    }

    package init(
        _ impact: Impact, _ place: String, _ text: String, rename: FieldRename? = nil, correction: String? = nil
    ) {
        self.correction = correction
        self.impact = impact
        self.place = place
        self.text = text
        self.rename = rename
    }
}
