import EndpointSpec
import Foundation
import SourceText

/// Converts fields to JSON Schemas (2020-12, the dialect of OpenAPI 3.1).
enum FieldSchema {
    /// Returns the schema of the given field.
    ///
    /// - Parameters:
    ///   - field: The field.
    ///   - schemas: The shared schemas to which the schema can refer.
    ///   - includesDescription: Whether to include the description and the deprecation. The schema of a parameter omits
    ///     them, because OpenAPI puts them in the parameter itself.
    static func schema(
        of field: EndpointSpec.Field, _ schemas: SharedSchemas, includesDescription: Bool = true
    ) -> JSON {
        var members = typeMembers(of: field, schemas)
        if includesDescription {
            members += [JSON.stringMember("description", description(of: field))].compactMap { $0 }
        }
        if includesDescription, field.deprecated != nil { members.append(.init("deprecated", .boolean(true))) }
        members += countConstraints(of: field)
        if let value = field.default {
            members.append(.init(field.type.fits(value) ? "default" : "x-feishu-default", value))
        }
        if let example = field.example { members.append(.init("examples", .array([example]))) }
        return .object(members + Extensions.members(of: field))
    }

    /// Returns the description of the field, followed by its deprecation notice, or `nil` if it has neither.
    static func description(of field: EndpointSpec.Field) -> String? {
        let texts = [field.description, field.deprecated].compactMap { $0 }
        return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    }

    /// Returns the schema of an object with the given fields.
    static func object(_ fields: [EndpointSpec.Field], _ schemas: SharedSchemas) -> JSON {
        .object(objectMembers(fields, schemas))
    }

    /// Returns the schema of a response payload.
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
                members(of: field.type.base, field.fields, schemas, valueType: field.valueType, format: field.format)
                    + values(of: field)
                    + valueConstraints(of: field))
        }
        guard case .object(let members) = type else { return [] }
        return members
    }

    /// Returns the schema of an array with as many dimensions as the given type, or the element schema itself if the
    /// type has no dimensions.
    private static func nested(_ type: EndpointSpec.FieldType, _ element: () -> JSON) -> JSON {
        (0..<type.dimensions).reduce(element()) { items, _ in
            .object([.init("type", .string("array")), .init("items", items)])
        }
    }

    private static func members(
        of base: EndpointSpec.FieldType.Base, _ fields: [EndpointSpec.Field]?, _ schemas: SharedSchemas,
        valueType: EndpointSpec.FieldType? = nil, format: EndpointSpec.Format? = nil
    ) -> [JSON.Member] {
        switch base {
        case .string: [.init("type", .string("string"))]
        // Without a format, generators for Java and C# take 32 bits, in which a time in milliseconds overflows.
        case .int:
            integer(format == .int32 ? "int32" : "int64")
        case .number: [.init("type", .string("number"))]
        case .boolean: [.init("type", .string("boolean"))]
        case .object: objectMembers(fields ?? [], schemas)
        case .map:
            [
                .init("type", .string("object")),
                .init(
                    "additionalProperties",
                    valueType.map { payload($0, fields, schemas) } ?? fields.map { object($0, schemas) }
                        ?? .boolean(true)),
            ]
        case .file: [.init("type", .string("string")), .init("contentMediaType", .string("application/octet-stream"))]
        case .any: []
        }
    }

    static func integer(_ format: String = "int64") -> [JSON.Member] {
        [.init("type", .string("integer")), .init("format", .string(format))]
    }

    static func objectMembers(_ fields: [EndpointSpec.Field], _ schemas: SharedSchemas) -> [JSON.Member] {
        var names: Set<String> = []
        let fields = fields.filter { names.insert($0.name).inserted }
        return [
            .init("type", .string("object")),
            fields.isEmpty
                ? nil : .init("properties", .object(fields.map { .init($0.name, schema(of: $0, schemas)) })),
            JSON.arrayMember("required", fields.filter { $0.required == true }.map { .string($0.name) }),
        ].compactMap { $0 }
    }

    /// Returns the keywords that describe the listed values. The keywords also allow other values of the base type,
    /// because the platform can add values.
    private static func values(of field: EndpointSpec.Field) -> [JSON.Member] {
        guard let values = field.values, !values.isEmpty else { return [] }
        let listed = values.map { value in
            JSON.object(
                [
                    .init("const", value.value), JSON.stringMember("title", value.name),
                    JSON.stringMember("description", value.description),
                ].compactMap { $0 })
        }
        return [
            .init("anyOf", .array(listed + [.object(members(of: field.type.base, nil, .none, format: field.format))]))
        ]
    }

    // MARK: Constraints

    /// Returns the constraints on the number of elements in an array.
    private static func countConstraints(of field: EndpointSpec.Field) -> [JSON.Member] {
        counts([("minItems", field.constraints?.minItems), ("maxItems", field.constraints?.maxItems)])
    }

    /// Returns the constraints on the value of the field or, if it is an array, on each element.
    private static func valueConstraints(of field: EndpointSpec.Field) -> [JSON.Member] {
        guard let constraints = field.constraints else { return [] }
        // JSON Schema ignores the bounds of a number in a string, and generators complain about them.
        let prefix = [.int, .number].contains(field.type.base) ? "" : "x-feishu-"
        let bounds = [("minimum", constraints.minimum), ("maximum", constraints.maximum)]
            .map { (prefix + $0, $1) }
        let pattern = constraints.pattern.map { pattern in
            JSON.Member(isPortable(pattern) ? "pattern" : "x-feishu-pattern", .string(pattern))
        }
        return counts([("minLength", constraints.minLength), ("maxLength", constraints.maxLength)])
            + bounds.compactMap { key, bound in bound.map { .init(key, .number($0)) } } + (pattern.map { [$0] } ?? [])
    }

    private static func counts(_ counts: [(String, Int?)]) -> [JSON.Member] {
        counts.compactMap { key, count in count.map { .init(key, .number(String($0))) } }
    }

    /// Returns whether the pattern is likely to work in all common dialects of regular expressions, including
    /// ECMA-262, which JSON Schema uses. Some documents contain `/.../` literals or Java syntax.
    private static func isPortable(_ pattern: String) -> Bool {
        let nonportableSyntax = #/^\/|\\[AzZQEhpPG]|\(\?[^:=!]|\[\[?:|[*+?}]\+|&&/#
        // Escape a bracket at the start of a character class. NSRegularExpression requires this escape, but ECMA-262
        // does not.
        let escaped = pattern.replacing(#/\[\^?\[/#) { $0.output.dropLast() + "\\[" }
        return pattern.firstMatch(of: nonportableSyntax) == nil
            && (try? NSRegularExpression(pattern: String(escaped))) != nil
    }
}
