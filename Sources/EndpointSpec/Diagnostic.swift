/// One problem in a file, told to a person: where it is, what was expected, what was found and how to mend it.
public struct Diagnostic: Sendable {
    public enum Severity: String, Sendable { case error, warning }

    /// Another place that belongs to the problem, such as the first of two equal names.
    public struct Note: Sendable {
        public let place: Place?
        public let message: String

        public init(_ message: String, at place: Place? = nil) {
            self.place = place
            self.message = message
        }
    }

    /// A range of bytes in a file.
    public struct Place: Sendable {
        public let source: SourceText
        public let range: Range<Int>

        public init(_ source: SourceText, _ range: Range<Int>) {
            self.source = source
            self.range = range
        }

        public var position: SourceText.Position { source.position(of: range.lowerBound) }

        /// `path:line:column`
        public var description: String {
            let position = position
            return "\(source.path):\(position.line):\(position.column)"
        }
    }

    public let severity: Severity
    /// A stable name of the kind of problem, such as `unknown-key`.
    public let code: String
    public let message: String
    public let place: Place
    public let notes: [Note]

    public init(
        _ code: String, _ message: String, at place: Place, notes: [Note] = [], severity: Severity = .error
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.place = place
        self.notes = notes
    }

    /// `path:line:column: error: message [code]`, the line with carets under the place, and the notes, indented.
    public var rendered: String {
        var lines = ["\(place.description): \(severity.rawValue): \(message) [\(code)]"]
        lines += Self.indented(place.source.excerpt(of: place.range))
        for note in notes {
            lines.append("    note: " + (note.place.map { "\($0.description): " } ?? "") + note.message)
        }
        return Self.harmless(lines.joined(separator: "\n"))
    }

    /// A file can hold anything; what would steer a terminal is shown as a replacement character.
    private static func harmless(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t" ? "\u{FFFD}" : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func indented(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
    }
}
