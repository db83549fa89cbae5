import SourceText

/// A contradiction or suspicious content in a spec.
///
/// The JSON path of a problem corresponds to a line in the spec file or, during import, in the document.
package struct SpecProblem: Sendable {
    package let code: String
    package let message: String
    package let path: JSONPath
    /// A note about another value in the spec, such as the value that contradicts the value at `path`.
    package var related: (message: String, path: JSONPath)?
}
