/// A command of the tool that a note recommends.
///
/// It contains only the arguments that the recommendation is about. The tool adds the options of the current run, such as its
/// folders, so that the command line works when it is pasted.
package struct ToolCommand: Sendable, Hashable {
    /// The name of the command, such as `import`.
    package let name: String
    /// The options that the recommendation is about, such as `--prune`.
    package let options: [String]
    /// Whether to repeat the positional arguments of the current run if it runs this command.
    package let repeatsArguments: Bool
    /// A command that has the same effect, which is recommended instead if it is the command of the current run.
    package let alternative: String?

    package init(name: String, options: [String], repeatsArguments: Bool = false, alternative: String? = nil) {
        self.name = name
        self.options = options
        self.repeatsArguments = repeatsArguments
        self.alternative = alternative
    }

    /// The command line without the options of a run.
    package var text: String { ShellCommand.text(of: ["feishu-codegen", name] + options) }
}

extension Diagnostic.Note: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) { pieces.append(.text(literal)) }

        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            pieces.append(.text(value.description))
        }

        /// Appends a command line of the tool.
        package mutating func appendInterpolation(command name: String, _ options: String...) {
            pieces.append(.command(ToolCommand(name: name, options: options)))
        }

        /// Appends a command line of the tool that repeats the current run, if it runs one of the given commands, with more
        /// options.
        package mutating func appendInterpolation(
            again name: String, or alternative: String? = nil, _ options: String...
        ) {
            pieces.append(
                .command(
                    ToolCommand(name: name, options: options, repeatsArguments: true, alternative: alternative)))
        }
    }

    package init(stringLiteral message: String) { self.init(message) }

    /// Creates a note that ends with a command line of the tool.
    package init(_ message: String, command: ToolCommand, at location: Diagnostic.Location = .none) {
        self.init(message, at: location)
        pieces.append(.command(command))
    }

    package init(stringInterpolation: StringInterpolation) {
        self.init("")
        pieces = stringInterpolation.pieces
    }
}
