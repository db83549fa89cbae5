import EndpointSpec

/// A row of a flattened table, as far as its place in the tree depends on it.
struct NestingRow {
    let name: String
    let type: DocumentType
    /// Nil where the document does not say.
    var isRequired: Bool?
    /// The strings that the row can have as its value.
    var values: Set<String> = []
    /// Whether `file` means a file, as in a form, and not an object of that name.
    var hasFiles = false

    var canHaveChildren: Bool {
        if hasFiles, type.base == .file { return false }
        return type.canHaveChildren && type.dimensions < 2
    }

    /// The names by which the platform pages lists. They are next to the list, in `data`.
    private static let pagingNames: Set<String> = ["has_more", "page_token", "next_page_token", "total"]

    var isPaging: Bool { Self.pagingNames.contains(name) }
}

extension [NestingRow] {
    /// The index of the row after `data`, where the rows begin with `code`, `msg` and `data`.
    var startOfPayload: Int? {
        guard count > 3, self[0].name == EnvelopeKeys.code, EnvelopeKeys.messages.contains(self[1].name),
            self[2].name == EnvelopeKeys.data, self[2].canHaveChildren
        else { return nil }
        return 3
    }
}
