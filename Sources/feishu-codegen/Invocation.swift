/// A command line, understood.
struct Invocation {
    let command: Command
    let options: Options

    enum Command {
        case help(String)
        case generate
        case check
        case validate
    }

    struct Options {
        var specs = "specs"
        var module = "Generated"
        var output: String?
        var isQuiet = false

        /// The folder that generated files go to: by default it is named after the module.
        var outputFolder: String { output ?? module }
    }

    init(_ arguments: [String]) throws(UsageError) {
        guard let name = arguments.first else { throw UsageError("a command is missing", hint: Help.overview) }
        if ["help", "--help", "-h"].contains(name) {
            let topic = arguments.dropFirst().first { !$0.hasPrefix("-") }
            self.init(command: .help(topic.flatMap(Help.text(for:)) ?? Help.overview))
            return
        }
        guard let help = Help.text(for: name) else {
            throw UsageError("there is no command \"\(name)\"", hint: Help.overview)
        }
        let rest = Array(arguments.dropFirst())
        if rest.contains("--help") || rest.contains("-h") {
            self.init(command: .help(help))
            return
        }
        let command: Command = name == "generate" ? .generate : name == "check" ? .check : .validate
        self.init(command: command, options: try Self.options(rest, command: name))
    }

    private init(command: Command, options: Options = Options()) {
        self.command = command
        self.options = options
    }

    private static func options(_ arguments: [String], command: String) throws(UsageError) -> Options {
        let hint = "See feishu-codegen \(command) --help."
        let known = ["--specs", "--quiet"] + (command == "validate" ? [] : ["--output", "--module"])
        var options = Options()
        var remaining = arguments[...]
        while let argument = remaining.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard known.contains(parts[0]) else {
                throw UsageError(
                    argument.hasPrefix("-")
                        ? "\(command) has no option \"\(parts[0])\""
                        : "\(command) takes no argument, found \"\(argument)\"",
                    hint: hint)
            }
            if argument == "--quiet" {
                options.isQuiet = true
                continue
            }
            guard let value = parts.count == 2 ? parts[1] : remaining.popFirst(), !value.isEmpty else {
                throw UsageError("the option \(parts[0]) needs a value", hint: hint)
            }
            switch parts[0] {
            case "--specs": options.specs = value
            case "--output": options.output = value
            case "--module": options.module = value
            default: throw UsageError("the option \(parts[0]) takes no value", hint: hint)
            }
        }
        return options
    }
}

/// A command line that cannot be understood.
struct UsageError: Error {
    let message: String
    let hint: String

    init(_ message: String, hint: String) {
        self.message = message
        self.hint = hint
    }
}
