import SourceText
import SwiftGeneration

/// A parsed command line.
enum Invocation {
    /// Print the given text: help, the version or a completion script.
    case print(String)
    /// Run the given command.
    case run(Command, Options)

    enum Command: String, CaseIterable {
        case initialize = "init"
        case update
        case fetch
        case `import`
        case generate
        case list
        case show
        case export
        case report
        case place
        case correct
        case check
        case validate
        case diff

        /// The options that take one value. If such an option is repeated, the last value is used.
        var valueOptions: [String: WritableKeyPath<Options, String?>] {
            commandValueOptions.merging(["--color": \.color]) { first, _ in first }
        }

        private var commandValueOptions: [String: WritableKeyPath<Options, String?>] {
            switch self {
            case .initialize: ["--specs": \.specs, "--output": \.output, "--format": \.format]
            case .generate, .check:
                ["--specs": \.specs, "--output": \.output, "--module": \.module, "--format": \.format]
            case .update:
                [
                    "--specs": \.specs, "--output": \.output, "--module": \.module, "--format": \.format,
                    "--host": \.host, "--language": \.language,
                ]
            case .fetch:
                ["--specs": \.specs, "--format": \.format, "--host": \.host, "--language": \.language]
            case .import, .validate: ["--specs": \.specs, "--format": \.format]
            case .list: ["--specs": \.specs, "--format": \.format]
            case .show: ["--specs": \.specs, "--format": \.format]
            case .export: ["--specs": \.specs, "--output": \.output, "--format": \.format]
            case .report: ["--specs": \.specs, "--output": \.output, "--base": \.base, "--format": \.format]
            case .place: ["--specs": \.specs, "--under": \.under, "--format": \.format]
            case .correct:
                [
                    "--specs": \.specs, "--format": \.format, "--type": \.type, "--reason": \.reason,
                    "--method": \.method, "--path": \.path, "--envelope": \.envelope, "--error": \.error,
                    "--observed": \.observed, "--unit": \.unit,
                ]
            case .diff: ["--specs": \.specs, "--format": \.format]
            }
        }

        /// The options that take a value and can be repeated.
        var listOptions: [String: WritableKeyPath<Options, [String]>] {
            switch self {
            case .generate, .check, .list, .export, .report: ["--only": \.only, "--except": \.except]
            case .correct: ["--value": \.values]
            default: [:]
            }
        }

        /// The options that take no value.
        var flags: [String: WritableKeyPath<Options, Bool>] {
            switch self {
            case .import:
                [
                    "--quiet": \.isQuiet, "--strict": \.isStrict, "--prune": \.isPruning, "--verbose": \.isVerbose,
                    "--dry-run": \.isDryRun, "--rename": \.isRenaming, "--accept-loss": \.acceptsLoss,
                    // Accepted for compatibility, but has no effect because the names of values are always written.
                    "--name-values": \.isNamingValues,
                ]
            case .update:
                [
                    "--quiet": \.isQuiet, "--force": \.isForced, "--dry-run": \.isDryRun, "--verbose": \.isVerbose,
                    "--accept-loss": \.acceptsLoss, "--report-new": \.isReportingNew,
                ]
            case .fetch:
                [
                    "--quiet": \.isQuiet, "--force": \.isForced, "--dry-run": \.isDryRun, "--list": \.isListing,
                ]
            case .generate: ["--quiet": \.isQuiet, "--force": \.isForced, "--dry-run": \.isDryRun]
            case .validate: ["--quiet": \.isQuiet, "--strict": \.isStrict, "--verbose": \.isVerbose]
            case .place:
                [
                    "--quiet": \.isQuiet, "--confirm": \.isConfirming, "--recursive": \.isRecursive,
                    "--dry-run": \.isDryRun,
                ]
            case .correct:
                [
                    "--quiet": \.isQuiet, "--add": \.isAdding, "--required": \.isRequired, "--optional": \.isOptional,
                    "--undo": \.isUndoing, "--apply": \.isApplying, "--dry-run": \.isDryRun,
                ]
            case .initialize, .check, .diff, .export, .report: ["--quiet": \.isQuiet]
            case .list, .show: ["--quiet": \.isQuiet]
            }
        }

        /// The values of `--format`, with the default first.
        var formats: [String] {
            [.diff, .update].contains(self) ? ["text", "markdown", "json"] : ["text", "json"]
        }

        var takesArguments: Bool { [.update, .fetch, .import, .diff, .show, .export, .place, .correct].contains(self) }
    }

