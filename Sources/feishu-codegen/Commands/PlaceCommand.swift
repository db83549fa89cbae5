import DocumentImport
import EndpointSpec
import SourceText

/// `place`: settles the place of a field that import assumed.
enum PlaceCommand {
    static func run(_ options: Invocation.Options, console: Console, disk: Disk) throws -> ExitStatus {
        guard options.arguments.count == 2, options.isConfirming != (options.under != nil) else {
            throw UsageError("place takes an endpoint id, a field, and either --under FIELD or --confirm", of: .place)
        }
        let (id, path) = (options.arguments[0], options.arguments[1])
        let specs = try SpecFiles.matching([id], in: options.specFolder)
        guard specs.count == 1, let file = specs.first else {
            throw Failure("unknown-endpoint", "\"\(id)\" is not one endpoint, but \(specs.count)")
        }
        let change: FieldPlacement.Change = options.under.map { .move(under: $0) } ?? .confirm
        let spec = try FieldPlacement(file).spec(settling: path, change)
        let text = spec.canonicalText
        let problems = SpecReading(SourceFile(path: file.source.path, text: text)).problems
        if !problems.isEmpty { throw Failure(problems) }
        if !options.isDryRun {
            let name = String(file.source.path.dropFirst(options.specFolder.count + 1))
            try FolderChanges(in: options.specFolder, [.write(name, text: text, over: file.source.bytes)], on: disk)
                .apply()
        }
        let done = options.under.map { "\(path) is below \($0)" } ?? "\(path) is where it belongs"
        console.say("\(options.isDryRun ? "Would change" : "Changed") \(file.source.path): \(done).")
        return .done
    }
}
