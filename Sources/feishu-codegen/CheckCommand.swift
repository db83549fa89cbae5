import SwiftGeneration

/// `check`: whether `generate` would have anything to do.
enum CheckCommand {
    static func run(_ options: Invocation.Options, console: Console) throws {
        let (files, _) = try SpecInput.generatedFiles(from: options.specFolder)
        let plan = WritePlan(files: files, existing: try OutputFolder(options.outputFolder).contents())
        let differences =
            plan.created.map { ($0.path, "is missing") } + plan.changed.map { ($0.path, "is not what its spec gives") }
            + plan.removed.map { ($0, "has no spec any more") }
            + plan.obstructed.map { ($0, "was not generated, and a generated file belongs in its place") }
        if !differences.isEmpty {
            throw Failure(
                differences.map { "\(options.outputFolder)/\($0.0): error: this file \($0.1)" }
                    + ["Run feishu-codegen generate to mend it."])
        }
        console.say("\(options.outputFolder) is what \(options.specFolder) gives: \(counted(files.count, "file")).")
    }
}