    struct Options {
        var specs: String?
        var module: String?
        var output: String?
        var format: String?
        /// When to color diagnostics: one of `Invocation.colors`.
        var color: String?
        /// The portal: `feishu`, `lark` or a URL.
        var host: String?
        /// The language of the documents to fetch.
        var language: String?
        /// The specs to compare against: a folder or a Git revision.
        var base: String?
        /// The new parent of a field: the path of another field, or the top level of a body.
        var under: String?
        /// The corrected type of a field, and its unit as a timestamp.
        var type: String?
        var unit: String?
        /// Why a document is wrong.
        var reason: String?
        /// The corrected method, path and envelope of an endpoint, and an error code with its status.
        var method: String?
        var path: String?
        var envelope: String?
        var error: String?
        /// A file with what clients observed.
        var observed: String?
        /// The listed values to add to a field, each with its name.
        var values: [String] = []
        /// Glob patterns for the IDs of the endpoints to include.
        var only: [String] = []
        /// Glob patterns for the IDs of the endpoints to exclude.
        var except: [String] = []
        var isQuiet = false
        /// Whether to treat warnings as errors.
        var isStrict = false
        /// Whether to delete specs whose documents were removed or no longer describe the spec's endpoint.
        var isPruning = false
        /// Whether to replace the derived names of enumerated values and error codes with newly derived ones.
        var isRenaming = false
        /// Whether to replace specs even if their documents lost a section or more than half of their facts.
        var acceptsLoss = false
        /// Whether `--name-values` is specified. Has no effect.
        var isNamingValues = false
        /// Whether to overwrite manually edited files (`generate`), or to fetch unchanged documents (`fetch`, `update`).
        var isForced = false
        /// Whether to confirm an assumed placement.
        var isConfirming = false
        /// Whether to confirm the placements of the fields below a field as well.
        var isRecursive = false
        /// Whether to add a field that the document lacks.
        var isAdding = false
        /// Whether a field is required or optional, although the document says otherwise.
        var isRequired = false
        var isOptional = false
        /// Whether to undo a correction.
        var isUndoing = false
        /// Whether to make the proposed corrections.
        var isApplying = false
        /// Whether to print the portal's tree instead of fetching documents.
        var isListing = false
        /// Whether to report what the portal has and the project does not instead of updating.
        var isReportingNew = false
        /// Whether to report the changes without making them.
        var isDryRun = false
        /// Whether to show all diagnostics, including a separate warning for each assumed placement.
        var isVerbose = false
        /// The positional arguments.
        var arguments: [String] = []

        /// Returns the selection of endpoints to generate. If `--only` is specified, `--only` and `--except` replace the
        /// base selection. Otherwise, `--except` excludes more endpoints from the base selection.
        func selection(overriding base: Selection) -> Selection {
            if !only.isEmpty { return Selection(only: only == ["*"] ? [] : only, except: except) }
            let added = except.filter { !base.except.contains($0) }
            return Selection(only: base.only, except: base.except + added)
        }
    }

    /// Returns whether the arguments request JSON diagnostics, even if the command line is invalid.
    static func requestsJSON(_ arguments: [String]) -> Bool {
        let options = arguments.prefix { $0 != "--" }
        return options.contains("--format=json")
            || zip(options, options.dropFirst()).contains { $0 == "--format" && $1 == "json" }
    }

    /// Parses the command-line arguments, which do not include the name of the tool.
    init(_ arguments: [String]) throws(UsageError) {
        guard let name = arguments.first else { throw UsageError("missing command", hint: Self.overviewHint) }
        let rest = arguments.dropFirst()
        switch name {
        case "--generate-completion-script":
            guard let shell = rest.first.flatMap(Completion.init) else {
                let shells = Completion.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError("expected a shell: \(shells)", hint: Self.overviewHint)
            }
            self = .print(shell.script)
        case "--version": self = .print("feishu-codegen \(FeishuCodegen.version)")
        case "help", "--help", "-h":
            self = .print(
                try rest.first.map { topic throws(UsageError) in Help.text(for: try Self.command(topic)) }
                    ?? Help.overview)
        default:
            let command = try Self.command(name)
            let options = rest.prefix { $0 != "--" }
            if options.contains("--help") || options.contains("-h") {
                self = .print(Help.text(for: command))
            } else {
                self = .run(command, try Self.options(rest, of: command))
            }
        }
    }

