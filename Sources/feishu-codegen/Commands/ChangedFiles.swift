import SourceText

/// Says which files a command changed, or would change.
struct ChangedFiles {
    /// How many new and changed files are named. Removed files all are.
    static let maximum = 20

    /// The paths of new files, and of those of endpoints the calls.
    var created: [(path: String, call: String?)] = []
    var changed: [String] = []
    var moved: [(from: String, to: String)] = []
    var removed: [String] = []
    let isDryRun: Bool

    /// One line per file, new endpoints first.
    var lines: [String] {
        let calls = created.filter { $0.call != nil } + created.filter { $0.call == nil }
        let written =
            calls.map { line("Created", "create", $0.path) + ($0.call.map { ": \($0)" } ?? "") }
            + changed.map { line("Changed", "change", $0) }
        return Self.first(of: written, "file")
            + moved.map { line("Moved", "move", "\($0.from) to \($0.to), with its endpoint") }
            + removed.map { line("Removed", "remove", $0) }
    }

    /// The first lines of a list, and how many more there are.
    static func first(of lines: [String], _ noun: String) -> [String] {
        let rest = lines.count - maximum
        return Array(lines.prefix(maximum)) + (rest > 0 ? ["... and \(pluralized(rest, "more \(noun)"))"] : [])
    }

    private func line(_ done: String, _ planned: String, _ object: String) -> String {
        (isDryRun ? "Would \(planned) " : "\(done) ") + object
    }
}
