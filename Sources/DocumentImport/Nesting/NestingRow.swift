import EndpointSpec

/// The properties of a table row that determine its placement in the tree.
struct NestingRow {
    let name: String
    let type: DocumentType
    /// Whether the field is required, or `nil` if the document does not specify this.
    var isRequired: Bool?
    /// The listed string values of the field.
    var values: Set<String> = []
    /// Whether the table describes a multipart form, in which the type `file` is an uploaded file rather than an object.
    var isMultipart = false

    var canHaveChildren: Bool {
        if isMultipart, type.base == .file { return false }
        return type.canHaveChildren && type.dimensions < 2
    }

    /// The names of the paging fields that accompany a list in `data`.
    private static let pagingNames: Set<String> = ["has_more", "page_token", "next_page_token", "total"]

    var isPaging: Bool { Self.pagingNames.contains(name) }
}

extension [NestingRow] {
    /// The index of the row after `data`, or `nil` if the rows do not begin with an envelope (`code`, `msg` and `data`) or no row
    /// follows `data`.
    var startOfPayload: Int? {
        guard count > 3, self[0].name == EnvelopeKeys.code, EnvelopeKeys.messages.contains(self[1].name),
            self[2].name == EnvelopeKeys.data, self[2].canHaveChildren
        else { return nil }
        return 3
    }
}
