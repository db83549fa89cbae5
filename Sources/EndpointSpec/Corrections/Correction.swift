import SourceText

/// The record of the facts that a person changed in a part of a spec, each with what the document says.
package struct Correction: Sendable, Equatable {
    /// Whether the document lacks the whole part: a field or an error.
    package var isMissing: Bool
    /// What the document says about the changed facts, in the order of the format. The value is JSON null for a fact that the document
    /// does not state.
    package var documented: [JSON.Member]
    /// Why the document is wrong.
    package var reason: String

    package init(isMissing: Bool = false, documented: [JSON.Member] = [], reason: String) {
        self.isMissing = isMissing
        self.documented = documented
        self.reason = reason
    }

    /// Returns what the document says about a fact, or `nil` if the fact was not changed.
    package subscript(key: String) -> JSON? { documented.first { $0.key == key }?.value }
}

/// A part of a spec whose facts a person can correct. The corrected facts stand in their usual places.
package protocol Correctable: FormatObject {
    /// The keys of the facts that can be corrected.
    static var correctableKeys: Set<String> { get }
    /// Whether a document can lack the whole part.
    static var canBeMissing: Bool { get }
    /// Annotation: the corrections, or `nil` if all facts are those of the document.
    var corrected: Correction? { get set }

    /// Returns the JSON value of a fact as a document would state it, or null if it is not stated.
    func fact(_ key: String) -> JSON
    /// Takes a fact from another version of the part, and adapts the facts that depend on it.
    mutating func adopt(_ key: String, from other: Self)
    /// Repeats a correction in a newer version of the document.
    ///
    /// - Parameters:
    ///   - key: The key of the corrected fact.
    ///   - base: The part as the document described it when it was corrected.
    ///   - changed: The part with the corrected fact.
    mutating func keep(_ key: String, changedFrom base: Self, to changed: Self) -> CorrectionState
}

/// What a newer version of the document says about a correction.
package enum CorrectionState: Sendable {
    /// The document says what the correction says, which is no longer needed.
    case agreed
    /// The document says the same as before.
    case kept
    /// The document says something else than before and than the correction.
    case contradicted
}

extension Correctable {
    package static var canBeMissing: Bool { false }

    package func fact(_ key: String) -> JSON { written(key) }

    /// Returns the JSON value of a key, or null if the key is absent.
    func written(_ key: String) -> JSON { Self.keys.first { $0.name == key }?.write(self) ?? .null }

    package mutating func adopt(_ key: String, from other: Self) { set(key, to: other.fact(key)) }

    package mutating func keep(_ key: String, changedFrom base: Self, to changed: Self) -> CorrectionState {
        keepFact(key, changedFrom: base, to: changed)
    }

    mutating func keepFact(_ key: String, changedFrom base: Self, to changed: Self) -> CorrectionState {
        if fact(key) == changed.fact(key) { return .agreed }
        let isSame = fact(key) == base.fact(key)
        adopt(key, from: changed)
        return isSame ? .kept : .contradicted
    }

    /// Sets a fact to a JSON value. The caller has checked the value.
    package mutating func set(_ key: String, to value: JSON) {
        guard let key = Self.keys.first(where: { $0.name == key }) else { return }
        if value == .null, let clear = key.clear { return clear(&self) }
        let source = SourceFile(path: "", text: value.compact)
        guard let node = try? JSONNode(parsing: source) else { return }
        var reader = FormatReader(source)
        key.read(node, &self, &reader)
    }

    /// The part as the document describes it: with its own corrections undone, but not those of the parts inside it. A part that the
    /// document lacks is returned as it is.
    package var documented: Self {
        guard let corrected else { return self }
        var part = self
        part.corrected = nil
        for fact in corrected.documented { part.set(fact.key, to: fact.value) }
        return part
    }

    /// Changes facts, and records what the document says about those that now differ from it.
    package mutating func correct(because reason: String, _ change: (inout Self) throws -> Void) rethrows {
        let before = documented
        let isMissing = corrected?.isMissing ?? false
        try change(&self)
        let changed =
            isMissing
            ? []
            : Self.keys.map(\.name).filter { Self.correctableKeys.contains($0) && fact($0) != before.fact($0) }
        // The reason of a fact that was corrected earlier still applies.
        let earlier = corrected.flatMap {
            $0.isMissing || changed.contains(where: [String]($0.documented.map(\.key)).contains) ? $0.reason : nil
        }
        corrected =
            changed.isEmpty && !isMissing
            ? nil
            : Correction(
                isMissing: isMissing,
                documented: changed.map {
                    // Annotations of what the part no longer has are only in the record.
                    JSON.Member($0, written($0) == .null ? before.written($0) : before.fact($0))
                },
                reason: earlier == nil || earlier == reason ? reason : "\(earlier ?? ""); \(reason)")
    }
}

