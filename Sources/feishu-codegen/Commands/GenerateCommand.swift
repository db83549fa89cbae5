import SourceText
import SwiftGeneration

/// `generate`: specs to Swift files.
enum GenerateCommand {
    static func run(_ options: Invocation.Options, console: Console, disk: Disk) throws -> ExitStatus {
        let folder = try OutputFolder(options.outputFolder)
        let selection = options.selection(after: folder.selection)
        console.showProgress("Generating")
        defer { console.showProgress("") }
        let generated = try GeneratedFiles(from: options.specFolder, selection)
        let output = try folder.plan(for: generated.files, selection, replacingEdited: options.isForced)
        if !output.obstacles.isEmpty { throw Failure(output.obstacles) }
        if !options.isDryRun { try output.changes(on: disk).apply() }
        console.showProgress("")
        report(output, of: generated, options, console)
        if options.only.isEmpty, selection != .all { console.say("Selected: \(selection.options).") }
        return .done
    }

    /// Says what was written, or would be.
    static func report(
        _ output: OutputPlan, of generated: GeneratedFiles, _ options: Invocation.Options, _ console: Console
    ) {
        console.report(output.unlistedFiles)
        let plan = output.plan
        let changed = ChangedFiles(
            created: plan.created.map { (output.path(of: $0.path), $0.call) },
            changed: plan.changed.map { output.path(of: $0.path) }, removed: plan.removed.map(output.path),
            isDryRun: options.isDryRun)
        for line in changed.lines { console.say(line) }
        console.say(
            "\(options.isDryRun ? "Would generate" : "Generated") \(counted(generated.specs.count, "endpoint")) into \(options.outputFolder): "
                + "\(counted(plan.created.count, "file")) new, \(plan.changed.count) changed, "
                + "\(plan.removed.count) removed, \(plan.unchangedCount) unchanged.")
    }
}
