import SourceText

/// A contradiction inside a spec, located by its path: a spec that was read from a file has a line for it, and one that
/// was imported has a line of its document.
public struct SpecProblem: Sendable {
    public let code: String
    public let message: String
    public let path: JSONPath
    /// A related value, and what it is.
    public var related: (message: String, path: JSONPath)?
}
