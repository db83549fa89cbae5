import SourceText

/// `generate`: generates Swift files from specs.
enum GenerateCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        console.showProgress("Generating")
        defer { console.showProgress("") }
        let generated = try project.generatedFiles()
        let plans = try project.outputPlans(for: generated, replacingEdited: options.isForced)
        let obstacles = plans.flatMap(\.obstacles)
        if !obstacles.isEmpty { throw Failure(obstacles) }
        let migration = try SelectionMigration(of: project)
        if !options.isDryRun {
            try SelectionMigration.apply(migration) { () throws(Failure) in
                try plans.map { $0.changes(using: project.fileWriter) }.apply()
            }
        }
        console.showProgress("")
        migration?.report()
        report(plans, of: generated, project)
        return .done
    }

    /// Prints the files that were changed or, in a dry run, would be changed.
    static func report(_ plans: [OutputPlan], of generated: GeneratedFiles, _ project: Project) {
        let (options, console) = (project.options, project.console)
        console.report(plans.flatMap(\.unlistedFiles))
        // Sample files are counted but not listed, because their names correspond to those of the endpoint files.
        let endpoints = plans[0]
        let changed = ChangedFiles(
            created: endpoints.plan.created.map { (endpoints.path(of: $0.path), $0.call) },
            changed: endpoints.plan.changed.map { endpoints.path(of: $0.path) },
            removed: endpoints.plan.removed.map(endpoints.path), isDryRun: options.isDryRun)
        for line in changed.lines { console.print(line) }
        let subjects = [pluralized(generated.specs.count, "endpoint"), "the samples"]
        for (output, subject) in zip(plans, subjects) {
            let plan = output.plan
            console.print(
                "\(options.isDryRun ? "Would generate" : "Generated") \(subject) into \(output.folder): "
                    + "\(pluralized(plan.created.count, "file")) new, \(plan.changed.count) changed, "
                    + "\(plan.removed.count) removed, \(plan.unchangedCount) unchanged.")
        }
        if generated.selection != .all { console.print("Selected: \(generated.selection.options).") }
    }
}
