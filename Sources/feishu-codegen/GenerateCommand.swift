import SwiftGeneration

/// `generate`: specs to Swift files.
enum GenerateCommand {
    static func run(_ options: Invocation.Options, console: Console) throws {
        let (files, specCount) = try SpecInput.generatedFiles(from: options.specFolder)
        let folder = try OutputFolder(options.outputFolder)
        let plan = WritePlan(files: files, existing: try folder.contents())
        if !plan.obstructed.isEmpty {
            throw Failure(
                plan.obstructed.map { path in
                    "\(options.outputFolder)/\(path): error: this file was not generated, and a generated one belongs in its "
                        + "place; move it away or choose another folder with --output"
                })
        }
        try folder.apply(plan)
        console.say(
            "Generated \(counted(specCount, "endpoint")) into \(options.outputFolder): \(counted(plan.created.count, "file")) new, "
                + "\(plan.changed.count) changed, \(plan.removed.count) removed, \(plan.unchangedCount) unchanged.")
    }
}
