/// The wire names of an endpoint's paging fields.
package struct PagedFields: Sendable, Equatable {
    /// The request field that selects a page.
    package let token: String
    /// Whether the field `token` is in the body rather than in the query.
    package let isInBody: Bool
    /// The response field that contains the token of the next page.
    package let next: String
    /// The response field that indicates whether there are more pages, or `nil` if the response has no such field.
    package let more: String?
    /// The response field that contains the list, or `nil` if this field cannot be determined.
    package let items: String?

    /// Finds the fields by their annotated or default names, or returns `nil` if the endpoint is not paged.
    package init?(of spec: EndpointSpec) {
        let response = spec.response
        guard response.type == .init(.object), let results = response.fields else { return nil }
        let annotation = spec.paging
        let token = annotation?.token ?? "page_token"
        let isParameter = (spec.queryParameters ?? []).contains { $0.name == token && $0.isText }
        let isInBody = (spec.request?.fields ?? []).contains { $0.name == token && $0.isText }
        let next = (annotation?.next.map { [$0] } ?? ["page_token", "next_page_token"]).first { name in
            results.contains { $0.name == name && ($0.isText || $0.isPlain(.any)) }
        }
        guard isParameter || isInBody, let next else { return nil }
        self.token = token
        self.isInBody = !isParameter
        self.next = next
        let more = annotation?.more ?? "has_more"
        self.more = results.contains { $0.name == more && ($0.isPlain(.boolean) || $0.isPlain(.any)) } ? more : nil
        let lists = results.filter { $0.type.dimensions > 0 && $0.deprecated == nil }.map(\.name)
        items = annotation?.items.map { [$0] }?.first(where: lists.contains) ?? (lists.count == 1 ? lists[0] : nil)
    }
}

extension EndpointSpec.Field {
    fileprivate var isText: Bool { isPlain(.string) && values == nil }

    /// Returns whether the field has the given type, is not an array, and is not deprecated.
    fileprivate func isPlain(_ base: EndpointSpec.FieldType.Base) -> Bool {
        type == .init(base) && deprecated == nil
    }
}
