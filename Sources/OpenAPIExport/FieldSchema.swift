import EndpointSpec
import Foundation
import SourceText

/// Fields as JSON Schemas (2020-12, the dialect of OpenAPI 3.1).
enum FieldSchema {
    /// The schema of a field with everything that the document says about it.
    ///
    /// - Parameter isDescribing: Whether the description belongs to the schema, and not to a parameter.
    static func schema(
        of field: EndpointSpec.Field, _ schemas: SharedSchemas, describing isDescribing: Bool = true
    ) -> JSON {
        var members = typeMembers(of: field, schemas)
        if isDescribing { members += [JSON.text("description", description(of: field))].compactMap { $0 } }
        if isDescribing, field.deprecated != nil { members.append(.init("deprecated", .boolean(true))) }
        members += countConstraints(of: field)
        if let value = field.default {
            members.append(.init(field.type.fits(value) ? "default" : "x-feishu-default", value))
        }
        if let example = field.example { members.append(.init("examples", .array([example]))) }
        return .object(members + Extensions.members(of: field))
    }

    /// The description, and the reason not to use the field.
    static func description(of field: EndpointSpec.Field) -> String? {
        let texts = [field.description, field.deprecated].compactMap { $0 }
        return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    }

    /// The schema of an object with fields.
    static func object(_ fields: [EndpointSpec.Field], _ schemas: SharedSchemas) -> JSON {
        .object(objectMembers(fields, schemas))
    }

    /// The schema of what a response returns.
    static func payload(
        _ type: EndpointSpec.FieldType, _ fields: [EndpointSpec.Field]?, _ schemas: SharedSchemas
    ) -> JSON {
        nested(type) { .object(members(of: type.base, fields, schemas)) }
    }

    // MARK: Types

    private static func typeMembers(of field: EndpointSpec.Field, _ schemas: SharedSchemas) -> [JSON.Member] {
        let type = nested(field.type) {
            if field.type.base == .object, let reference = schemas.reference(to: field) {
                return .object([.init("$ref", .string(reference))])
            }
            return .object(
                members(of: field.type.base, field.fields, schemas) + values(of: field) + valueConstraints(of: field))
        }
        guard case .object(let members) = type else { return [] }
        return members
    }

    /// The schema of an element, in as many arrays as the type has dimensions.
    private static func nested(_ type: EndpointSpec.FieldType, _ element: () -> JSON) -> JSON {
        (0..<type.dimensions).reduce(element()) { items, _ in
            .object([.init("type", .string("array")), .init("items", items)])
        }
    }

    private static func members(
        of base: EndpointSpec.FieldType.Base, _ fields: [EndpointSpec.Field]?, _ schemas: SharedSchemas
    ) -> [JSON.Member] {
        switch base {
        case .string: [.init("type", .string("string"))]
        case .int: [.init("type", .string("integer"))]
        case .number: [.init("type", .string("number"))]
        case .boolean: [.init("type", .string("boolean"))]
        case .object: objectMembers(fields ?? [], schemas)
        case .map:
            [
                .init("type", .string("object")),
                .init("additionalProperties", fields.map { object($0, schemas) } ?? .boolean(true)),
            ]
        case .file: [.init("type", .string("string")), .init("contentMediaType", .string("application/octet-stream"))]
        case .any: []
        }
    }

    static func objectMembers(_ fields: [EndpointSpec.Field], _ schemas: SharedSchemas) -> [JSON.Member] {
        var names: Set<String> = []
        let fields = fields.filter { names.insert($0.name).inserted }
        return [
            .init("type", .string("object")),
            fields.isEmpty
                ? nil : .init("properties", .object(fields.map { .init($0.name, schema(of: $0, schemas)) })),
            JSON.list("required", fields.filter { $0.required == true }.map { .string($0.name) }),
        ].compactMap { $0 }
    }

    /// The listed values. Others can be added tomorrow, so that the type stays open.
    private static func values(of field: EndpointSpec.Field) -> [JSON.Member] {
        guard let values = field.values, !values.isEmpty else { return [] }
        let listed = values.map { value in
            JSON.object(
                [
                    .init("const", value.value), JSON.text("title", value.name),
                    JSON.text("description", value.description),
                ].compactMap { $0 })
        }
        return [.init("anyOf", .array(listed + [.object(members(of: field.type.base, nil, .none))]))]
    }

    // MARK: Constraints

    /// How many elements an array has.
    private static func countConstraints(of field: EndpointSpec.Field) -> [JSON.Member] {
        counts([("minItems", field.constraints?.minItems), ("maxItems", field.constraints?.maxItems)])
    }

    /// What a value is, or each element of an array.
    private static func valueConstraints(of field: EndpointSpec.Field) -> [JSON.Member] {
        guard let constraints = field.constraints else { return [] }
        let bounds = [("minimum", constraints.minimum), ("maximum", constraints.maximum)]
        let pattern = constraints.pattern.map { pattern in
            JSON.Member(isRegularExpression(pattern) ? "pattern" : "x-feishu-pattern", .string(pattern))
        }
        return counts([("minLength", constraints.minLength), ("maxLength", constraints.maxLength)])
            + bounds.compactMap { key, bound in bound.map { .init(key, .number($0)) } } + (pattern.map { [$0] } ?? [])
    }

    private static func counts(_ counts: [(String, Int?)]) -> [JSON.Member] {
        counts.compactMap { key, count in count.map { .init(key, .number(String($0))) } }
    }

    /// Whether a pattern means the same in other languages, above all in that of JSON Schema (ECMA-262): documents contain
    /// `/.../` and the spelling of Java.
    private static func isRegularExpression(_ pattern: String) -> Bool {
        let foreign = #/^\/|\\[AzZQEhpPG]|\(\?[^:=!]|\[\[?:|[*+?}]\+|&&/#
        // Only here a bracket in a class has to be escaped.
        let escaped = pattern.replacing(#/\[\^?\[/#) { $0.output.dropLast() + "\\[" }
        return pattern.firstMatch(of: foreign) == nil && (try? NSRegularExpression(pattern: String(escaped))) != nil
    }
}
