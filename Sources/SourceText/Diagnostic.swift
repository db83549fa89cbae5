/// An error or warning about the input, with its location.
///
/// A message usually states what was expected and what was found, or how to fix the problem.
package struct Diagnostic: Sendable {
    package enum Severity: String, Sendable { case error, warning }

    /// The location of a diagnostic or a note.
    package enum Location: Sendable {
        /// No file or folder. For example, an error in the command line has this location.
        case none
        /// An entire file or folder, identified by its path.
        case file(String)
        /// A byte range in a file.
        case range(SourceFile, Range<Int>)

        /// Returns the location of the given line, without its line break. Line numbers start at 1.
        package static func line(_ number: Int, of source: SourceFile) -> Location {
            .range(source, source.range(ofLine: number))
        }
    }

    /// Additional information about a diagnostic, such as a suggested fix or the location where a duplicate key was
    /// first used.
    package struct Note: Sendable {
        /// The pieces of the message, in order.
        var pieces: [Piece]
        package let location: Location

        enum Piece: Sendable {
            case text(String)
            case command(ToolCommand)
        }

        package init(_ message: String, at location: Location = .none) {
            pieces = [.text(message)]
            self.location = location
        }

        package var message: String {
            pieces.map { piece in
                switch piece {
                case .text(let text): text
                case .command(let command): command.text
                }
            }.joined()
        }
    }

    package private(set) var severity: Severity
    /// The stable identifier of this kind of diagnostic, such as `unknown-key`.
    package let code: String
    /// The message. By convention, it does not start with a capital letter or end with a period.
    package let message: String
    package let location: Location
    package private(set) var notes: [Note]

    package init(
        _ severity: Severity, _ code: String, _ message: String, at location: Location = .none, notes: [Note] = []
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.location = location
        self.notes = notes
    }
}

extension Diagnostic {
    /// The diagnostic with the severity `error`, for modes that treat warnings as errors.
    package var asError: Diagnostic {
        var error = self
        error.severity = .error
        return error
    }

    /// The diagnostic with the severity `warning`, for operations that skip the affected input and continue.
    package var asWarning: Diagnostic {
        var warning = self
        warning.severity = .warning
        return warning
    }

    /// Returns the diagnostic with the commands in its notes replaced by the given texts.
    package func replacingCommands(with text: (ToolCommand) -> String) -> Diagnostic {
        var diagnostic = self
        diagnostic.notes = notes.map { note in
            var note = note
            note.pieces = note.pieces.map { piece in
                if case .command(let command) = piece { .text(text(command)) } else { piece }
            }
            return note
        }
        return diagnostic
    }
}

extension [Diagnostic] {
    /// The diagnostics, sorted by offset. They must all refer to the same file. A diagnostic without an offset is
    /// sorted as if its offset were 0.
    package var sortedByOffset: [Diagnostic] {
        sorted { ($0.location.offset ?? 0) < ($1.location.offset ?? 0) }
    }
}

/// An error that carries the diagnostics of a failed operation.
package struct Failure: Error, Sendable {
    package let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }

    /// Creates a failure with a single error.
    package init(
        _ code: String, _ message: String, at location: Diagnostic.Location = .none, notes: [Diagnostic.Note] = []
    ) {
        diagnostics = [Diagnostic(.error, code, message, at: location, notes: notes)]
    }
}

extension Diagnostic.Location {
    /// The path of the file or folder, or `nil` if the location is `none`.
    package var path: String? {
        switch self {
        case .none: nil
        case .file(let path): path
        case .range(let source, _): source.path
        }
    }

    /// The position of the start of the range, or `nil` if the location is not a range.
    package var position: SourceFile.Position? {
        guard case .range(let source, let range) = self else { return nil }
        return source.position(of: range.lowerBound)
    }

    /// The byte offset of the start of the range, or `nil` if the location is not a range.
    package var offset: Int? {
        guard case .range(_, let range) = self else { return nil }
        return range.lowerBound
    }

    /// Returns whether this location and the other location are overlapping ranges in the same file.
    package func overlaps(_ other: Diagnostic.Location) -> Bool {
        guard case .range(let source, let range) = self, case .range(let otherSource, let otherRange) = other else {
            return false
        }
        return source.path == otherSource.path && range.overlaps(otherRange)
    }
}
