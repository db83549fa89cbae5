import SourceText

/// A document of the portal, in its Markdown or in its raw form.
public struct Document: Sendable {
    public let source: SourceFile
    /// The path that specs name; nil for a document that the repository does not keep.
    public let path: String?

    public init(source: SourceFile, path: String?) {
        self.source = source
        self.path = path
    }
}
