import SourceText

/// A kind of value in the format, with functions that read and write such values as JSON.
package struct FormatValue<Value>: Sendable {
    /// Returns the JSON Schema keywords for the values.
    let schema: @Sendable (inout FormatSchema) -> [JSON.Member]
    /// Reads a value, or reports a problem and returns `nil`.
    let read: @Sendable (JSONNode, inout FormatReader) -> Value?
    let write: @Sendable (Value) -> JSON

    init(
        _ schema: @escaping @Sendable (inout FormatSchema) -> [JSON.Member],
        read: @escaping @Sendable (JSONNode, inout FormatReader) -> Value?, write: @escaping @Sendable (Value) -> JSON
    ) {
        self.schema = schema
        self.read = read
        self.write = write
    }

    /// - Parameters:
    ///   - type: The type in the JSON Schema.
    ///   - keywords: The other keywords of the JSON Schema.
    ///   - read: Returns the value of a node, or reports a problem and returns `nil`.
    ///   - write: Returns the JSON of a value.
    package init(
        _ type: String, _ keywords: JSON.Member..., read: @escaping @Sendable (JSONNode, inout FormatReader) -> Value?,
        write: @escaping @Sendable (Value) -> JSON
    ) {
        self.init({ _ in [.init("type", .string(type))] + keywords }, read: read, write: write)
    }
}

extension FormatValue where Value == String {
    package static let string = FormatValue("string") { node, reader in
        if case .string(let text) = node.content { return text }
        return reader.reportMismatch(node, expected: "a string")
    } write: {
        .string($0)
    }

    package static let nonEmptyString = FormatValue("string", .init("minLength", .number("1"))) { node, reader in
        if case .string(let text) = node.content, !text.isEmpty { return text }
        return reader.reportMismatch(node, expected: "a non-empty string")
    } write: {
        .string($0)
    }

    /// Returns a format for strings that satisfy a condition.
    ///
    /// - Parameters:
    ///   - pattern: The regular expression for the JSON Schema. It can be less strict than `isValid`.
    ///   - expected: The description of a valid string in diagnostics.
    ///   - isValid: Returns whether a string is valid.
    package static func string(
        pattern: String, expected: String, where isValid: @escaping @Sendable (String) -> Bool
    ) -> FormatValue {
        FormatValue("string", .init("pattern", .string(pattern))) { node, reader in
            if case .string(let text) = node.content, isValid(text) { return text }
            return reader.reportMismatch(node, expected: expected)
        } write: {
            .string($0)
        }
    }

    /// A date such as `2024-07-10`.
    static let date = string(
        pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", expected: "a date like \"2024-07-10\"",
        where: EndpointSpec.Document.isValidDate)

    /// A name that Swift accepts. The generator would change any other name.
    static let swiftName = string(
        pattern: #"^_*\p{L}[\p{L}\p{M}\p{N}_]*$"#,
        expected: "a Swift name like \"pageToken\" (a letter, then letters, digits and underscores)",
        where: { name in
            let scalars = name.unicodeScalars
            return scalars.first { $0 != "_" }?.properties.generalCategory.isLetter == true
                && scalars.allSatisfy(\.isNamePart)
        })

    /// A number as spelled in the file.
    static let number = FormatValue("number") { node, reader in
        if case .number(let text) = node.content { return text }
        return reader.reportMismatch(node, expected: "a number")
    } write: {
        .number($0)
    }
}

extension FormatValue where Value == Bool {
    static let boolean = FormatValue("boolean") { node, reader in
        if case .boolean(let value) = node.content { return value }
        return reader.reportMismatch(node, expected: "true or false")
    } write: {
        .boolean($0)
    }
}

extension FormatValue where Value == Int {
    static let integer = FormatValue("integer") { node, reader in
        if case .number(let text) = node.content, let value = Int(text) { return value }
        return reader.reportMismatch(node, expected: "an integer")
    } write: {
        .number(String($0))
    }

    package static func integer(atLeast minimum: Int) -> FormatValue {
        FormatValue("integer", .init("minimum", .number(String(minimum)))) { node, reader in
            if case .number(let text) = node.content, let value = Int(text), value >= minimum { return value }
            return reader.reportMismatch(node, expected: "an integer of at least \(minimum)")
        } write: {
            .number(String($0))
        }
    }

