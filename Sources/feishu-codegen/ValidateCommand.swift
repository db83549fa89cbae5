/// `validate`: every problem of every spec.
enum ValidateCommand {
    static func run(_ options: Invocation.Options, console: Console) throws {
        let (_, specCount) = try SpecInput.generatedFiles(from: options.specs)
        console.say("\(specCount) specs in \(options.specs) are valid.")
    }
}
