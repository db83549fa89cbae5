/// A row of a flattened table, as far as its place in the tree depends on it.
struct NestingRow {
    let name: String
    let type: DocumentType
    /// Nil where the document does not say.
    var isRequired: Bool?
    /// The texts that the row can have as its value.
    var values: Set<String> = []
    /// Whether `file` is a file, as in a form, and not an object of that name.
    var hasFiles = false

    var mayHaveChildren: Bool {
        if hasFiles, type.base == .file { return false }
        return type.canHaveChildren && type.dimensions < 2
    }

    /// The names by which lists of the platform are paged; they stand beside the list, in `data`.
    static let pagingNames: Set<String> = ["has_more", "page_token", "next_page_token", "total"]

    var isPaging: Bool { Self.pagingNames.contains(name) }
}

/// Where a row belongs.
struct Placement: Equatable {
    /// The row that it stands below; nil at the top.
    let parent: Int?
    /// Whether the document proves the place.
    let isProved: Bool
    /// The other rows that it might stand below, and nil for the top, where the place is not proved.
    var alternatives: [Int?] = []
}
