import Foundation
import SourceText

/// The tool: `feishu-codegen <command> [options]`.
@main
enum FeishuCodegen {
    static let version = "0.6.0"

    static func main() {
        // A reader that is gone is an error of a write, and not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let status = run(
            Array(CommandLine.arguments.dropFirst()),
            output: StandardStream(.standardOutput, name: "standard output"),
            errors: StandardStream(.standardError, name: "standard error"))
        exit(status.rawValue)
    }

    /// Runs one command line. What could not be written does not stop it, and is a problem at the end.
    static func run(_ arguments: [String], output: StandardStream, errors: StandardStream) -> ExitStatus {
        let status = run(arguments, console: Console(output: output, errors: errors))
        guard let failure = output.failure ?? errors.failure else { return status }
        errors.write(failure.rendered + "\n")
        return status == .done ? .problems : status
    }

    /// Runs one command line, and returns the exit status of the process.
    static func run(_ arguments: [String], console: Console, disk: Disk = Disk()) -> ExitStatus {
        var console = console
        // Programs that ask for JSON also get errors in the command line as JSON.
        if Invocation.asksForJSON(arguments) { console.format = .json }
        do {
            switch try Invocation(arguments) {
            case .say(let text): console.say(text)
            case .run(let command, let options):
                console.isQuiet = options.isQuiet
                console.isVerbose = options.isVerbose
                return try run(command, options, console: console, disk: disk)
            }
            return .done
        } catch let error as UsageError {
            console.report([error.diagnostic])
            return .wrongUsage
        } catch let failure as Failure {
            console.report(failure.diagnostics)
            return .problems
        } catch {
            console.report([Diagnostic(.error, "internal-error", error.localizedDescription)])
            return .bug
        }
    }

    private static func run(
        _ command: Invocation.Command, _ options: Invocation.Options, console: Console, disk: Disk
    ) throws -> ExitStatus {
        switch command {
        case .import: try ImportCommand.run(options, console: console, disk: disk)
        case .diff: try DiffCommand.run(options, console: console)
        case .generate: try GenerateCommand.run(options, console: console, disk: disk)
        case .check: try CheckCommand.run(options, console: console)
        case .validate: try ValidateCommand.run(options, console: console)
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
    case wrongUsage = 64
    case bug = 70
}
