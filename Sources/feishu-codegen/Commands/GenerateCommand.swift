import SourceText

/// `generate`: generates Swift files from specs.
enum GenerateCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        console.showProgress("Generating")
        defer { console.showProgress("") }
        let generated = try project.generatedFiles()
        let plans = try project.outputPlans(for: generated, replacingEdited: options.isForced)
        let obstacles = plans.all.flatMap(\.obstacles)
        if !obstacles.isEmpty { throw Failure(obstacles) }
        let migration = try SelectionMigration(of: project)
        if !options.isDryRun {
            try SelectionMigration.apply(migration) { () throws(Failure) in
                try plans.changes(using: project.fileWriter).apply()
            }
        }
        console.showProgress("")
        migration?.report()
        report(plans, of: generated, project)
        return .done
    }

    /// Prints the files that were changed or, in a dry run, would be changed, and a summary. Also reports warnings about unlisted
    /// files.
    static func report(_ plans: OutputPlans, of generated: GeneratedFiles, _ project: Project) {
        let (options, console, endpoints) = (project.options, project.console, plans.endpoints)
        console.report(plans.all.flatMap(\.unlistedFiles))
        // Sample files are counted but not listed, because their names correspond to those of the endpoint files.
        let changed = ChangedFiles(
            created: endpoints.plan.created.map { (endpoints.path(of: $0.path), $0.call) },
            changed: endpoints.plan.changed.map { endpoints.path(of: $0.path) },
            removed: endpoints.plan.removedPaths.map(endpoints.path), isDryRun: options.isDryRun)
        for line in changed.lines { console.print(line) }
        let verb = options.isDryRun ? "Would generate" : "Generated"
        console.print("\(verb) \(generated.specs.map(\.spec).countText) into \(endpoints.summary)")
        if let samples = plans.samples { console.print("\(verb) the samples into \(samples.summary)") }
        if let former = plans.formerSamples, !former.plan.removedPaths.isEmpty {
            console.print(
                "\(options.isDryRun ? "Would remove" : "Removed") \(pluralized(former.plan.removedPaths.count, "file")) from "
                    + "\(former.folder), the former folder of the samples.")
        }
        if generated.selection != .all { console.print("Selected: \(generated.selection.options).") }
    }
}
