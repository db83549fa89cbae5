/// A command line, understood.
enum Invocation {
    case help(String)
    case run(Command, Options)

    /// What the tool can do.
    enum Command: String {
        case `import`
        case generate
        case check
        case validate
        case diff

        /// The options that take a value.
        var valueOptions: [String: WritableKeyPath<Options, String?>] {
            switch self {
            case .generate, .check: ["--specs": \.specs, "--output": \.output, "--module": \.module]
            case .import, .validate: ["--specs": \.specs]
            case .diff: ["--format": \.format]
            }
        }

        var takesArguments: Bool { self == .import || self == .diff }
    }

    struct Options {
        var specs: String?
        var module: String?
        var output: String?
        /// Of `diff`.
        var format: String?
        var isQuiet = false
        /// Whether warnings are errors.
        var isStrict = false
        /// Whether tables that were written by hand are read, too.
        var readsHandWritten = false
        /// What is not an option: documents and folders.
        var arguments: [String] = []

        var specFolder: String { specs ?? "specs" }
        /// By default the folder is named after the module.
        var outputFolder: String { output ?? module ?? "Generated" }
    }

    /// Throws `UsageError` where the arguments make no sense.
    init(_ arguments: [String]) throws(UsageError) {
        guard let name = arguments.first else { throw UsageError("a command is missing", hint: Help.overview) }
        let rest = arguments.dropFirst()
        if ["help", "--help", "-h"].contains(name) {
            guard let topic = rest.first else {
                self = .help(Help.overview)
                return
            }
            guard let command = Command(rawValue: topic) else {
                throw UsageError("there is no command \"\(topic)\"", hint: Help.overview)
            }
            self = .help(Help.text(for: command))
            return
        }
        guard let command = Command(rawValue: name) else {
            throw UsageError("there is no command \"\(name)\"", hint: Help.overview)
        }
        if rest.contains("--help") || rest.contains("-h") {
            self = .help(Help.text(for: command))
        } else {
            self = .run(command, try Self.options(rest, of: command))
        }
    }

    private static func options(_ arguments: ArraySlice<String>, of command: Command) throws(UsageError) -> Options {
        let hint = "See feishu-codegen \(command.rawValue) --help."
        var options = Options()
        var remaining = arguments
        while let argument = remaining.popFirst() {
            if argument == "--quiet" {
                options.isQuiet = true
                continue
            }
            if argument == "--strict", command == .import {
                options.isStrict = true
                continue
            }
            if argument == "--hand-written", command == .import || command == .check {
                options.readsHandWritten = true
                continue
            }
            guard argument.hasPrefix("-") else {
                if command.takesArguments {
                    options.arguments.append(argument)
                    continue
                }
                throw UsageError("\(command.rawValue) takes no argument, found \"\(argument)\"", hint: hint)
            }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let option = command.valueOptions[parts[0]] else {
                throw UsageError("\(command.rawValue) has no option \"\(argument)\"", hint: hint)
            }
            guard let value = parts.count == 2 ? parts[1] : remaining.popFirst(), !value.isEmpty else {
                throw UsageError("the option \(parts[0]) needs a value", hint: hint)
            }
            options[keyPath: option] = value
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
