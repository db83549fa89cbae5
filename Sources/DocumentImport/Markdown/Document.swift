import SourceText

/// A document of the portal, in Markdown or in the raw form.
package struct Document: Sendable {
    package let source: SourceFile
    /// The path that is recorded in the spec, or `nil` if the document is not stored in the repository.
    package let path: String?

    package init(source: SourceFile, path: String?) {
        self.source = source
        self.path = path
    }
}
