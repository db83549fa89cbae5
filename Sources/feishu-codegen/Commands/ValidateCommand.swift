import SourceText

/// `validate`: reports all problems in all specs.
enum ValidateCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        let loaded = try project.loadSpecs(allowingMissing: false)
        // Do not review specs with errors, because they may be incomplete.
        var warnings = loaded.filter(\.problems.isEmpty).compactMap(\.file).flatMap(\.review)
        if options.isStrict { warnings = warnings.map(\.asError) }
        console.report(warnings)
        _ = try GeneratedFiles(loaded, .all)
        let valid = "\(project.specFolder): \(pluralized(loaded.count, "valid spec"))"
        console.print(warnings.isEmpty ? "\(valid)." : "\(valid), \(pluralized(warnings.count, "warning")).")
        return options.isStrict && !warnings.isEmpty ? .problems : .done
    }
}
