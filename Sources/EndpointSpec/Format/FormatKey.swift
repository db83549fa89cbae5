import SourceText

/// An object of the format, described by its keys.
package protocol FormatObject: Sendable {
    /// What messages call the object: `the field`.
    static var subject: String { get }
    /// The name of its definition in the JSON Schema.
    static var definition: String { get }
    /// What the object is, for readers of the JSON Schema.
    static var summary: String { get }
    /// The value that reading starts from. It is never returned without a problem, where a required key is missing.
    static var unread: Self { get }
    /// The keys in canonical order.
    static var keys: [FormatKey<Self>] { get }
}

/// One key of an object: how its value is read into a property and written from it.
package struct FormatKey<Root: Sendable>: Sendable {
    let name: String
    let isRequired: Bool
    /// What the value is, where the name does not say it.
    let summary: String?
    let schema: @Sendable (inout FormatSchema) -> [JSON.Member]
    let read: @Sendable (JSONNode, inout Root, inout FormatReader) -> Void
    /// The JSON of the property; nil where the key is left out.
    let write: @Sendable (Root) -> JSON?

    package static func required<Value>(
        _ name: String, _ property: any WritableKeyPath<Root, Value> & Sendable, _ format: FormatValue<Value>,
        _ summary: String? = nil
    ) -> FormatKey {
        FormatKey(name: name, isRequired: true, summary: summary, schema: format.schema) { node, root, reader in
            if let value = format.read(node, &reader) { root[keyPath: property] = value }
        } write: { root in
            format.write(root[keyPath: property])
        }
    }

    package static func optional<Value>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable, _ format: FormatValue<Value>,
        _ summary: String? = nil
    ) -> FormatKey {
        FormatKey(name: name, isRequired: false, summary: summary, schema: format.schema) { node, root, reader in
            root[keyPath: property] = format.read(node, &reader)
        } write: { root in
            root[keyPath: property].map(format.write)
        }
    }
}
