import SourceText

/// A contradiction inside a spec, located by its path: a spec that was read from a file has a line for it, and one that
/// was imported has a line of its document.
package struct SpecProblem: Sendable {
    package let code: String
    package let message: String
    package let path: JSONPath
    /// A related value, and what it is.
    package var related: (message: String, path: JSONPath)?
}
