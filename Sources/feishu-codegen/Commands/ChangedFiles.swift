import SourceText

/// The files that a command changed or would change.
struct ChangedFiles {
    /// The maximum number of lines in a truncated list, such as the list of created and changed files. The lists of moved and
    /// removed files are not truncated.
    static let maximumLines = 20

    /// The new files. `call` is a Swift call to the endpoint of the file, or `nil` if no call is to be printed.
    var created: [(path: String, call: String?)] = []
    var changed: [String] = []
    var moved: [(from: String, to: String)] = []
    var removed: [String] = []
    let isDryRun: Bool

    /// The lines to print for all files. Created files with a call come first. The list of created and changed files is
    /// truncated.
    var lines: [String] {
        let calls = created.filter { $0.call != nil } + created.filter { $0.call == nil }
        let written =
            calls.map { line("Created", "create", $0.path) + ($0.call.map { ": \($0)" } ?? "") }
            + changed.map { line("Changed", "change", $0) }
        return Self.truncated(written, noun: "file")
            + moved.map { line("Moved", "move", "\($0.from) to \($0.to), with its endpoint") }
            + removed.map { line("Removed", "remove", $0) }
    }

    /// Returns the first `maximumLines` lines. If lines are omitted, appends a line with their number.
    static func truncated(_ lines: [String], noun: String) -> [String] {
        let rest = lines.count - maximumLines
        return Array(lines.prefix(maximumLines)) + (rest > 0 ? ["... and \(pluralized(rest, "more \(noun)"))"] : [])
    }

    private func line(_ done: String, _ planned: String, _ object: String) -> String {
        (isDryRun ? "Would \(planned) " : "\(done) ") + object
    }
}
