import SourceText

/// A portal document, in Markdown or in the raw form.
package struct Document: Sendable {
    package let source: SourceFile
    /// The path to record in the spec, relative to the project, or `nil` if the document is not part of the project.
    package let path: String?
    /// The platform's schema of the endpoint, which is stored beside the document, or `nil` if there is none.
    package let schema: SourceFile?
    /// The index of the event to read, if the document describes several.
    var part = 0

    package init(source: SourceFile, path: String?, schema: SourceFile? = nil) {
        self.source = source
        self.path = path
        self.schema = schema
    }
}
