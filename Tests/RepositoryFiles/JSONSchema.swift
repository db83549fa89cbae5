import Foundation
import SourceText

/// The part of JSON Schema that the schemas of this repository use.
package struct JSONSchema: Sendable {
    package let root: JSON

    package init(root: JSON) {
        self.root = root
    }

    /// Whether a value is valid.
    package func accepts(_ value: JSON) -> Bool { accepts(value, by: root) }

    private func accepts(_ value: JSON, by schema: JSON) -> Bool {
        guard case .object(let keywords) = schema else { return false }
        return keywords.allSatisfy { accepts(value, $0.key, $0.value, in: schema) }
    }

    private func accepts(_ value: JSON, _ keyword: String, _ operand: JSON, in schema: JSON) -> Bool {
        switch (keyword, operand, value) {
        case ("$ref", .string(let path), _): accepts(value, by: root["$defs"][path.replacing("#/$defs/", with: "")])
        case ("type", .string(let type), _): value.isOfType(type)
        case ("enum", .array(let allowed), _): allowed.contains(value)
        case ("const", _, _): value == operand
        case ("anyOf", .array(let schemas), _): schemas.contains { accepts(value, by: $0) }
        case ("minProperties", .number(let count), .object(let members)): members.count >= Int(count) ?? 0
        case ("minLength", .number(let length), .string(let text)): text.unicodeScalars.count >= Int(length) ?? 0
        case ("minItems", .number(let count), .array(let elements)): elements.count >= Int(count) ?? 0
        case ("minimum", .number(let minimum), .number(let number)): (Double(number) ?? 0) >= (Double(minimum) ?? 0)
        case ("pattern", .string(let pattern), .string(let text)):
            text.range(of: pattern, options: .regularExpression) != nil
        case ("items", _, .array(let elements)): elements.allSatisfy { accepts($0, by: operand) }
        case ("required", .array(let keys), .object(let members)):
            keys.allSatisfy { key in members.contains { .string($0.key) == key } }
        case ("properties", .object(let properties), .object(let members)):
            members.allSatisfy { member in
                properties.first { $0.key == member.key }.map { accepts(member.value, by: $0.value) } ?? true
            }
        case ("additionalProperties", .boolean(false), .object(let members)):
            members.allSatisfy { schema["properties"][$0.key] != .null }
        case ("additionalProperties", .object, .object(let members)):
            members.allSatisfy { accepts($0.value, by: operand) }
        default: true
        }
    }
}

extension JSON {
    /// The value of a key; null where there is none.
    package subscript(key: String) -> JSON {
        guard case .object(let members) = self else { return .null }
        return members.first { $0.key == key }?.value ?? .null
    }

    /// The keys of an object.
    package var keys: [String] {
        guard case .object(let members) = self else { return [] }
        return members.map(\.key)
    }

    fileprivate func isOfType(_ type: String) -> Bool {
        switch (self, type) {
        case (.null, "null"), (.string, "string"), (.boolean, "boolean"), (.number, "number"), (.array, "array"),
            (.object, "object"):
            true
        case (.number(let spelling), "integer"): Int(spelling) != nil
        default: false
        }
    }
}
