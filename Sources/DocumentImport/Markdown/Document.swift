import SourceText

/// A portal document, in Markdown or in the raw form.
package struct Document: Sendable {
    package let source: SourceFile
    /// The path to record in the spec, relative to the project, or `nil` if the document is not part of the project.
    package let path: String?

    package init(source: SourceFile, path: String?) {
        self.source = source
        self.path = path
    }
}
