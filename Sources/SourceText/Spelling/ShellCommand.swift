/// A command line that means the same words in every POSIX shell.
package enum ShellCommand {
    package static func text(of words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    /// A word, in quotation marks unless it is plain.
    private static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.utf8.allSatisfy { $0.isLetterOrDigit || "-._/+:=@%".utf8.contains($0) }
        return isPlain ? word : "'" + word.replacingScalars { $0 == "'" ? "'\\''" : nil } + "'"
    }
}
