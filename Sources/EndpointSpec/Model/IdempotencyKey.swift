extension EndpointSpec {
    /// The top-level field of the request that is its idempotency key, or `nil` if it has none.
    package var idempotencyKey: (list: FieldList, name: String)? {
        for list in [FieldList.query, .header, .request] {
            if let field = self[list]?.first(where: { $0.idempotencyKey == true && $0.type == .init(.string) }) {
                return (list, field.name)
            }
        }
        return nil
    }
}
