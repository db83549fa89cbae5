/// A JSON value with its byte range in the source. Diagnostics refer to this range.
package struct JSONNode: Sendable {
    package enum Content: Sendable {
        case null
        case boolean(Bool)
        case number(String)
        case string(String)
        case array([JSONNode])
        case object([Member])
    }

    package struct Member: Sendable {
        package let key: String
        package let keyRange: Range<Int>
        package let value: JSONNode
    }

    package let content: Content
    package let range: Range<Int>

    /// The value without source ranges.
    package var json: JSON {
        switch content {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .number(let text): .number(text)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements.map(\.json))
        case .object(let members): .object(members.map { JSON.Member($0.key, $0.value.json) })
        }
    }

    /// Returns whether the node is an object with the given key.
    package func hasMember(_ key: String) -> Bool {
        if case .object(let members) = content { members.contains { $0.key == key } } else { false }
    }

    /// Returns the node at the given path or, if there is none, its closest existing ancestor.
    package func node(at path: JSONPath) -> JSONNode {
        var node = self
        for step in path.steps {
            switch (step, node.content) {
            case (.key(let key), .object(let members)):
                guard let member = members.first(where: { $0.key == key }) else { return node }
                node = member.value
            case (.index(let index), .array(let elements)):
                guard elements.indices.contains(index) else { return node }
                node = elements[index]
            default: return node
            }
        }
        return node
    }
}

extension JSONNode {
    /// Parses JSON (RFC 8259).
    ///
    /// - Parameters:
    ///   - source: The JSON text.
    ///   - allowingDuplicateKeys: Whether an object may contain the same key more than once. If it does, the last
    ///     value is used.
    /// - Throws: `Failure` with the first error: invalid UTF-8, a syntax error, or a duplicate key that is not
    ///   allowed.
    package init(parsing source: SourceFile, allowingDuplicateKeys: Bool = false) throws(Failure) {
        self = try JSONParser.parse(source, allowingDuplicateKeys: allowingDuplicateKeys)
    }

    /// Returns the path of the innermost value at the given offset. The key and the colon of a member count as part
    /// of its value.
    package func path(at offset: Int) -> JSONPath {
        switch content {
        case .array(let elements):
            guard let index = elements.firstIndex(where: { $0.range.contains(offset) }) else { return [] }
            return JSONPath(steps: [.index(index)] + elements[index].path(at: offset).steps)
        case .object(let members):
            guard
                let member = members.first(where: {
                    ($0.keyRange.lowerBound..<$0.value.range.upperBound).contains(offset)
                })
            else { return [] }
            return JSONPath(steps: [.key(member.key)] + member.value.path(at: offset).steps)
        case .null, .boolean, .number, .string: return []
        }
    }
}

/// The path from the root of a JSON document to one of its values.
package struct JSONPath: Sendable, Hashable, ExpressibleByArrayLiteral {
    package enum Step: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case key(String)
        case index(Int)

        package init(stringLiteral key: String) { self = .key(key) }
        package init(integerLiteral index: Int) { self = .index(index) }
    }

    package var steps: [Step]

    package init(steps: [Step]) {
        self.steps = steps
    }

    package init(arrayLiteral steps: Step...) {
        self.steps = steps
    }

    /// Returns the path extended by one or more steps.
    package func appending(_ newSteps: Step...) -> JSONPath {
        var path = self
        path.steps += newSteps
        return path
    }
}
