import SourceText

/// Finds request bodies that are forms although the document says that they are JSON, which cannot contain a file.
enum FormEvidence {
    /// The content type of a form with files.
    static let contentType = "multipart/form-data"

    /// Returns the rows of a form, in which a file has the type `file`, and the row that proves the form. Returns `nil` if the content
    /// type is that of a form, or if no row is a file.
    static func form(
        of rows: [FieldTable.Row], _ contentType: String?
    ) -> (rows: [FieldTable.Row], proof: FieldTable.Row)? {
        if contentType?.lowercased().hasPrefix("multipart") == true { return nil }
        let file = DocumentType("file")
        if let proof = rows.first(where: { $0.type == file }) { return (rows, proof) }
        guard let proof = rows.first(where: isDescribedAsFile) else { return nil }
        let form = rows.map { row in
            var row = row
            if isDescribedAsFile(row) { row.type = file }
            return row
        }
        return (form, proof)
    }

    private static func isDescribedAsFile(_ row: FieldTable.Row) -> Bool {
        [.string, .unspecified].contains(row.type.base) && row.type.dimensions == 0
            && row.description.lowercased().containsBytes(of: contentType)
    }
}
