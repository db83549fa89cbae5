import SourceText

/// Generates the JSON Schema (2020-12) of a file format. Editors use the schema to complete and validate files.
package struct FormatSchema {
    private var definitions: [String: JSON] = [:]
    /// The names of the definitions, in order of first use.
    private var names: [String] = []

    /// Returns the text of the schema for files that contain an object of the given type.
    package static func text<Root: FormatObject>(of _: Root.Type, title: String) -> String {
        var schema = FormatSchema()
        let keywords = schema.keywords(of: Root.self)
        let definitions = schema.names.compactMap { name in schema.definitions[name].map { JSON.Member(name, $0) } }
        let root =
            [
                .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
                .init("title", .string(title)),
            ] + keywords + (definitions.isEmpty ? [] : [JSON.Member("$defs", .object(definitions))])
        return JSON.object(root).indented + "\n"
    }

    /// Returns a reference to the definition of the given object type. Adds the definition if it does not exist yet.
    mutating func reference<Object: FormatObject>(to _: Object.Type) -> [JSON.Member] {
        reference(to: Object.definition) { $0.keywords(of: Object.self) }
    }

    /// Returns a reference to a definition with the given name. Adds the definition if it does not exist yet.
    mutating func reference(to name: String, _ keywords: (inout FormatSchema) -> [JSON.Member]) -> [JSON.Member] {
        if !names.contains(name) {
            names.append(name)
            definitions[name] = .object(keywords(&self))
        }
        return [.init("$ref", .string("#/$defs/\(name)"))]
    }

    private mutating func keywords<Object: FormatObject>(of _: Object.Type) -> [JSON.Member] {
        let properties = Object.keys.map { key in
            JSON.Member(
                key.name, .object([JSON.stringMember("description", key.summary)].compactMap { $0 } + key.schema(&self))
            )
        }
        let required = Object.keys.filter(\.isRequired).map { JSON.string($0.name) }
        return [
            .init("description", .string(Object.summary)), .init("type", .string("object")),
            JSON.arrayMember("required", required), .init("additionalProperties", .boolean(false)),
            .init("properties", .object(properties)),
        ].compactMap { $0 }
    }
}

extension EndpointSpec {
    /// The path of the schema file, relative to the specs folder.
    package static let schemaPath = "endpoint.schema.json"
    package static let schemaText = FormatSchema.text(of: EndpointSpec.self, title: "Endpoint spec, version 1")
}
