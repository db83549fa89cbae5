import SourceText

/// The command and the options of the current run, which complete the command lines in its messages.
struct CurrentRun {
    let command: Invocation.Command
    let options: Invocation.Options

    /// Returns a command line that works when it is pasted into the shell from which the tool was run.
    ///
    /// It has the folders, the module, the portal and the selection of the current run as far as they also apply to the
    /// recommended command, unless the recommendation is about other values of these options.
    func commandLine(of recommended: ToolCommand) -> String {
        let isRepeated =
            recommended.repeatsArguments && [recommended.name, recommended.alternative].contains(command.rawValue)
        guard let target = isRepeated ? command : Invocation.Command(rawValue: recommended.name) else {
            return recommended.text
        }
        let arguments = isRepeated ? options.arguments : []
        return ShellCommand.text(
            of: ["feishu-codegen", target.rawValue] + inherited(by: target, besides: recommended.options)
                + recommended.options + (arguments.contains { $0.hasPrefix("-") } ? ["--"] : []) + arguments)
    }

    private func inherited(by target: Invocation.Command, besides others: [String]) -> [String] {
        var values = [("--specs", options.specs), ("--host", options.host), ("--language", options.language)]
        // `report` and `export` write something else to their output, and select for themselves.
        let isAboutGenerated = command.isAboutGeneratedFiles && target.isAboutGeneratedFiles
        if isAboutGenerated { values += [("--output", options.output), ("--module", options.module)] }
        // A new `--only` replaces the selection, but a new `--except` adds to it.
        if isAboutGenerated, !others.contains("--only") {
            values += options.only.map { ("--only", $0) } + options.except.map { ("--except", $0) }
        }
        let supported = Set(target.valueOptions.keys).union(target.listOptions.keys)
        return values.flatMap { name, value in
            guard let value, supported.contains(name), target.listOptions[name] != nil || !others.contains(name) else {
                return [String]()
            }
            return [name, value]
        }
    }
}

extension Invocation.Command {
    /// Whether the options `--output`, `--module`, `--only` and `--except` are about the generated Swift files.
    fileprivate var isAboutGeneratedFiles: Bool { [.initialize, .update, .generate, .check].contains(self) }
}
