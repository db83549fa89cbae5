import EndpointSpec

/// Finds the field of a request by which the platform recognizes a repeated call.
enum IdempotencyKeys {
    /// The names that mean nothing else.
    private static let names: Set = [
        "client_token", "idempotency_id", "idempotency_key", "idempotent_id", "idempotent_key",
    ]
    /// Names that other identifiers have, too. The description decides.
    private static let ambiguousNames: Set = ["cid", "request_id", "uuid"]
    /// The length of the keys that the client creates.
    private static let keyLength = 36

    /// Marks the key of a request, if it has one.
    static func mark(in spec: inout EndpointSpec) {
        for list in EndpointSpec.FieldList.ofIdempotencyKeys {
            guard let index = spec[list]?.firstIndex(where: isKey) else { continue }
            spec[list]?[index].idempotencyKey = true
            return
        }
    }

    /// Returns whether the keys that the client creates are values of the field.
    static func canBeKey(_ field: EndpointSpec.Field) -> Bool {
        field.type == .init(.string) && field.values == nil
            && (field.constraints?.maxLength ?? keyLength) >= keyLength && field.constraints?.pattern == nil
    }

    private static func isKey(_ field: EndpointSpec.Field) -> Bool {
        if !canBeKey(field) { return false }
        let name = field.name.lowercased().replacing("-", with: "_")
        if names.contains(name) { return true }
        let text = (field.description ?? "").lowercased()
        return ambiguousNames.contains(name)
            && ["幂等", "去重", "同一请求", "idempoten", "deduplic", "same request"].contains(where: text.contains)
    }
}
