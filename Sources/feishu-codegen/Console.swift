import Foundation
import SourceText

/// Writes results to standard output and diagnostics to standard error.
struct Console {
    /// The output format of diagnostics.
    enum Format {
        /// Text with source excerpts, for people. Unless `isVerbose` is `true`, the number of diagnostics per file is limited.
        case text
        /// One JSON object per line, for programs. The JSON Schema is `diagnostic.schema.json`.
        case json
    }

    /// The maximum number of diagnostics per file in the text format, keyed by severity. Not used if `isVerbose` is `true`.
    private static let maximumPerFile: [Diagnostic.Severity: Int] = [.error: 50, .warning: 20]

    let writeOutput: (String) -> Void
    let writeError: (String) -> Void
    /// A function that replaces the progress line. It does nothing if standard error is not a terminal.
    let writeProgress: (String) -> Void
    var isColored = false
    /// The width of standard output in columns, or `nil` if standard output is not a terminal or its width is unknown.
    var width: Int?
    var format = Format.text
    /// Whether only diagnostics are written.
    var isQuiet = false
    /// Whether the text format includes all diagnostics.
    var isVerbose = false
    /// A function that returns the text of a command that a note recommends.
    var commandText: (ToolCommand) -> String = \.text

    private static func isSet(_ variable: String) -> Bool {
        ProcessInfo.processInfo.environment[variable].map { !$0.isEmpty } ?? false
    }

    /// Writes a result to standard output, unless `isQuiet` is `true`. Replaces control characters other than line breaks,
    /// because the text can contain strings from documents.
    func print(_ text: String) {
        if isQuiet { return }
        writeOutput(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).sanitizedForTerminal }
                .joined(separator: "\n"))
    }

    /// Writes a machine-readable result to standard output, unless `isQuiet` is `true`.
    func print(_ json: JSON) {
        if !isQuiet { writeOutput(json.indented.sanitizedJSON) }
    }

    /// Replaces the progress line, or removes it if the string is empty. Does nothing if `isQuiet` is `true` or the format is
    /// JSON.
    func showProgress(_ text: String) {
        if !isQuiet, format == .text { writeProgress(text) }
    }

    /// Returns the diagnostics with complete command lines in their notes.
    func completed(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.map { $0.replacingCommands(with: commandText) }
    }

    func report(_ diagnostics: [Diagnostic]) {
        let diagnostics = completed(diagnostics)
        switch format {
        case .json:
            for diagnostic in diagnostics { writeError(diagnostic.json.compact.sanitizedJSON) }
        case .text:
            for group in Self.groups(of: diagnostics) { report(group) }
        }
    }

    /// Reports diagnostics that all have the same severity and file. If there are more than the limit, only counts the rest.
    private func report(_ group: ArraySlice<Diagnostic>) {
        guard let first = group.first else { return }
        let limit =
            isVerbose || first.location.path == nil ? Int.max : Self.maximumPerFile[first.severity, default: .max]
        for diagnostic in group.prefix(limit) { writeError(colored(diagnostic.rendered, diagnostic.severity)) }
        let rest = group.count - limit
        guard rest > 0, let path = first.location.path else { return }
        let more = pluralized(rest, "more \(first.severity.rawValue)")
        writeError(colored("\(path): \(first.severity.rawValue): and \(more)", first.severity))
    }

    /// Groups consecutive diagnostics with the same severity and file.
    private static func groups(of diagnostics: [Diagnostic]) -> [ArraySlice<Diagnostic>] {
        var groups: [ArraySlice<Diagnostic>] = []
        var start = 0
        for index in diagnostics.indices {
            let next = index + 1
            let continues =
                next < diagnostics.count && diagnostics[next].severity == diagnostics[start].severity
                && diagnostics[next].location.path == diagnostics[start].location.path
            if continues { continue }
            groups.append(diagnostics[start..<next])
            start = next
        }
        return groups
    }

    private func colored(_ text: String, _ severity: Diagnostic.Severity) -> String {
        guard isColored else { return text }
        let color = severity == .error ? "31" : "35"
        let label = "\(severity.rawValue):"
        return text.replacing(label, with: "\u{1B}[1;\(color)m\(label)\u{1B}[0m", maxReplacements: 1)
    }
}

extension Console {
    init(output: StandardStream, errors: StandardStream) {
        let isTerminal = errors.isTerminal
        self.init(
            writeOutput: { output.write($0 + "\n") }, writeError: { errors.write($0 + "\n") },
            writeProgress: { if isTerminal { errors.write("\r\u{1B}[K\($0)") } },
            isColored: isTerminal && !Self.isSet("NO_COLOR"), width: output.width)
    }
}
