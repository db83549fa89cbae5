import Foundation

/// The tool: `feishu-codegen <command> [options]`.
@main
enum FeishuCodegen {
    static func main() {
        let status = run(Array(CommandLine.arguments.dropFirst()), console: .standard)
        exit(status.rawValue)
    }

    /// Runs one command line and tells what the process should exit with.
    static func run(_ arguments: [String], console: Console) -> ExitStatus {
        do {
            switch try Invocation(arguments) {
            case .help(let text): console.say(text)
            case .run(let command, let options):
                try run(command, options, console: options.isQuiet ? console.quiet : console)
            }
            return .done
        } catch let error as UsageError {
            console.report("error: \(error.message)\n\(error.hint)")
            return .wrongUsage
        } catch let failure as Failure {
            for problem in failure.problems { console.report(problem) }
            return .problems
        } catch {
            console.report("error: \(error.localizedDescription)")
            return .bug
        }
    }

    private static func run(_ command: Invocation.Command, _ options: Invocation.Options, console: Console) throws {
        switch command {
        case .import: try ImportCommand.run(options, console: console)
        case .diff: try DiffCommand.run(options, console: console)
        case .generate: try GenerateCommand.run(options, console: console)
        case .check: try CheckCommand.run(options, console: console)
        case .validate: try ValidateCommand.run(options, console: console)
        }
    }
}

/// What a run ends with.
enum ExitStatus: Int32 {
    case done = 0
    /// The input has problems, or `check` found a difference.
    case problems = 1
    case wrongUsage = 64
    case bug = 70
}

/// Problems that end a command, each ready to be read.
struct Failure: Error {
    let problems: [String]

    init(_ problems: [String]) { self.problems = problems }
    init(_ problem: String) { problems = ["error: \(problem)"] }
}
