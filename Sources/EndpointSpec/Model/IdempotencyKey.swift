extension EndpointSpec.FieldList {
    /// The lists of which a field can be an idempotency key, in order of preference.
    package static let ofIdempotencyKeys: [EndpointSpec.FieldList] = [.query, .header, .request]
}

extension EndpointSpec {
    /// The top-level field of the request that is its idempotency key, or `nil` if it has none.
    package var idempotencyKey: (list: FieldList, name: String)? {
        for list in FieldList.ofIdempotencyKeys {
            if let field = self[list]?.first(where: { $0.idempotencyKey == true && $0.type == .init(.string) }) {
                return (list, field.name)
            }
        }
        return nil
    }
}
