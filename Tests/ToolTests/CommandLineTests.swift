import Foundation
import Testing

@testable import feishu_codegen

/// How the tool parses its arguments.
@Suite struct CommandLineTests {
    @Test(arguments: [
        ([], "error: missing command [wrong-usage]"),
        (["frobnicate"], "error: unknown command \"frobnicate\" [wrong-usage]"),
        (["help", "frobnicate"], "error: unknown command \"frobnicate\" [wrong-usage]"),
        (["genrate"], "error: unknown command \"genrate\"; did you mean generate? [wrong-usage]"),
        (["generate", "--specs"], "error: missing value for option --specs [wrong-usage]"),
        (
            ["generate", "--spec", "x"],
            "error: unknown option --spec for generate; did you mean --specs? [wrong-usage]"
        ),
        (["generate", "x"], "error: unexpected argument \"x\"; generate takes no arguments [wrong-usage]"),
        (["validate", "--output", "x"], "error: unknown option --output for validate [wrong-usage]"),
        (["generate", "--quiet=yes"], "error: option --quiet takes no value [wrong-usage]"),
        (["generate", "--output", "--quiet"], "error: missing value for option --output [wrong-usage]"),
        (["generate", "--output="], "error: missing value for option --output [wrong-usage]"),
        (
            ["generate", "--", "--quiet"],
            "error: unexpected argument \"--quiet\"; generate takes no arguments [wrong-usage]"
        ),
        (["validate", "--format", "xml"], "error: unknown format \"xml\"; expected one of text, json [wrong-usage]"),
        (
            ["validate", "--format", "markdown"],
            "error: unknown format \"markdown\"; expected one of text, json [wrong-usage]"
        ),
    ])
    func wrongUsageIsReportedWithStatus64(arguments: [String], error: String) {
        let run = Workspace.run(arguments)
        #expect(run.status == .wrongUsage)
        #expect(run.errors.split(separator: "\n").first.map(String.init) == error)
        #expect(run.output == "")
    }

    @Test(arguments: [
        ["--help"], ["help"], ["-h"], ["help", "generate"], ["generate", "--help"], ["check", "-h"],
        ["validate", "--help"],
    ])
    func helpIsPrintedWithStatus0(arguments: [String]) {
        let run = Workspace.run(arguments)
        #expect(run.status == .done && run.errors == "")
        #expect(run.output.contains("usage: feishu-codegen"))
    }

    @Test func twoDashesEndTheOptions() throws {
        #expect(try Self.options("import", "--strict", "a", "--", "--help", "b").arguments == ["a", "--help", "b"])
    }

    @Test func theVersionIsPrinted() {
        let run = Workspace.run(["--version"])
        #expect(run.status == .done && run.output == "feishu-codegen \(FeishuCodegen.version)")
    }

    private static func options(_ arguments: String...) throws -> Invocation.Options {
        guard case .run(_, let options) = try Invocation(arguments) else {
            throw UsageError("that is help", hint: "")
        }
        return options
    }

