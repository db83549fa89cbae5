import Foundation
import Testing

@testable import SourceText

@Suite struct ShellCommandTests {
    /// A shell splits the command line into the original words.
    @Test func aCommandHasTheSameWordsInAShell() throws {
        let words = ["printf", "%s\\0", "a'b c", "", "$(id)", "a\u{301}'\u{301}b", "*", "plain-1.0/x", "\n", "\\", "-"]
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", ShellCommand.text(of: words)]
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        shell.waitUntilExit()
        #expect(text == words.dropFirst(2).map { $0 + "\0" }.joined())
    }

    @Test func plainWordsStayAsTheyAre() {
        #expect(
            ShellCommand.text(of: ["feishu-codegen", "import", "--specs", "a/b_c.d"])
                == "feishu-codegen import --specs a/b_c.d")
    }
}
