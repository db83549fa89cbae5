import SourceText

/// `validate`: every problem of every spec.
enum ValidateCommand {
    static func run(_ options: Invocation.Options, console: Console) throws -> ExitStatus {
        let generated = try GeneratedFiles(from: options.specFolder)
        console.say("\(options.specFolder): \(counted(generated.specCount, "valid spec")).")
        return .done
    }
}
