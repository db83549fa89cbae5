import SourceText

/// `validate`: every problem of every spec.
enum ValidateCommand {
    static func run(_ options: Invocation.Options, console: Console) throws -> ExitStatus {
        let generated = try GeneratedFiles(from: options.specFolder)
        let warnings = generated.specs.flatMap(\.review)
        if options.isStrict, !warnings.isEmpty { throw Failure(warnings.map(\.asError)) }
        console.report(warnings)
        let valid = "\(options.specFolder): \(counted(generated.specs.count, "valid spec"))"
        console.say(warnings.isEmpty ? "\(valid)." : "\(valid), \(counted(warnings.count, "warning")).")
        return .done
    }
}
