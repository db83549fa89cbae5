import SourceText

extension ImportPipeline {
    /// Returns whether a schema describes the endpoint of a document, and says at least half as much as the schema that is stored.
    ///
    /// A damaged schema must not replace a good one.
    package static func accepts(_ schema: SourceFile, of document: SourceFile, insteadOf stored: SourceFile?) -> Bool {
        guard let imported = try? DocumentReader.read(Document(source: document, path: nil, schema: schema)),
            !imported.diagnostics.contains(where: { ["foreign-schema", "unread-schema"].contains($0.code) })
        else { return false }
        return stored.map { memberCount(of: schema) * 2 >= memberCount(of: $0) } ?? true
    }

    private static func memberCount(of schema: SourceFile) -> Int {
        (try? JSON(parsing: schema, allowingDuplicateKeys: true)).flatMap(PlatformSchema.init)?.memberCount ?? 0
    }
}
