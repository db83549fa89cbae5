import SourceText

/// `generate`: generates Swift files from specs.
enum GenerateCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        console.showProgress("Generating")
        defer { console.showProgress("") }
        let generated = try project.module()
        let output = try project.output().plan(for: generated.files, replacingEdited: options.isForced)
        if !output.obstacles.isEmpty { throw Failure(output.obstacles) }
        let migration = try SelectionMigration(of: project)
        if !options.isDryRun {
            try SelectionMigration.apply(migration) { () throws(Failure) in
                try output.changes(using: project.fileWriter).apply()
            }
        }
        console.showProgress("")
        migration?.report()
        report(output, of: generated, project)
        return .done
    }

    /// Prints what was written, or would be written.
    static func report(_ output: OutputPlan, of generated: GeneratedFiles, _ project: Project) {
        let (options, console) = (project.options, project.console)
        console.report(output.unlistedFiles)
        let plan = output.plan
        let changed = ChangedFiles(
            created: plan.created.map { (output.path(of: $0.path), $0.call) },
            changed: plan.changed.map { output.path(of: $0.path) }, removed: plan.removed.map(output.path),
            isDryRun: options.isDryRun)
        for line in changed.lines { console.print(line) }
        console.print(
            "\(options.isDryRun ? "Would generate" : "Generated") \(pluralized(generated.specs.count, "endpoint")) into "
                + "\(project.outputFolder): \(pluralized(plan.created.count, "file")) new, \(plan.changed.count) changed, "
                + "\(plan.removed.count) removed, \(plan.unchangedCount) unchanged.")
        if generated.selection != .all { console.print("Selected: \(generated.selection.options).") }
    }
}
