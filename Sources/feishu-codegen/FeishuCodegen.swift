import Foundation
import SourceText

/// The entry point: `feishu-codegen <command> [options]`.
@main
enum FeishuCodegen {
    static let version = "0.12.0"

    static func main() async {
        // Let writes to a closed pipe fail with an error instead of terminating the process.
        signal(SIGPIPE, SIG_IGN)
        let status = await run(
            Array(CommandLine.arguments.dropFirst()),
            output: StandardStream(.standardOutput, name: "standard output"),
            errors: StandardStream(.standardError, name: "standard error"))
        exit(status.rawValue)
    }

    /// Runs a command line. If output cannot be written, the command continues and the error is reported at the end.
    static func run(_ arguments: [String], output: StandardStream, errors: StandardStream) async -> ExitStatus {
        let status = await run(arguments, console: Console(output: output, errors: errors), portal: PortalConnection())
        guard let failure = output.failure ?? errors.failure else { return status }
        errors.write(failure.rendered + "\n")
        return status == .done ? .problems : status
    }

    /// Runs a command line and returns the exit status of the process.
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

    /// Runs a command line synchronously. Reports a usage error for `fetch` and `update`, because they make network requests.
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
        case .correct: try CorrectCommand.run(project)
        case .validate: try ValidateCommand.run(project)
        case .initialize, .fetch, .update:
            throw UsageError("\(command.rawValue) requires a connection to the portal", of: command)
        }
    }

    /// Parses a command line and configures the console.
    ///
    /// - Returns: The command and its options, or `nil` if the command line requests help, the version or a completion script.
    ///   In this case, the function prints the requested text.
    private static func start(
        _ arguments: [String], _ console: inout Console
    ) throws(UsageError) -> (command: Invocation.Command, options: Invocation.Options)? {
        // Set the format first, because it also applies to usage errors.
        if Invocation.requestsJSON(arguments) { console.format = .json }
        switch try Invocation(arguments) {
        case .print(let text):
            console.print(text)
            return nil
        case .run(let command, let options):
            console.isQuiet = options.isQuiet
            console.isVerbose = options.isVerbose
            console.commandText = CurrentRun(command: command, options: options).commandLine
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
    /// The command reported errors, or `check` or `diff` found a difference.
    case problems = 1
    /// `diff` could not compare its arguments. Like other comparison tools, it uses status 1 for differences and 2 for errors.
    case comparisonFailed = 2
    /// `update` succeeded with breaking changes.
    case breaking = 3
    case wrongUsage = 64
    case bug = 70
}