    @Test func aMissingFolderIsReported() {
        let run = Workspace.run(["generate", "--specs", "no/such/folder"])
        #expect(run.status == .problems)
        #expect(
            run.errors == """
                no/such/folder: error: no such spec folder [missing-file]
                    note: specify it with --specs or in a project file; to create one, run feishu-codegen init --specs no/such/folder
                """)
    }

    @Test func checkNamesTheFilesThatDiffer() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(), to: "specs/a.json")
        #expect(workspace.run("check").status == .problems)
        #expect(workspace.run("generate").status == .done)
        let clean = workspace.run("check")
        #expect(clean.status == .done && clean.output == "out is up to date with specs: 3 files.")

        try workspace.writeStaleFile()
        try workspace.write("", to: "out/Feishu+Endpoints.swift")
        let run = workspace.run("check")
        #expect(run.status == .problems)
        #expect(
            run.errors == """
                out/Feishu+Endpoints.swift: error: the generated file is out of date with its spec, or damaged [stale-file]
                    note: run feishu-codegen generate --specs specs --output out
                out/Stale.swift: error: no selected spec produces this generated file [stale-file]
                    note: run feishu-codegen generate --specs specs --output out
                """)
    }

    @Test func checkNamesAListThatIsMissing() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(), to: "specs/a.json")
        #expect(workspace.run("generate").status == .done)
        try FileManager.default.removeItem(
            at: workspace.folder.appendingPathComponent("out/.feishu-codegen-files.json"))
        let run = workspace.run("check")
        #expect(
            run.errors.hasPrefix(
                "out/.feishu-codegen-files.json: error: the list of generated files is out of date"))
        #expect(workspace.run("generate").status == .done && workspace.run("check").status == .done)
    }

    @Test func checkReportsStaleSpecsStaleFilesAndConflictsTogether() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(ImportTests.document(), to: "specs/documents/thing.md")
        #expect(workspace.run("import").status == .done)
        #expect(workspace.run("generate").status == .done)
        try workspace.write(ImportTests.document(limit: "9 次/秒"), to: "specs/documents/thing.md")
        try workspace.write("// mine\n", to: "out/Demo/Feishu+Demo.swift")
        try workspace.write("// mine\n", to: "out/Other/Feishu+Other.swift")
        try workspace.write(
            Workspace.spec(id: "other.v1.thing.get").replacing("demo/v1", with: "other/v1"), to: "specs/other.json")
        try workspace.writeStaleFile()
        let run = workspace.run("check")
        #expect(run.status == .problems)
        #expect(
            run.errors == """
                specs/demo/v1/thing.patch.json: error: the spec is out of date with its document [stale-spec]
                    note: run feishu-codegen import --specs specs, then feishu-codegen generate --specs specs --output out
                out/Other/V1/Other.V1.Thing.Get.swift: error: missing generated file [stale-file]
                    note: run feishu-codegen generate --specs specs --output out
                out/Feishu+Endpoints.swift: error: the generated file is out of date with its spec, or damaged [stale-file]
                    note: run feishu-codegen generate --specs specs --output out
                out/Stale.swift: error: no selected spec produces this generated file [stale-file]
                    note: run feishu-codegen generate --specs specs --output out
                out/Demo/Feishu+Demo.swift: error: the generated file was edited [edited-file]
                    note: move the changes to a file of your own, or to annotations in the spec
                    note: to discard them, for example after a merge, run feishu-codegen generate --specs specs --output out --force
                out/Other/Feishu+Other.swift: error: generating would overwrite this file, which was not generated [conflicting-file]
                    note: move the file, or choose another folder with --output
                """)
    }

    /// Shells complete every command with its options.
    @Test(arguments: Completion.allCases)
    func aCompletionScriptNamesCommandsAndOptions(shell: Completion) {
        let script = Workspace.run(["--generate-completion-script", shell.rawValue]).output
        for command in Invocation.Command.allCases {
            #expect(script.contains(command.rawValue))
            for option in [String](command.valueOptions.keys) + command.flags.keys {
                #expect(script.contains(shell == .fish ? "-l \(option.dropFirst(2))" : option))
            }
        }
    }

    @Test(arguments: Completion.allCases)
    func theFormatOfExportIsCompleted(shell: Completion) {
        #expect(Workspace.run(["--generate-completion-script", shell.rawValue]).output.contains("openapi"))
    }

    /// Bash reads its script, and completes with it.
    @Test func bashCompletes() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let script = Workspace.run(["--generate-completion-script", "bash"]).output
        try workspace.write(
            script
                + "\nCOMP_WORDS=(feishu-codegen generate --ex); COMP_CWORD=2; _feishu_codegen; echo \"${COMPREPLY[@]}\"\n",
            to: "complete.sh")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["bash", workspace.folder.appendingPathComponent("complete.sh").path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        #expect(String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "--except\n")
        process.waitUntilExit()
    }

    @Test(arguments: [("always", true), ("never", false)])
    func colorsAreAQuestionOfTheOption(when: String, isColored: Bool) {
        var errors: [String] = []
        let console = Console(
            writeOutput: { _ in }, writeError: { errors.append($0) }, writeProgress: { _ in }, isColored: !isColored)
        _ = FeishuCodegen.run(["list", "--specs", "no/such/folder", "--color", when], console: console)
        #expect(errors.joined().contains("\u{1B}[") == isColored)
    }
}
