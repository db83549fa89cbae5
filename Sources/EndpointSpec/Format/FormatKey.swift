import SourceText

/// A type whose values are represented as JSON objects in the format. The property `keys` describes the objects.
package protocol FormatObject: Sendable {
    /// The term for the object in diagnostics, such as `the field`.
    static var subject: String { get }
    /// The name of the object's definition in the JSON Schema.
    static var definition: String { get }
    /// The description of the object in the JSON Schema.
    static var summary: String { get }
    /// The initial value of an object that is being read. The dummy values of its required properties are harmless,
    /// because a missing or invalid required key is always reported as a problem.
    static var placeholder: Self { get }
    /// The keys in canonical order.
    static var keys: [FormatKey<Self>] { get }
}

/// A key of an object, with functions that convert between the JSON value of the key and a property.
package struct FormatKey<Root: Sendable>: Sendable {
    let name: String
    var isRequired: Bool { clear == nil }
    /// The description of the key in the JSON Schema, or `nil` if the name is self-explanatory.
    let summary: String?
    let schema: @Sendable (inout FormatSchema) -> [JSON.Member]
    let read: @Sendable (JSONNode, inout Root, inout FormatReader) -> Void
    /// Returns the JSON value of the property, or `nil` to omit the key.
    let write: @Sendable (Root) -> JSON?
    /// Removes the value of the property, or `nil` if the key is required.
    let clear: (@Sendable (inout Root) -> Void)?

    package static func required<Value>(
        _ name: String, _ property: any WritableKeyPath<Root, Value> & Sendable, _ format: FormatValue<Value>,
        _ summary: String? = nil
    ) -> FormatKey {
        FormatKey(
            name: name, summary: summary, schema: format.schema,
            read: { node, root, reader in
                if let value = format.read(node, &reader) { root[keyPath: property] = value }
            }, write: { root in format.write(root[keyPath: property]) }, clear: nil)
    }

    package static func optional<Value>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable, _ format: FormatValue<Value>,
        _ summary: String? = nil
    ) -> FormatKey {
        FormatKey(
            name: name, summary: summary, schema: format.schema,
            read: { node, root, reader in root[keyPath: property] = format.read(node, &reader) },
            write: { root in root[keyPath: property].map(format.write) },
            clear: { root in root[keyPath: property] = nil })
    }
}
