import Foundation
import SourceText
import Testing

@testable import feishu_codegen

/// Command lines that nobody means: each does what it says, or is refused with a message.
@Suite struct CommandLineFuzzTests {
    private static let words = [
        "correct", "import", "generate", "check", "validate", "diff", "fetch", "update", "help", "imprt", "--help",
        "-h",
        "--version", "--", "-",
        "--specs",
        "--output", "--module", "--format", "--format=json", "json", "text", "markdown", "--quiet", "--strict",
        "--prune",
        "--verbose", "--force", "--dry-run", "--specs=specs", "--specs=", "--specs=/", "--specs=..", "--output=",
        "specs",
        "specs/documents", "Generated", "README.md", "no/such/folder", "/dev/null", "/", "", " ", "--unknown", "-x",
        "=",
        "--quiet=1", "--specs=README.md", "\u{0}", "\n", "😀", "specs/hire/v1/ehr_import_task.patch.json",
        "hire.v1.website_delivery_task.get", "response.status", "--type", "string", "map of int", "--reason", "r",
        "--required", "--optional", "--add", "--value", "--value=-1", "-1=x", "=", "--method", "GET", "--path", "/x/:y",
        "--envelope", "flat", "--error", "-1=400", "--undo", "--observed", "--apply", "place", "--confirm",
        "--recursive",
    ]

    @Test func aCommandLineIsCarriedOutOrRefused() {
        Fuzz.run("command lines", outputShare: 0.02) { source in
            var arguments = (0..<source.number(0...5)).map { _ in source.pick(Self.words) }
            if source.isOneOf(50) { arguments.append(String(repeating: "长", count: source.count(upTo: 100_000))) }
            if source.isOneOf(3) { arguments.insert(source.pick(Array(Self.words[..<8])), at: 0) }
            // A whole folder tree is not for reading.
            arguments = arguments.map { ["/", "--specs=/", "..", "--specs=.."].contains($0) ? "." + $0 + "/none" : $0 }
            return Self.outcome(of: arguments)
        }
    }

    private static func outcome(of arguments: [String]) -> Fuzz.Outcome {
        let output = Lines()
        let errors = Lines()
        let console = Console(
            writeOutput: { output.lines.append($0) }, writeError: { errors.lines.append($0) }, writeProgress: { _ in })
        // Nothing is written: the folder is the repository.
        let status = FeishuCodegen.run(arguments, console: console, fileWriter: FileWriter { throw POSIXError(.EROFS) })
        let outcome = Fuzz.Outcome(hasOutput: status == .done)
        let shown = "\(arguments): \(errors.lines)"
        switch status {
        case .bug: return .init(hasOutput: false, failure: shown)
        case .done: return outcome
        // A difference is in the output.
        case .problems where arguments.contains("diff"): return outcome
        case .problems, .comparisonFailed, .wrongUsage, .breaking:
            let isReason = { (line: String) in
                line.contains("error: ") || line.contains("warning: ") || line.hasPrefix("{\"severity\"")
            }
            let hasReasons = !errors.lines.isEmpty && errors.lines.allSatisfy(isReason)
            return .init(hasOutput: false, failure: hasReasons ? nil : shown)
        }
    }

    private final class Lines {
        var lines: [String] = []
    }
}
