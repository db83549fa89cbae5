import SourceText

/// Reads the values in a file and collects the problems that it finds.
package struct FormatReader {
    let source: SourceFile
    package private(set) var problems: [Diagnostic] = []

    package init(_ source: SourceFile) {
        self.source = source
    }

    mutating func report(_ code: String, _ message: String, at range: Range<Int>) {
        problems.append(Diagnostic(.error, code, message, at: .range(source, range)))
    }

    /// Reports that a value does not have the expected form.
    ///
    /// - Returns: Always `nil`, so that a read function can return the result of this call.
    package mutating func reportMismatch<Value>(
        _ node: JSONNode, expected: String, code: String = "wrong-value"
    ) -> Value? {
        let found =
            switch node.content {
            case .array, .object: node.json.kind
            default: node.json.compact
            }
        report(code, "expected \(expected), found \(found)", at: node.range)
        return nil
    }

    /// Reads an object, or returns its placeholder if the node is not an object. Reports unknown keys, missing
    /// required keys, and values that do not have the expected form.
    package mutating func object<Value: FormatObject>(_ node: JSONNode, as _: Value.Type) -> Value {
        var value = Value.placeholder
        guard case .object(let members) = node.content else {
            let _: Value? = reportMismatch(node, expected: "an object for \(Value.subject)")
            return value
        }
        let keys = Value.keys
        var absent = keys.indices.map { _ in true }
        var unknown: [JSONNode.Member] = []
        for member in members {
            if let index = keys.firstIndex(where: { $0.name == member.key }) {
                absent[index] = false
                keys[index].read(member.value, &value, &self)
            } else {
                unknown.append(member)
            }
        }
        let absentKeys = keys.indices.filter { absent[$0] }.map { keys[$0] }
        report(unknown, missing: absentKeys, in: node, of: Value.subject)
        return value
    }

    private mutating func report<Value: FormatObject>(
        _ unknown: [JSONNode.Member], missing absent: [FormatKey<Value>], in node: JSONNode, of subject: String
    ) {
        var missing = absent.filter(\.isRequired).map(\.name)
        let candidates = absent.map(\.name)
        for member in unknown {
            let nearest = member.key.nearest(in: candidates)
            // Report a misspelled key only as unknown, rather than as unknown and missing.
            missing.removeAll { $0 == nearest }
            let hint =
                nearest.map { "; did you mean \"\($0)\"?" }
                ?? (candidates.isEmpty ? "" : "; other keys of \(subject): \(candidates.joined(separator: ", "))")
            report("unknown-key", "unknown key \"\(member.key)\" in \(subject)\(hint)", at: member.keyRange)
        }
        if missing.isEmpty { return }
        let keys = missing.map { "\"\($0)\"" }.joined(separator: ", ")
        let start = node.range.lowerBound
        report(
            "missing-key", "missing key\(missing.count == 1 ? "" : "s") \(keys) in \(subject)", at: start..<start + 1)
    }
}
