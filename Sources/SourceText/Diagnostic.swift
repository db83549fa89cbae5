/// One finding about an input: where it is, what was expected, what was found, and how to fix it.
///
/// A diagnostic keeps this form from the place where it is found to the console, which alone renders it.
package struct Diagnostic: Sendable {
    package enum Severity: String, Sendable { case error, warning }

    /// What a diagnostic is about.
    package enum Location: Sendable {
        /// Nothing in a file, such as the command line.
        case none
        /// A file or folder as a whole, by its path.
        case file(String)
        /// A range of bytes in a file.
        case range(SourceFile, Range<Int>)

        /// A whole line of a file. The number starts at 1.
        package static func line(_ number: Int, of source: SourceFile) -> Location {
            .range(source, source.range(ofLine: number))
        }
    }

    /// A remark that belongs to a diagnostic: a related place, such as the first of two equal names, or how to fix it.
    package struct Note: Sendable {
        package let message: String
        package let location: Location

        package init(_ message: String, at location: Location = .none) {
            self.message = message
            self.location = location
        }
    }

    package private(set) var severity: Severity
    /// A stable name of the kind of finding, such as `unknown-key`.
    package let code: String
    /// Lower case, without a full stop.
    package let message: String
    package let location: Location
    package let notes: [Note]

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
    /// The diagnostic where warnings are errors.
    package var asError: Diagnostic {
        var error = self
        error.severity = .error
        return error
    }
}

extension Diagnostic {
    /// The diagnostic where the work goes on without its subject.
    package var asWarning: Diagnostic {
        var warning = self
        warning.severity = .warning
        return warning
    }
}

extension [Diagnostic] {
    /// The diagnostics about one file, in the order of the file.
    package var inOrderOfFile: [Diagnostic] {
        sorted { ($0.location.offset ?? 0) < ($1.location.offset ?? 0) }
    }
}

/// Diagnostics that end an operation.
package struct Failure: Error, Sendable {
    package let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }

    /// A failure with a single error.
    package init(_ code: String, _ message: String, at location: Diagnostic.Location = .none, notes: [String] = []) {
        diagnostics = [Diagnostic(.error, code, message, at: location, notes: notes.map { .init($0) })]
    }
}

extension Diagnostic.Location {
    /// The path of the file; nil where there is none.
    package var path: String? {
        switch self {
        case .none: nil
        case .file(let path): path
        case .range(let source, _): source.path
        }
    }

    /// Where the range begins; nil without a range.
    package var position: SourceFile.Position? {
        guard case .range(let source, let range) = self else { return nil }
        return source.position(of: range.lowerBound)
    }

    /// The offset at which the range begins; nil without a range.
    package var offset: Int? {
        guard case .range(_, let range) = self else { return nil }
        return range.lowerBound
    }

    /// Whether two locations in one file share a byte.
    package func overlaps(_ other: Diagnostic.Location) -> Bool {
        guard case .range(let source, let range) = self, case .range(let otherSource, let otherRange) = other else {
            return false
        }
        return source.path == otherSource.path && range.overlaps(otherRange)
    }
}
