/// `validate`: every problem of every spec.
enum ValidateCommand {
    static func run(_ options: Invocation.Options, console: Console) throws {
        let (_, specCount) = try SpecInput.generatedFiles(from: options.specFolder)
        console.say("\(options.specFolder) holds \(counted(specCount, "valid spec")).")
    }
}
