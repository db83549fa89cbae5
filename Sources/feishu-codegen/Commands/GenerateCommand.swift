import SourceText
import SwiftGeneration

/// `generate`: specs to Swift files.
enum GenerateCommand {
    static func run(_ options: Invocation.Options, console: Console) throws -> ExitStatus {
        let generated = try GeneratedFiles(from: options.specFolder)
        let folder = try OutputFolder(options.outputFolder)
        let plan = WritePlan(
            files: generated.files, existing: try folder.contents(), manifest: try folder.manifest(),
            replacingEdited: options.isForced)
        let obstacles = plan.obstacles(in: options.outputFolder)
        if !obstacles.isEmpty { throw Failure(obstacles) }
        try folder.apply(plan)
        console.report(plan.unlistedFiles(in: options.outputFolder))
        for path in plan.removed { console.say("Removed \(options.outputFolder)/\(path).") }
        console.say(
            "Generated \(counted(generated.specCount, "endpoint")) into \(options.outputFolder): "
                + "\(counted(plan.created.count, "file")) new, \(plan.changed.count) changed, "
                + "\(plan.removed.count) removed, \(plan.unchangedCount) unchanged.")
        return .done
    }
}