extension FormatValue where Value == Correction {
    /// An object with the corrected facts of a part of the given type, and the reason.
    static func correction<Part: Correctable>(of _: Part.Type) -> FormatValue {
        FormatValue { schema in
            schema.reference(to: "\(Part.definition)Correction") { schema in
                Self.keywords(of: Part.self, &schema)
            }
        } read: { node, reader in
            Self.read(node, of: Part.self, &reader)
        } write: { correction in
            .object(
                correction.documented + (correction.isMissing ? [JSON.Member("missing", .boolean(true))] : [])
                    + [JSON.Member("reason", .string(correction.reason))])
        }
    }

    private static func keywords<Part: Correctable>(of _: Part.Type, _ schema: inout FormatSchema) -> [JSON.Member] {
        let facts = Part.correctable.map { key in
            let stated = key.schema(&schema)
            // Without keywords, any value is allowed, also null.
            let value =
                key.isRequired || stated.isEmpty
                ? stated
                : [
                    JSON.Member(
                        "anyOf", .array([.object(stated), .object([JSON.Member("type", .string("null"))])]))
                ]
            return JSON.Member(key.name, .object(value))
        }
        let missing = JSON.Member(
            "missing",
            .object([
                .init("description", .string("Whether the document lacks \(Part.subject) altogether.")),
                .init("const", .boolean(true)),
            ]))
        let reason = JSON.Member(
            "reason",
            .object([
                .init("description", .string("Why the document is wrong.")), .init("type", .string("string")),
                .init("minLength", .number("1")),
            ]))
        return [
            .init(
                "description",
                .string("Annotation: what the document says about the facts that a person changed, or null.")),
            .init("type", .string("object")), .init("required", .array([.string("reason")])),
            .init("minProperties", .number("2")), .init("additionalProperties", .boolean(false)),
            .init("properties", .object(facts + (Part.canBeMissing ? [missing] : []) + [reason])),
        ]
    }

    private static func read<Part: Correctable>(
        _ node: JSONNode, of _: Part.Type, _ reader: inout FormatReader
    ) -> Correction? {
        guard case .object(let members) = node.content else {
            return reader.reportMismatch(node, expected: "an object with the corrected facts and a reason")
        }
        var correction = Correction(reason: "")
        var scratch = Part.placeholder
        let keys = Part.correctable
        for member in members {
            if member.key == "reason" {
                correction.reason = FormatValue<String>.nonEmptyString.read(member.value, &reader) ?? "unread"
            } else if member.key == "missing", Part.canBeMissing {
                if case .boolean(true) = member.value.content {
                    correction.isMissing = true
                } else {
                    let _: Correction? = reader.reportMismatch(member.value, expected: "true")
                }
            } else if let key = keys.first(where: { $0.name == member.key }) {
                if member.value.json != .null || key.isRequired { key.read(member.value, &scratch, &reader) }
                correction.documented.append(.init(member.key, member.value.json))
            } else {
                let known = keys.map(\.name) + (Part.canBeMissing ? ["missing"] : []) + ["reason"]
                let hint =
                    member.key.nearest(in: known).map { "; did you mean \"\($0)\"?" }
                    ?? "; keys of a correction: \(known.joined(separator: ", "))"
                reader.report(
                    "unknown-key", "unknown key \"\(member.key)\" in the correction of \(Part.subject)\(hint)",
                    at: member.keyRange)
            }
        }
        let start = node.range.lowerBound
        if correction.reason.isEmpty {
            reader.report("missing-key", "missing key \"reason\" in the correction", at: start..<start + 1)
        } else if members.count < 2 {
            reader.report("missing-key", "the correction names no fact", at: start..<start + 1)
        }
        let order = keys.map(\.name)
        correction.documented.sort { (order.firstIndex(of: $0.key) ?? 0) < (order.firstIndex(of: $1.key) ?? 0) }
        return correction
    }
}

extension Correctable {
    fileprivate static var correctable: [FormatKey<Self>] { keys.filter { correctableKeys.contains($0.name) } }
}
