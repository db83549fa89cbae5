/// A row of a flattened table, as far as its place in the tree depends on it.
struct NestingRow {
    let name: String
    let type: DocumentType
    /// The depth where the document shows it.
    var level: Int?
}

/// Where a row belongs.
struct Placement: Equatable {
    /// The row that it stands below; nil at the top.
    let parent: Int?
    /// Whether the document proves the place.
    let isProved: Bool
}
