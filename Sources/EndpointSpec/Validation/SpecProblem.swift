import SourceText

/// A contradiction inside a spec.
///
/// It is located by a JSON path, which maps to a line of the spec file or, for an imported spec, of the document.
package struct SpecProblem: Sendable {
    package let code: String
    package let message: String
    package let path: JSONPath
    /// A note that refers to another value of the spec.
    package var related: (message: String, path: JSONPath)?
}
