import Foundation
import SourceText
import Testing

@testable import feishu_codegen

/// A command line in a note works when it is pasted.
@Suite struct PastedAdviceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The command line that reports the problem, without the name of the tool.
        let run: String
        /// A command line in its notes, in which `SPECS`, `NEW` and `OUT` are the quoted folders.
        let advice: String
        var damage: @Sendable (Workspace) throws -> Void = { _ in }
    }

    private static let unsupported = Workspace.spec(id: "demo.v1.thing.list").replacing(
        #""response""#,
        with: #""request": {"contentType": "text/xml", "fields": [{"name": "a", "type": "int"}]}, "response""#)

    private static let manyRows =
        (["a | A | 是 | x"] + (0..<9).map { "c\($0) | int | 否 | z" } + ["d | D | 否 | z", "e | int | 否 | z"])
        .joined(separator: "\n")

    private static func write(_ text: String, _ path: String) -> @Sendable (Workspace) throws -> Void {
        { try $0.write(text, to: path) }
    }

    private static let document = "my specs/documents/thing.md"

    private static let cases = [
        Case(
            testDescription: "a generated file was edited", run: "generate --specs SPECS --output OUT",
            advice: "feishu-codegen generate --specs SPECS --output OUT --force",
            damage: write("// mine", "my out/Demo/Feishu+Demo.swift")),
        Case(
            testDescription: "an endpoint cannot be generated", run: "check --specs SPECS --output OUT",
            advice: "feishu-codegen generate --specs SPECS --output OUT --except demo.v1.thing.list",
            damage: write(unsupported, "my specs/demo.v1.thing.list.json")),
        Case(
            testDescription: "a pattern matches nothing", run: "generate --specs SPECS --output OUT --only 'x y*'",
            advice: "feishu-codegen generate --specs SPECS --output OUT --only '*'"),
        Case(
            testDescription: "a document lost facts", run: "import --specs SPECS",
            advice: "feishu-codegen import --specs SPECS --accept-loss",
            damage: write(ImportTests.document(errors: ""), document)),
        Case(
            testDescription: "a checked document lost facts", run: "check --specs SPECS --output OUT",
            advice: "feishu-codegen import --specs SPECS --accept-loss",
            damage: write(ImportTests.document(errors: ""), document)),
        Case(
            testDescription: "a document is gone", run: "import --specs SPECS SPECS/documents",
            advice: "feishu-codegen import --specs SPECS --prune SPECS/documents",
            damage: {
                let other = ImportTests.document().replacing("/things", with: "/boxes").replacing("/doc", with: "/b")
                try $0.write(other, to: "my specs/documents/b.md")
                try FileManager.default.removeItem(at: $0.folder.appendingPathComponent(document))
            }),
        Case(
            testDescription: "not all placements are listed", run: "import --specs SPECS -- SPECS/documents",
            advice: "feishu-codegen import --specs SPECS --verbose SPECS/documents",
            damage: write(ImportTests.document(fields: manyRows), document)),
        Case(
            testDescription: "there are no specs", run: "list --specs NEW",
            advice: "feishu-codegen init --specs NEW", damage: write("", "Package.swift")),
    ]

    @Test(arguments: cases)
    func aPastedCommandSucceeds(_ testCase: Case) throws {
        // Specs name their documents only below the working folder.
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        func run(_ commandLine: String) throws -> Workspace.Run {
            let words = try Self.words(of: commandLine)
            return Workspace.run(words, relativeTo: workspace.folder, workingFolder: workspace.folder)
        }
        func complete(_ commandLine: String) -> String {
            commandLine.replacing("SPECS/documents", with: Self.quoted("my specs/documents", in: workspace))
                .replacing("NEW", with: Self.quoted("no specs", in: workspace))
                .replacing("SPECS", with: Self.quoted("my specs", in: workspace))
                .replacing("OUT", with: Self.quoted("my out", in: workspace))
        }
        try workspace.write(ImportTests.document(), to: Self.document)
        for command in ["import --specs SPECS", "generate --specs SPECS --output OUT"] {
            #expect(try run(complete(command)).status == .done)
        }
        try testCase.damage(workspace)
        let words = try Self.words(of: complete(testCase.run))
        let reported = Workspace.run(words, workingFolder: workspace.folder)
        let advice = complete(testCase.advice)
        #expect(reported.errors.contains(advice), "\(reported.errors)")
        let pasted = try run(String(advice.dropFirst("feishu-codegen ".count)))
        #expect(pasted.status == .done, "\(pasted.errors)")
    }

    private static func quoted(_ path: String, in workspace: Workspace) -> String {
        "'\(workspace.folder.appendingPathComponent(path).path)'"
    }

    /// Returns the words into which a shell splits a command line.
    static func words(of commandLine: String) throws -> [String] {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "printf '%s\\n' \(commandLine)"]
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        shell.waitUntilExit()
        return text.split(separator: "\n").map(String.init)
    }

    /// Options are repeated only where they mean the same.
    @Test(arguments: [
        ("report --specs s --output page.html --only a.b", "feishu-codegen generate --specs s --force"),
        ("generate --output o --only 'a.*'", "feishu-codegen generate --output o --only 'a.*' --force"),
        ("update --host lark --module M url", "feishu-codegen generate --module M --force"),
        ("import --strict --dry-run -- -d", "feishu-codegen generate --force"),
    ])
    func theOptionsOfTheRunAreRepeated(run: String, expected: String) throws {
        guard case .run(let command, let options) = try Invocation(Self.words(of: run)) else {
            return #expect(Bool(false), "\(run)")
        }
        let currentRun = CurrentRun(command: command, options: options)
        #expect(currentRun.commandLine(of: .init(name: "generate", options: ["--force"])) == expected)
    }

    @Test(arguments: [
        ("update --host lark --language en-US demo-v1", "feishu-codegen update --host lark --language zh-CN demo-v1"),
        ("fetch -- -x", "feishu-codegen fetch --language zh-CN -- -x"),
        ("import --specs s docs", "feishu-codegen fetch --specs s --language zh-CN"),
    ])
    func theRunIsRepeatedWithAnotherOption(run: String, expected: String) throws {
        guard case .run(let command, let options) = try Invocation(Self.words(of: run)) else {
            return #expect(Bool(false), "\(run)")
        }
        let currentRun = CurrentRun(command: command, options: options)
        let recommended = ToolCommand(
            name: "fetch", options: ["--language", "zh-CN"], repeatsArguments: true, alternative: "update")
        #expect(currentRun.commandLine(of: recommended) == expected)
    }
}
