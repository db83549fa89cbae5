extension Diagnostic {
    /// The human-readable form: `path:line:column: error: message [code]`, followed by the indented notes. If the
    /// location is a range, the source line with carets under the range precedes the notes.
    package var rendered: String {
        var lines = ["\(location.prefix)\(severity.rawValue): \(message) [\(code)]"]
        if case .range(let source, let range) = location {
            let excerpt = Excerpt(of: range, in: source)
            lines += ["    " + excerpt.line, "    " + excerpt.carets]
        }
        lines += notes.map { "    note: \($0.location.prefix)\($0.message)" }
        return lines.map(\.sanitizedForTerminal).joined(separator: "\n")
    }

    /// The machine-readable form, as described by `diagnostic.schema.json`.
    package var json: JSON {
        .object(
            [
                .init("severity", .string(severity.rawValue)), .init("code", .string(code)),
                .init("message", .string(message)),
            ] + location.members + (notes.isEmpty ? [] : [.init("notes", .array(notes.map(\.json)))]))
    }
}

extension String {
    /// The string in a form that is safe to print on one line of a terminal.
    ///
    /// Control characters (except tabs), line separators, paragraph separators and bidirectional controls are replaced
    /// with U+FFFD, because untrusted files, file names and pages can contain them.
    package var sanitizedForTerminal: String {
        guard unicodeScalars.contains(where: \.isUnsafeForTerminal) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.isUnsafeForTerminal ? "\u{FFFD}" : $0 }))
    }

    /// The JSON text in a form that is safe to print in a terminal. Unsafe scalars other than line breaks are
    /// escaped, so the JSON value does not change.
    package var sanitizedJSON: String {
        guard unicodeScalars.contains(where: { $0.isUnsafeForTerminal && $0 != "\n" }) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.isUnsafeForTerminal, scalar != "\n" {
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isUnsafeForTerminal: Bool {
        // Fast path: most text is ASCII or Chinese, and the property lookups below are slow.
        if (0x20..<0x7F).contains(value) || (0x3000..<0xA000).contains(value) { return false }
        return switch properties.generalCategory {
        case .control: self != "\t"
        case .lineSeparator, .paragraphSeparator: true
        default: properties.isBidiControl
        }
    }
}

extension Diagnostic.Note {
    fileprivate var json: JSON { .object([.init("message", .string(message))] + location.members) }
}

extension Diagnostic.Location {
    /// The prefix of a message about the location: `path:line:column: `, `path: ` or an empty string.
    fileprivate var prefix: String {
        guard let path else { return "" }
        return "\(path):" + (position.map { "\($0.line):\($0.column): " } ?? " ")
    }

    /// The JSON members for the location: `file` and, for a range, `line`, `column`, `endLine` and `endColumn`. The
    /// end of the range is exclusive. The array is empty if the location is `none`.
    fileprivate var members: [JSON.Member] {
        guard let path else { return [] }
        let file = JSON.Member("file", .string(path))
        guard case .range(let source, let range) = self else { return [file] }
        let (start, end) = (source.position(of: range.lowerBound), source.position(of: range.upperBound))
        return [file]
            + [("line", start.line), ("column", start.column), ("endLine", end.line), ("endColumn", end.column)]
            .map { JSON.Member($0.0, .number(String($0.1))) }
    }
}
