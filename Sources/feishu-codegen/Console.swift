import Foundation

/// Where the tool talks: summaries to standard output, problems to standard error.
struct Console {
    let say: (String) -> Void
    let report: (String) -> Void
    /// Shows how far the work is, on a terminal only, in a line that the next one replaces; an empty text removes it.
    let progress: (String) -> Void

    static var standard: Console {
        let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
        let isColoured = isTerminal && !hasVariable("NO_COLOR")
        return Console(
            say: { write($0, to: .standardOutput) },
            report: { write(isColoured ? coloured($0) : $0, to: .standardError) },
            progress: { if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K\($0)".utf8)) } })
    }

    /// The same without summaries.
    var quiet: Console { Console(say: { _ in }, report: report, progress: { _ in }) }

    private static func write(_ text: String, to handle: FileHandle) {
        handle.write(Data((text + "\n").utf8))
    }

    private static func hasVariable(_ name: String) -> Bool {
        ProcessInfo.processInfo.environment[name].map { !$0.isEmpty } ?? false
    }

    /// Paints the severity of the first line.
    private static func coloured(_ problem: String) -> String {
        problem
            .replacing("error:", with: "\u{1B}[1;31merror:\u{1B}[0m", maxReplacements: 1)
            .replacing("warning:", with: "\u{1B}[1;35mwarning:\u{1B}[0m", maxReplacements: 1)
    }
}

/// `1 file`, `2 files`
func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}
