import EndpointSpec

/// Parses lists of scopes. Each line contains one scope, such as `scope:name` or `description(scope:name)`, or several of them.
enum ScopeList {
    static func scopes(_ cell: String) -> [EndpointSpec.Scope] {
        cell.split(separator: "\n").flatMap { scopes(inLine: $0.trimmed) }
    }

    /// Returns whether the line is neither a scope nor boilerplate of scope lists. For example, a description without a scope
    /// name is unrecognized.
    static func isUnrecognized(_ line: Substring) -> Bool {
        if !scopes(inLine: line).isEmpty || line.isEmpty || ["无", "None", "none", "-", "\\-"].contains(line) {
            return false
        }
        let text = line.lowercased()
        return !boilerplate.contains { text.containsBytes(of: $0) }
    }

    private static let boilerplate = [
        "任一权限", "任意一项权限", "敏感字段", "of the listed scopes", "any of the scopes", "any one of these permissions",
        "any scope from the list", "sensitive fields", "scopes for fields",
    ]

    /// Parses a line of a list that contains only scopes. The names of some scopes, such as `offline_access`, have no colon.
    private static func scopes(inLine line: Substring) -> [EndpointSpec.Scope] {
        let items = items(of: line)
        let scopes = items.compactMap { scope($0, allowsWords: true) }
        if items.count > 1, scopes.count == items.count { return scopes }
        return scope(line, allowsWords: true).map { [$0] } ?? []
    }

    /// Splits a line such as `read(a:b)、write(a:c)` or `a:b, a:c`. A separator within a description does not count.
    private static func items(of line: Substring) -> [Substring] {
        let isSeparator = { (scalar: Unicode.Scalar) in "、，,；; ".unicodeScalars.contains(scalar) }
        let words = line.unicodeScalars.split(whereSeparator: isSeparator).map(Substring.init)
        if words.count > 1, words.allSatisfy({ isName($0) }) { return words }
        var items: [Substring] = []
        var rest = line.unicodeScalars[...]
        while let close = rest.firstIndex(where: { $0 == ")" || $0 == "）" }) {
            let end = rest.index(after: close)
            items.append(Substring(rest[..<end]).trimmed)
            rest = rest[end...].drop(while: isSeparator)
        }
        if !rest.isEmpty { items.append(Substring(rest)) }
        return items
    }

    /// Parses a scope. Returns `nil` if the text does not end with the name of a scope.
    ///
    /// - Parameter allowsWords: Whether a name in parentheses can also be a word such as `offline_access`. In prose, such a word
    ///   can be anything.
    static func scope(_ line: Substring, allowsWords: Bool = false) -> EndpointSpec.Scope? {
        if isName(line) || allowsWords && isWord(line) { return EndpointSpec.Scope(name: String(line)) }
        guard line.hasSuffix(")") || line.hasSuffix("）"),
            let open = line.lastIndex(where: { $0 == "(" || $0 == "（" })
        else { return nil }
        let name = line[line.index(after: open)...].dropLast().trimmed
        guard isName(name) || allowsWords && isWord(name) else { return nil }
        let text = line[..<open].trimmed
        return EndpointSpec.Scope(name: String(name), description: text.isEmpty ? nil : String(text))
    }

    private static func isName(_ text: Substring) -> Bool {
        text.utf8.contains(UInt8(ascii: ":")) && text.utf8.allSatisfy { $0.isLetterOrDigit || ":._-".utf8.contains($0) }
    }

    /// Whether the text is a name of several words without a colon.
    private static func isWord(_ text: Substring) -> Bool {
        text.utf8.first?.isLetterOrDigit == true && text.utf8.contains { "_.".utf8.contains($0) }
            && text.utf8.allSatisfy { $0.isLetterOrDigit || "._-".utf8.contains($0) }
    }
}
