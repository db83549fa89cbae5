/// Takes the members out of one JSON object and collects what is wrong with them.
///
/// The keys that are asked for are the known keys: whatever is left when `finish` is called is unknown.
final class ObjectReader {
    private let source: SourceText
    private let node: JSONNode
    private let members: [String: JSONNode]
    private let keyRanges: [(key: String, range: Range<Int>)]
    /// What the object is, for messages: `the field`, `the spec`.
    private let subject: String
    private var known: [String] = []
    private var missing: [String] = []
    private(set) var problems: [Diagnostic] = []

    init(_ node: JSONNode, in source: SourceText, subject: String) {
        self.source = source
        self.node = node
        self.subject = subject
        guard case .object(let list) = node.content else {
            members = [:]
            keyRanges = []
            problems = [Self.wrongType(node, in: source, expected: "an object for \(subject)")]
            return
        }
        members = Dictionary(list.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        keyRanges = list.map { ($0.key, $0.keyRange) }
    }

    // MARK: One value

    func optional<Value>(_ key: String, _ read: (JSONNode) -> Value?) -> Value? {
        known.append(key)
        return members[key].flatMap(read)
    }

    /// Reads a key that has to be there. The fallback is never used: a spec with problems is not handed out.
    func required<Value>(_ key: String, fallback: Value, _ read: (JSONNode) -> Value?) -> Value {
        if members[key] == nil { missing.append(key) }
        return optional(key, read) ?? fallback
    }

    func string(_ node: JSONNode) -> String? {
        if case .string(let text) = node.content { return text }
        return wrong(node, "a text in double quotes")
    }

    func nonEmptyString(_ node: JSONNode) -> String? {
        guard let text = string(node) else { return nil }
        return text.isEmpty ? wrong(node, "a text that is not empty") : text
    }

    /// A day as the documents write it, `2024-07-10`.
    func day(_ node: JSONNode) -> String? {
        if case .string(let text) = node.content {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            let isDay = parts.map(\.utf8.count) == [4, 2, 2]
            if isDay, parts.allSatisfy({ $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }) {
                return text
            }
        }
        return wrong(node, "a day like \"2024-07-10\"")
    }

    func boolean(_ node: JSONNode) -> Bool? {
        if case .boolean(let value) = node.content { return value }
        return wrong(node, "true or false")
    }

    func integer(_ node: JSONNode) -> Int? {
        if case .number(let text) = node.content, let value = Int(text) { return value }
        return wrong(node, "a whole number")
    }

    func integer(atLeast minimum: Int) -> (JSONNode) -> Int? {
        { node in
            if case .number(let text) = node.content, let value = Int(text), value >= minimum { return value }
            return self.wrong(node, "a whole number from \(minimum)")
        }
    }

    func number(_ node: JSONNode) -> String? {
        if case .number(let text) = node.content { return text }
        return wrong(node, "a number")
    }

    func any(_ node: JSONNode) -> JSON? {
        node.json
    }

    func word<Value: RawRepresentable & CaseIterable>(_: Value.Type) -> (JSONNode) -> Value?
    where Value.RawValue == String {
        { node in
            if case .string(let text) = node.content, let value = Value(rawValue: text) { return value }
            return self.wrong(node, Value.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or "))
        }
    }

    func fieldType(_ node: JSONNode) -> EndpointSpec.FieldType? {
        if case .string(let text) = node.content, let type = EndpointSpec.FieldType(spelling: text) { return type }
        let names = EndpointSpec.FieldType.Base.allCases.map(\.rawValue).joined(separator: ", ")
        return wrong(node, "a type (\(names)), each with [] per array dimension")
    }

    func array<Element>(_ read: @escaping (JSONNode) -> Element?) -> (JSONNode) -> [Element]? {
        { node in
            guard case .array(let elements) = node.content else { return self.wrong(node, "an array") }
            return elements.compactMap(read)
        }
    }

    /// Reads an object inside this one; its problems become this one's.
    func object<Value>(_ subject: String, _ read: @escaping (ObjectReader) -> Value) -> (JSONNode) -> Value? {
        { node in
            let reader = ObjectReader(node, in: self.source, subject: subject)
            let value = read(reader)
            reader.finish()
            self.problems += reader.problems
            return value
        }
    }

    /// Reads an object whose keys are names, not known keys.
    func pairs<Value>(_ node: JSONNode, _ read: (String, JSONNode) -> Value?) -> [Value]? {
        guard case .object(let members) = node.content else { return wrong(node, "an object") }
        return members.compactMap { read($0.key, $0.value) }
    }

    // MARK: The whole

    /// Reports the keys that nobody asked for and those that are not there.
    func finish() {
        guard case .object = node.content else { return }
        for (key, range) in keyRanges where !known.contains(key) {
            let absent = known.filter { members[$0] == nil }
            let nearest = key.nearest(in: absent)
            // A misspelt key is one mistake, not an unknown key and a missing one.
            missing.removeAll { $0 == nearest }
            let mend =
                nearest.map { "did you mean \"\($0)\"?" } ?? "it may also have: \(absent.joined(separator: ", "))"
            problems.append(
                Diagnostic("unknown-key", "unknown key \"\(key)\" in \(subject); \(mend)", at: .init(source, range)))
        }
        if missing.isEmpty { return }
        let brace = node.range.lowerBound..<node.range.lowerBound + 1
        let keys = (missing.count == 1 ? "the key " : "the keys ") + missing.map { "\"\($0)\"" }.joined(separator: ", ")
        problems.append(Diagnostic("missing-key", "\(subject) needs \(keys)", at: .init(source, brace)))
    }

    private func wrong<Value>(_ node: JSONNode, _ expected: String) -> Value? {
        problems.append(Self.wrongType(node, in: source, expected: expected))
        return nil
    }

    private static func wrongType(_ node: JSONNode, in source: SourceText, expected: String) -> Diagnostic {
        let found =
            switch node.content {
            case .array, .object: node.json.kind
            default: node.json.compact
            }
        return Diagnostic("wrong-value", "expected \(expected), found \(found)", at: .init(source, node.range))
    }
}
