import SourceText

/// A document of the portal, in its Markdown or in its raw form.
package struct Document: Sendable {
    package let source: SourceFile
    /// The path that specs name; nil for a document that the repository does not keep.
    package let path: String?

    package init(source: SourceFile, path: String?) {
        self.source = source
        self.path = path
    }
}
