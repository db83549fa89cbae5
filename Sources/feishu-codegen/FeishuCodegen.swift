import Foundation
import SourceText

/// The tool: `feishu-codegen <command> [options]`.
@main
enum FeishuCodegen {
    static let version = "0.9.0"

    static func main() async {
        // A reader that is gone is an error of a write, and not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let status = await run(
            Array(CommandLine.arguments.dropFirst()),
            output: StandardStream(.standardOutput, name: "standard output"),
            errors: StandardStream(.standardError, name: "standard error"))
        exit(status.rawValue)
    }

    /// Runs one command line. What could not be written does not stop it, and is a problem at the end.
    static func run(_ arguments: [String], output: StandardStream, errors: StandardStream) async -> ExitStatus {
        let status = await run(arguments, console: Console(output: output, errors: errors), portal: PortalConnection())
        guard let failure = output.failure ?? errors.failure else { return status }
        errors.write(failure.rendered + "\n")
        return status == .done ? .problems : status
    }

    /// Runs one command line, and returns the exit status of the process.
    static func run(
        _ arguments: [String], console: Console, fileWriter: FileWriter = FileWriter(), portal: PortalConnection,
        workingFolder: URL = Project.currentFolder
    ) async -> ExitStatus {
        var console = console
        do {
            guard let (command, options) = try start(arguments, &console) else { return .done }
            guard [.fetch, .update].contains(command) else {
                return try runOffline(command, options, console: console, fileWriter: fileWriter, workingFolder)
            }
            let project = try Project(options, console: console, fileWriter: fileWriter, workingFolder: workingFolder)
            return command == .fetch
                ? try await FetchCommand.run(project, portal: portal)
                : try await UpdateCommand.run(project, portal: portal)
        } catch {
            return report(error, console)
        }
    }

    /// Runs one command line that makes no requests.
    static func run(
        _ arguments: [String], console: Console, fileWriter: FileWriter = FileWriter(),
        workingFolder: URL = Project.currentFolder
    ) -> ExitStatus {
        var console = console
        do {
            guard let (command, options) = try start(arguments, &console) else { return .done }
            return try runOffline(command, options, console: console, fileWriter: fileWriter, workingFolder)
        } catch {
            return report(error, console)
        }
    }

    private static func runOffline(
        _ command: Invocation.Command, _ options: Invocation.Options, console: Console, fileWriter: FileWriter,
        _ workingFolder: URL
    ) throws -> ExitStatus {
        if command == .initialize { return try InitCommand.run(options, console, fileWriter, workingFolder) }
        let project = try Project(options, console: console, fileWriter: fileWriter, workingFolder: workingFolder)
        return switch command {
        case .import: try ImportCommand.run(project)
        case .diff: try DiffCommand.run(project)
        case .generate: try GenerateCommand.run(project)
        case .check: try CheckCommand.run(project)
        case .list: try ListCommand.run(project)
        case .show: try ShowCommand.run(project)
        case .export: try ExportCommand.run(project)
        case .report: try ReportCommand.run(project)
        case .place: try PlaceCommand.run(project)
        case .validate: try ValidateCommand.run(project)
        case .initialize, .fetch, .update: throw UsageError("no connection to the portal", of: command)
        }
    }

    /// Parses a command line.
    ///
    /// - Returns: Nil where it asked for a text, which was printed.
    private static func start(
        _ arguments: [String], _ console: inout Console
    ) throws(UsageError) -> (command: Invocation.Command, options: Invocation.Options)? {
        // Programs that ask for JSON also get errors in the command line as JSON.
        if Invocation.asksForJSON(arguments) { console.format = .json }
        switch try Invocation(arguments) {
        case .print(let text):
            console.print(text)
            return nil
        case .run(let command, let options):
            console.isQuiet = options.isQuiet
            console.isVerbose = options.isVerbose
            if let color = options.color, color != "auto" { console.isColored = color == "always" }
            return (command, options)
        }
    }

    private static func report(_ error: any Error, _ console: Console) -> ExitStatus {
        switch error {
        case let error as UsageError:
            console.report([error.diagnostic])
            return .wrongUsage
        case let failure as Failure:
            console.report(failure.diagnostics)
            return .problems
        default:
            console.report([Diagnostic(.error, "internal-error", error.localizedDescription)])
            return .bug
        }
    }
}

/// The exit status of the process.
enum ExitStatus: Int32 {
    case done = 0
    /// The input has problems, or `check` or `diff` found a difference.
    case problems = 1
    /// `diff` could not compare: like other programs that compare, it says with 1 that there are changes.
    case incomparable = 2
    /// `update` did everything, and calls have to change.
    case breaking = 3
    case wrongUsage = 64
    case bug = 70
}