    /// A version of the format. Only the JSON Schema rejects versions above `current`. The reader accepts them,
    /// because the tool reports them before it reads the object.
    static func version(upTo current: Int) -> FormatValue {
        let integer = integer(atLeast: 1)
        return FormatValue(
            { _ in [.init("enum", .array((1...current).map { .number(String($0)) }))] }, read: integer.read,
            write: integer.write)
    }
}

extension FormatValue where Value == JSON {
    static let any = FormatValue({ _ in [] }, read: { node, _ in node.json }, write: { $0 })
}

extension FormatValue where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    /// A string that is a raw value of the enumeration.
    package static var word: FormatValue {
        let words = Value.allCases.map { JSON.string($0.rawValue) }
        return FormatValue { _ in
            [.init("enum", .array(words))]
        } read: { node, reader in
            if case .string(let text) = node.content, let value = Value(rawValue: text) { return value }
            return reader.reportMismatch(node, expected: words.map(\.compact).joined(separator: " or "))
        } write: {
            .string($0.rawValue)
        }
    }
}

extension FormatValue where Value == OperationID {
    static let operationID = FormatValue(
        "string", .init("pattern", .string(#"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*){3}$"#))
    ) { node, reader in
        if case .string(let text) = node.content, let id = OperationID(text) { return id }
        return reader.reportMismatch(
            node, expected: "an id like \"hire.v1.job.list\" (service, version, resource, operation)",
            code: "invalid-id")
    } write: {
        .string($0.description)
    }
}

extension FormatValue where Value == PathTemplate {
    static let path = FormatValue("string", .init("pattern", .string(#"^/[^?#\s]*$"#))) { node, reader in
        if case .string(let text) = node.content, let path = PathTemplate(text) { return path }
        return reader.reportMismatch(
            node, expected: "a path that begins with '/' and has no query, fragment or space", code: "invalid-path")
    } write: {
        .string($0.text)
    }
}

extension FormatValue where Value == EndpointSpec.FieldType {
    private static let bases = Value.Base.allCases.map(\.rawValue)

    static let fieldType = FormatValue(
        "string",
        .init(
            "pattern", .string("^(\(bases.joined(separator: "|")))(\\[\\]){0,\(Value.maximumDimensions)}$"))
    ) { node, reader in
        if case .string(let text) = node.content, let type = EndpointSpec.FieldType(spelling: text) { return type }
        return reader.reportMismatch(
            node, expected: "a type (\(bases.joined(separator: ", "))), with [] per array dimension")
    } write: {
        .string($0.spelling)
    }
}

extension FormatValue where Value == [EndpointSpec.FixedParameter] {
    /// An object that maps parameter names to values.
    static let fixedParameters = FormatValue(
        "object", .init("additionalProperties", .object([.init("type", .string("string"))]))
    ) { node, reader in
        guard case .object(let members) = node.content else {
            return reader.reportMismatch(node, expected: "an object")
        }
        return members.compactMap { member in
            FormatValue<String>.string.read(member.value, &reader).map { .init(name: member.key, value: $0) }
        }
    } write: { parameters in
        .object(parameters.map { JSON.Member($0.name, .string($0.value)) })
    }
}

extension FormatValue where Value: FormatObject {
    static var object: FormatValue {
        FormatValue { schema in
            schema.reference(to: Value.self)
        } read: { node, reader in
            reader.object(node, as: Value.self)
        } write: {
            $0.json
        }
    }
}

extension FormatValue {
    package static func array<Element>(
        _ element: FormatValue<Element>, atLeast minimum: Int = 0
    ) -> FormatValue where Value == [Element] {
        FormatValue { schema in
            let items = element.schema(&schema)
            return [
                .init("type", .string("array")),
                minimum == 0 ? nil : .init("minItems", .number(String(minimum))),
                items.isEmpty ? nil : .init("items", .object(items)),
            ].compactMap { $0 }
        } read: { node, reader in
            guard case .array(let elements) = node.content else {
                return reader.reportMismatch(node, expected: "an array")
            }
            return elements.compactMap { element.read($0, &reader) }
        } write: {
            .array($0.map(element.write))
        }
    }
}