    private static func command(_ name: String) throws(UsageError) -> Command {
        if let command = Command(rawValue: name) { return command }
        throw UsageError(
            "unknown command \"\(name)\"" + suggestion(for: name, among: Command.allCases.map(\.rawValue)),
            hint: overviewHint)
    }

    private static let overviewHint = "see feishu-codegen --help"

    private static func options(_ arguments: ArraySlice<String>, of command: Command) throws(UsageError) -> Options {
        var options = Options()
        var remaining = arguments
        while let argument = remaining.popFirst() {
            if argument == "--" {
                options.arguments += remaining
                break
            }
            if let flag = command.flags[argument] {
                options[keyPath: flag] = true
            } else if argument.hasPrefix("-"), argument != "-" {
                let (name, value) = try valueOption(argument, &remaining, of: command)
                if let list = command.listOptions[name] { options[keyPath: list].append(value) }
                if let option = command.valueOptions[name] { options[keyPath: option] = value }
            } else {
                options.arguments.append(argument)
            }
        }
        if !command.takesArguments, let argument = options.arguments.first {
            throw UsageError("unexpected argument \"\(argument)\"; \(command.rawValue) takes no arguments", of: command)
        }
        let paths =
            [options.specs, options.output, options.base, options.observed].compactMap { $0 } + options.arguments
        if let path = paths.first(where: { $0.utf8.count > FileTree.maximumPathLength }) {
            throw UsageError(
                "expected a path of at most \(FileTree.maximumPathLength) bytes; "
                    + "\"\(path.prefix(40))...\" has \(path.utf8.count)",
                of: command)
        }
        if options.isReportingNew, options.isForced || options.acceptsLoss {
            let option = options.isForced ? "--force" : "--accept-loss"
            throw UsageError("--report-new changes no files, so \(option) has no effect with it", of: command)
        }
        if let module = options.module, !isModuleName(module) {
            throw UsageError("invalid Swift module name \"\(module)\"", of: command)
        }
        if let language = options.language, !isLanguage(language) {
            throw UsageError("invalid language \"\(language)\"; expected a language tag such as \"zh-CN\"", of: command)
        }
        if let color = options.color, !colors.contains(color) {
            throw UsageError(
                "unknown color \"\(color)\"; expected one of \(colors.joined(separator: ", "))", of: command)
        }
        if let format = options.format, !command.formats.contains(format) {
            let formats = command.formats.joined(separator: ", ")
            throw UsageError("unknown format \"\(format)\"; expected one of \(formats)", of: command)
        }
        return options
    }

    static func isModuleName(_ text: String) -> Bool { text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil }

    static func isLanguage(_ text: String) -> Bool {
        text.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?/) != nil
    }

    /// The values of `--color`, with the default first.
    static let colors = ["auto", "always", "never"]

    /// Parses an option of the form `--name value` or `--name=value`. If the value is a separate argument, removes it from
    /// `remaining`.
    private static func valueOption(
        _ argument: String, _ remaining: inout ArraySlice<String>, of command: Command
    ) throws(UsageError) -> (name: String, value: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard command.valueOptions[parts[0]] != nil || command.listOptions[parts[0]] != nil else {
            if command.flags[parts[0]] != nil { throw UsageError("option \(parts[0]) takes no value", of: command) }
            let names =
                command.valueOptions.keys.sorted() + command.listOptions.keys.sorted() + command.flags.keys.sorted()
            throw UsageError(
                "unknown option \(parts[0]) for \(command.rawValue)" + suggestion(for: parts[0], among: names),
                of: command)
        }
        if parts.count == 2, !parts[1].isEmpty { return (parts[0], parts[1]) }
        // A negative number is a value.
        guard parts.count == 1, let value = remaining.first, !value.isEmpty,
            !value.hasPrefix("-") || value.dropFirst().first?.isNumber == true
        else {
            throw UsageError("missing value for option \(parts[0])", of: command)
        }
        remaining = remaining.dropFirst()
        return (parts[0], value)
    }

    private static func suggestion(for name: String, among candidates: [String]) -> String {
        name.nearest(in: candidates).map { "; did you mean \($0)?" } ?? ""
    }
}

/// An invalid command line.
struct UsageError: Error {
    let message: String
    /// A hint about where to find help.
    let hint: String

    init(_ message: String, hint: String) {
        self.message = message
        self.hint = hint
    }

    init(_ message: String, of command: Invocation.Command) {
        self.init(message, hint: "see feishu-codegen \(command.rawValue) --help")
    }

    var diagnostic: Diagnostic { Diagnostic(.error, "wrong-usage", message, notes: [.init(hint)]) }
}
