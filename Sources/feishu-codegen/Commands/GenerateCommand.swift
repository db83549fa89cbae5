import SourceText
import SwiftGeneration

/// `generate`: specs to Swift files.
enum GenerateCommand {
    static func run(_ options: Invocation.Options, console: Console, disk: Disk) throws -> ExitStatus {
        let generated = try GeneratedFiles(from: options.specFolder)
        let folder = try OutputFolder(options.outputFolder)
        let contents = try folder.contents()
        let plan = WritePlan(
            files: generated.files, existing: contents, manifest: try folder.manifest(),
            replacingEdited: options.isForced)
        let obstacles = plan.obstacles(in: options.outputFolder)
        if !obstacles.isEmpty { throw Failure(obstacles) }
        if !options.isDryRun { try folder.apply(plan, from: contents, on: disk) }
        console.report(plan.unlistedFiles(in: options.outputFolder))
        func inFolder(_ path: String) -> String { "\(options.outputFolder)/\(path)" }
        let changed = ChangedFiles(
            created: plan.created.map { (inFolder($0.path), $0.call) },
            changed: plan.changed.map { inFolder($0.path) }, removed: plan.removed.map(inFolder),
            isDryRun: options.isDryRun)
        for line in changed.lines { console.say(line) }
        console.say(
            "\(options.isDryRun ? "Would generate" : "Generated") \(counted(generated.specs.count, "endpoint")) into \(options.outputFolder): "
                + "\(counted(plan.created.count, "file")) new, \(plan.changed.count) changed, "
                + "\(plan.removed.count) removed, \(plan.unchangedCount) unchanged.")
        return .done
    }
}
