import SourceText

/// A kind of value in the format: how it is read from JSON and written as JSON.
struct FormatValue<Value>: Sendable {
    /// Reads a value. Returns nil after it reported what is wrong.
    let read: @Sendable (JSONNode, inout FormatReader) -> Value?
    let write: @Sendable (Value) -> JSON
}

extension FormatValue where Value == String {
    static let string = FormatValue { node, reader in
        if case .string(let text) = node.content { return text }
        return reader.wrong(node, expected: "a string")
    } write: {
        .string($0)
    }

    static let nonEmptyString = FormatValue { node, reader in
        if case .string(let text) = node.content, !text.isEmpty { return text }
        return reader.wrong(node, expected: "a string that is not empty")
    } write: {
        .string($0)
    }

    /// A day as the documents write it: `2024-07-10`.
    static let day = FormatValue { node, reader in
        if case .string(let text) = node.content, EndpointSpec.Document.isDay(text) { return text }
        return reader.wrong(node, expected: "a day like \"2024-07-10\"")
    } write: {
        .string($0)
    }

    /// A number as it is spelled.
    static let number = FormatValue { node, reader in
        if case .number(let text) = node.content { return text }
        return reader.wrong(node, expected: "a number")
    } write: {
        .number($0)
    }
}

extension FormatValue where Value == Bool {
    static let boolean = FormatValue { node, reader in
        if case .boolean(let value) = node.content { return value }
        return reader.wrong(node, expected: "true or false")
    } write: {
        .boolean($0)
    }
}

extension FormatValue where Value == Int {
    static let integer = FormatValue { node, reader in
        if case .number(let text) = node.content, let value = Int(text) { return value }
        return reader.wrong(node, expected: "an integer")
    } write: {
        .number(String($0))
    }

    static func integer(atLeast minimum: Int) -> FormatValue {
        FormatValue { node, reader in
            if case .number(let text) = node.content, let value = Int(text), value >= minimum { return value }
            return reader.wrong(node, expected: "an integer of at least \(minimum)")
        } write: {
            .number(String($0))
        }
    }
}

extension FormatValue where Value == JSON {
    static let any = FormatValue { node, _ in
        node.json
    } write: {
        $0
    }
}

extension FormatValue where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    /// One of a few words.
    static var word: FormatValue {
        FormatValue { node, reader in
            if case .string(let text) = node.content, let value = Value(rawValue: text) { return value }
            let words = Value.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
            return reader.wrong(node, expected: words)
        } write: {
            .string($0.rawValue)
        }
    }
}

extension FormatValue where Value == OperationID {
    static let operationID = FormatValue { node, reader in
        if case .string(let text) = node.content, let id = OperationID(text) { return id }
        return reader.wrong(
            node, expected: "an id like \"hire.v1.job.list\" (service, version, resource, operation)",
            code: "invalid-id")
    } write: {
        .string($0.description)
    }
}

extension FormatValue where Value == PathTemplate {
    static let path = FormatValue { node, reader in
        if case .string(let text) = node.content, let path = PathTemplate(text) { return path }
        return reader.wrong(
            node, expected: "a path that begins with '/' and has no query, fragment or space", code: "invalid-path")
    } write: {
        .string($0.text)
    }
}

extension FormatValue where Value == EndpointSpec.FieldType {
    static let fieldType = FormatValue { node, reader in
        if case .string(let text) = node.content, let type = EndpointSpec.FieldType(spelling: text) { return type }
        let names = EndpointSpec.FieldType.Base.allCases.map(\.rawValue).joined(separator: ", ")
        return reader.wrong(node, expected: "a type (\(names)), with [] per array dimension")
    } write: {
        .string($0.spelling)
    }
}

extension FormatValue where Value == [EndpointSpec.FixedParameter] {
    /// An object whose keys are the names of the parameters.
    static let fixedParameters = FormatValue { node, reader in
        guard case .object(let members) = node.content else { return reader.wrong(node, expected: "an object") }
        return members.compactMap { member in
            FormatValue<String>.string.read(member.value, &reader).map { .init(name: member.key, value: $0) }
        }
    } write: { parameters in
        .object(parameters.map { JSON.Member($0.name, .string($0.value)) })
    }
}

extension FormatValue where Value: FormatObject {
    static var object: FormatValue {
        FormatValue { node, reader in
            reader.object(node, as: Value.self)
        } write: {
            $0.json
        }
    }
}

extension FormatValue {
    static func array<Element>(_ element: FormatValue<Element>) -> FormatValue where Value == [Element] {
        FormatValue { node, reader in
            guard case .array(let elements) = node.content else { return reader.wrong(node, expected: "an array") }
            return elements.compactMap { element.read($0, &reader) }
        } write: {
            .array($0.map(element.write))
        }
    }
}
