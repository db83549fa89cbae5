import DocumentImport
import EndpointSpec

/// A shell for which the tool generates a script that completes commands and options.
enum Completion: String, CaseIterable {
    case bash, zsh, fish

    /// Returns the values to suggest for the given option, or `nil` if there are none.
    private static func values(of option: String, for command: Invocation.Command) -> [String]? {
        switch option {
        case "--format": command.formats
        case "--color": Invocation.colors
        case "--host": ["feishu", "lark"]
        case "--unit": CorrectionEditor.Unit.allCases.map(\.rawValue)
        case "--envelope": EndpointSpec.Envelope.allCases.map(\.rawValue)
        case "--method": EndpointSpec.Method.allCases.map(\.rawValue)
        default: nil
        }
    }

    private static func options(of command: Invocation.Command) -> [String] {
        ([String](command.valueOptions.keys) + command.listOptions.keys + command.flags.keys + ["--help"]).sorted()
    }

    private static let commands = Invocation.Command.allCases

    var script: String {
        switch self {
        case .bash: Self.bashScript
        case .zsh: Self.zshScript
        case .fish: Self.fishScript
        }
    }

    // MARK: bash

    private static var bashScript: String {
        let cases = commands.map { command in
            "        \(command.rawValue)) options=\"\(options(of: command).joined(separator: " "))\" ;;"
        }
        let names = commands.map(\.rawValue).joined(separator: " ")
        return """
            # feishu-codegen --generate-completion-script bash > ~/.local/share/bash-completion/completions/feishu-codegen
            _feishu_codegen() {
                local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} options
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W "\(names) --help --version --generate-completion-script" -- "$current"))
                    return
                fi
            \(valueCases)
                case ${COMP_WORDS[1]} in
            \(cases.joined(separator: "\n"))
                esac
                if [ "$COMP_CWORD" -eq 2 ] && [ "${COMP_WORDS[1]}" = export ]; then
                    COMPREPLY=($(compgen -W "openapi" -- "$current"))
                elif [[ $current == -* ]]; then
                    COMPREPLY=($(compgen -W "$options" -- "$current"))
                else
                    mapfile -t COMPREPLY < <(compgen -f -- "$current")
                fi
            }
            complete -o filenames -F _feishu_codegen feishu-codegen
            """
    }

    private static var valueCases: String {
        let formats = """
                        case ${COMP_WORDS[1]} in
                            diff|update) COMPREPLY=($(compgen -W "text markdown json" -- "$current")) ;;
                            *) COMPREPLY=($(compgen -W "text json" -- "$current")) ;;
                        esac
                        return ;;
            """
        return """
                case $previous in
                    --color) COMPREPLY=($(compgen -W "\(Invocation.colors.joined(separator: " "))" -- "$current")); return ;;
                    --host) COMPREPLY=($(compgen -W "feishu lark" -- "$current")); return ;;
                    --format)
            \(formats)
                esac
            """
    }

    // MARK: zsh

    private static var zshScript: String {
        let cases = commands.map { command in
            let arguments = options(of: command).map { option in
                if command.flags[option] != nil || option == "--help" { return "'\(option)'" }
                let list = values(of: option, for: command).map { "(\($0.joined(separator: " ")))" } ?? "_files"
                let repeated = command.listOptions[option] == nil ? "" : "*"
                return "'\(repeated)\(option)=: :\(list)'"
            }
            let operands = command == .export ? "'1: :(openapi)'" : "'*: :_files'"
            return "        \(command.rawValue)) _arguments \((arguments + [operands]).joined(separator: " ")) ;;"
        }
        return """
            #compdef feishu-codegen
            # feishu-codegen --generate-completion-script zsh > "${fpath[1]}/_feishu-codegen"
            _feishu_codegen() {
                if (( CURRENT == 2 )); then
                    compadd \(commands.map(\.rawValue).joined(separator: " ")) --help --version
                    return
                fi
                local command=$words[2]
                shift words
                (( CURRENT-- ))
                case $command in
            \(cases.joined(separator: "\n"))
                esac
            }
            _feishu_codegen "$@"
            """
    }

    // MARK: fish

    private static var fishScript: String {
        var lines = [
            "# feishu-codegen --generate-completion-script fish > ~/.config/fish/completions/feishu-codegen.fish"
        ]
        for command in commands {
            lines.append("complete -c feishu-codegen -n __fish_use_subcommand -f -a \(command.rawValue)")
            let condition = "-n '__fish_seen_subcommand_from \(command.rawValue)'"
            if command == .export { lines.append("complete -c feishu-codegen \(condition) -f -a openapi") }
            for option in options(of: command) {
                let name = "-l \(option.dropFirst(2))"
                if command.flags[option] != nil || option == "--help" {
                    lines.append("complete -c feishu-codegen \(condition) \(name)")
                } else {
                    let list = values(of: option, for: command).map { " -f -a '\($0.joined(separator: " "))'" } ?? ""
                    lines.append("complete -c feishu-codegen \(condition) \(name) -r\(list)")
                }
            }
        }
        return lines.joined(separator: "\n")
    }
}
