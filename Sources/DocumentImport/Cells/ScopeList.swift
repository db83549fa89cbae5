import EndpointSpec

/// Parses lists of scopes. Each line contains one scope, such as `scope:name` or `description(scope:name)`.
enum ScopeList {
    static func scopes(_ cell: String) -> [EndpointSpec.Scope] {
        cell.split(separator: "\n").compactMap { scope($0.trimmed) }
    }

    /// Returns whether the line is neither a scope nor boilerplate of scope lists. For example, a description without a scope
    /// name is unrecognized.
    static func isUnrecognized(_ line: Substring) -> Bool {
        if scope(line) != nil || line.isEmpty || ["无", "-", "\\-"].contains(line) { return false }
        return !["任一权限", "任意一项权限", "敏感字段"].contains { line.containsBytes(of: $0) }
    }

    /// Parses a line. Returns `nil` if the line does not end with the name of a scope.
    static func scope(_ line: Substring) -> EndpointSpec.Scope? {
        if isName(line) { return EndpointSpec.Scope(name: String(line)) }
        guard line.hasSuffix(")") || line.hasSuffix("）"),
            let open = line.lastIndex(where: { $0 == "(" || $0 == "（" })
        else { return nil }
        let name = line[line.index(after: open)...].dropLast().trimmed
        guard isName(name) else { return nil }
        let text = line[..<open].trimmed
        return EndpointSpec.Scope(name: String(name), description: text.isEmpty ? nil : String(text))
    }

    private static func isName(_ text: Substring) -> Bool {
        text.utf8.contains(UInt8(ascii: ":")) && text.utf8.allSatisfy { $0.isLetterOrDigit || ":._-".utf8.contains($0) }
    }
}
