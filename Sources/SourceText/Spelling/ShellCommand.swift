/// Quotes command lines for POSIX shells.
package enum ShellCommand {
    /// Returns a command line that every POSIX shell splits into exactly the given words.
    package static func text(of words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    /// Returns the word, in single quotes if it is empty or contains a character that a shell might interpret.
    private static func quoted(_ word: String) -> String {
        let isSafe = !word.isEmpty && word.utf8.allSatisfy { $0.isLetterOrDigit || "-._/+:=@%".utf8.contains($0) }
        return isSafe ? word : "'" + word.replacingScalars { $0 == "'" ? "'\\''" : nil } + "'"
    }
}
