import Foundation
import SourceText

/// Where the tool writes: results to standard output, diagnostics to standard error.
///
/// The console alone renders diagnostics.
struct Console {
    /// How diagnostics are rendered.
    enum Format {
        /// For people: with excerpts, and the first diagnostics of each file only.
        case text
        /// For programs: one JSON object per line, as `diagnostic.schema.json` describes.
        case json
    }

    /// How many diagnostics of one file and severity people are shown.
    private static let maximumPerFile: [Diagnostic.Severity: Int] = [.error: 50, .warning: 20]

    let writeOutput: (String) -> Void
    let writeError: (String) -> Void
    /// Replaces the progress line. Does nothing where standard error is not a terminal.
    let writeProgress: (String) -> Void
    var isColored = false
    /// The width of the terminal that shows results, in columns; nil where nothing shows them.
    var width: Int?
    var format = Format.text
    /// Whether only diagnostics are written.
    var isQuiet = false
    /// Whether people are shown all diagnostics.
    var isVerbose = false

    private static func isSet(_ variable: String) -> Bool {
        ProcessInfo.processInfo.environment[variable].map { !$0.isEmpty } ?? false
    }

    /// Writes a result. Titles, names and texts of documents in it control no terminal.
    func print(_ text: String) {
        if isQuiet { return }
        writeOutput(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).sanitizedForTerminal }
                .joined(separator: "\n"))
    }

    /// Writes a result for programs.
    func print(_ json: JSON) {
        if !isQuiet { writeOutput(json.indented.sanitizedJSON) }
    }

    /// Shows the progress in a line that the next call replaces. An empty text removes the line.
    func showProgress(_ text: String) {
        if !isQuiet, format == .text { writeProgress(text) }
    }

    func report(_ diagnostics: [Diagnostic]) {
        switch format {
        case .json:
            for diagnostic in diagnostics { writeError(diagnostic.json.compact.sanitizedJSON) }
        case .text:
            for group in Self.groups(of: diagnostics) { report(group) }
        }
    }

    /// Reports diagnostics of one severity about one file.
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

    /// Runs of diagnostics with the same severity and file.
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
