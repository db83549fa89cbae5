import SourceText

/// `validate`: every problem of every spec.
enum ValidateCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        let readings = try project.someReadings()
        // Of a spec with errors, parts may be missing.
        var warnings = readings.filter(\.problems.isEmpty).compactMap(\.file).flatMap(\.review)
        if options.isStrict { warnings = warnings.map(\.asError) }
        console.report(warnings)
        _ = try GeneratedFiles(readings, .all)
        let valid = "\(project.specFolder): \(counted(readings.count, "valid spec"))"
        console.say(warnings.isEmpty ? "\(valid)." : "\(valid), \(counted(warnings.count, "warning")).")
        return options.isStrict && !warnings.isEmpty ? .problems : .done
    }
}
