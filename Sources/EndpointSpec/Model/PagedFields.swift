/// The fields by which an endpoint returns a list page by page, under their wire names.
package struct PagedFields: Sendable, Equatable {
    /// The field of the request that selects a page.
    package let token: String
    /// Whether that field is in the body, and not in the query.
    package let isInBody: Bool
    /// The field of the response with the token of the next page.
    package let next: String
    /// The field of the response that says whether there is another page.
    package let more: String?
    /// The list; nil where the response has several.
    package let items: String?

    /// The platform's names, or those that the spec annotates. Nil where the endpoint is not paged.
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

    /// Whether the field is one value of a type, and can be used without a warning.
    fileprivate func isPlain(_ base: EndpointSpec.FieldType.Base) -> Bool {
        type == .init(base) && deprecated == nil
    }
}
