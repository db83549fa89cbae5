import Foundation
import SourceText
import Testing

@testable import feishu_codegen

/// `correct` changes a fact everywhere, and later imports keep it.
@Suite struct CorrectTests {
    private static let path = "specs/demo/v1/thing.patch.json"

    private static func workspace(_ document: String = ImportTests.document()) throws -> Workspace {
        let workspace = try Workspace(in: Workspace.here)
        try workspace.write(document, to: "specs/documents/mine.md")
        #expect(workspace.run("import").status == .done)
        return workspace
    }

    private static func run(_ arguments: [String], in workspace: Workspace) -> Workspace.Run {
        Workspace.run(
            arguments + ["--specs", workspace.folder.appendingPathComponent("specs").path],
            relativeTo: workspace.folder)
    }

    private static func correct(_ arguments: String..., in workspace: Workspace) -> Workspace.Run {
        run(["correct", "demo.v1.thing.patch"] + arguments, in: workspace)
    }

    // MARK: Effects

    @Test(arguments: [("milliseconds", "FeishuTimestamp<FeishuMilliseconds, Int>"), ("none", "Int")])
    func theUnitOfATimestampIsCorrected(unit: String, type: String) throws {
        let document = ImportTests.document(fields: "state | int | 是 | 开始时间，秒级时间戳")
        let workspace = try Self.workspace(document)
        defer { workspace.remove() }
        let run = Self.correct("request.state", "--unit", unit, "--reason", "measured", in: workspace)
        #expect(run.status == .done, "\(run.errors)")
        // The next import keeps it.
        #expect(workspace.run("import").status == .done)
        #expect(workspace.run("generate").status == .done)
        let code = try #require(workspace.read("out/Demo/V1/Demo.V1.Thing.Patch.swift"))
        #expect(code.contains("public var state: \(type)"))
        #expect(code.contains("Corrected: the document says format unix-seconds; measured"))
    }

    @Test func aCorrectionIsEffectiveEverywhere() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let before = try #require(workspace.read(Self.path))
        let run = Self.correct(
            "request.state", "--type", "string", "--optional", "--value", "3=cancelled", "--reason",
            "the platform sends texts",
            in: workspace)
        #expect(run.status == .done, "\(run.errors)")
        #expect(
            run.output.hasPrefix("Changed \(Self.path):\n  breaking: request.state: the type is string instead of int"))
        // The spec, `show`, the code, the samples, and OpenAPI have the fact; the record has what the document says.
        let spec = try #require(workspace.read(Self.path))
        #expect(spec.contains("\"corrected\": {\n          \"type\": \"int\",\n          \"required\": true,"))
        let show = Self.run(["show", "demo.v1.thing.patch"], in: workspace).output
        #expect(show.contains("request.state (string) 状态"))
        #expect(show.contains("corrected: the document says type int, required true; the platform sends texts"))
        #expect(workspace.run("generate").status == .done)
        let code = try #require(workspace.read("out/Demo/V1/Demo.V1.Thing.Patch.swift"))
        #expect(code.contains("public let rawValue: String") || code.contains("rawValue: String"))
        #expect(code.contains("cancelled") && code.contains("Corrected: the document says type int"))
        let openAPI = Self.run(["export", "openapi"], in: workspace).output
        #expect(openAPI.contains("\"const\": \"3\""))
        // `diff` tells it from a change of the document, and `report` shows it.
        try workspace.write(before, to: "old/thing.json")
        let versions = ["old", Self.path].map { workspace.folder.appendingPathComponent($0).path }
        for (format, mark) in [
            ("text", "instead of int (corrected: the platform sends texts)"),
            ("markdown", "instead of int (corrected: the platform sends texts)"),
            ("json", "\"correction\": \"corrected: the platform sends texts\""),
        ] {
            let diff = Workspace.run(["diff"] + versions + ["--format", format])
            #expect(diff.output.contains(mark), "\(diff.output)")
        }
        let report = workspace.folder.appendingPathComponent("report.html").path
        #expect(Self.run(["report", "--output", report], in: workspace).status == .done)
        #expect(workspace.read("report.html")?.contains("corrected: the document says type int") == true)
        // Imports and checks agree with it.
        #expect(workspace.run("import").output.contains("0 changed, 1 unchanged") && workspace.read(Self.path) == spec)
        #expect(workspace.run("check").status == .done)
        #expect(Self.correct("request.state", "--undo", in: workspace).status == .done)
        #expect(workspace.read(Self.path) == before)
    }

    @Test func anImportDropsACorrectionThatTheDocumentAgreesWith() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        #expect(Self.correct("request.state", "--type", "string", "--reason", "r", in: workspace).status == .done)
        try workspace.write(
            ImportTests.document().replacing("state | int", with: "state | string"), to: "specs/documents/mine.md")
        let run = workspace.run("import")
        #expect(
            run.output.contains(
                "The document agrees with a correction, which was dropped: demo.v1.thing.patch: request.state: the type is string"
            ), "\(run.output)")
        #expect(workspace.read(Self.path)?.contains("corrected") == false)
    }

    /// A conflict ends when the fact is corrected again, or the correction is undone.
    @Test(arguments: [["--type", "string", "--reason", "still"], ["--undo"]])
    func aConflictIsDecided(arguments: [String]) throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        #expect(Self.correct("request.state", "--type", "string", "--reason", "r", in: workspace).status == .done)
        try workspace.write(
            ImportTests.document().replacing("state | int", with: "state | number"), to: "specs/documents/mine.md")
        let conflict = workspace.run("import")
        #expect(
            conflict.errors.contains("the document now says number instead of int [contradicted-correction]"),
            "\(conflict.errors)")
        #expect(
            Self.run(["correct", "demo.v1.thing.patch", "request.state"] + arguments, in: workspace).status == .done)
        let settled = workspace.run("import")
        #expect(!settled.errors.contains("contradicted-correction") && settled.output.contains("0 changed"))
    }

    @Test func factsOfTheEndpointAreCorrected() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let before = workspace.read(Self.path)
        let run = Self.correct(
            "--method", "post", "--path", "/open-apis/demo/v2/things/:id", "--envelope", "flat", "--error", "7=403",
            "--reason", "the page is old", in: workspace)
        #expect(run.status == .done, "\(run.errors)")
        let spec = try #require(workspace.read(Self.path))
        for fact in [
            "\"method\": \"POST\"", "\"path\": \"/open-apis/demo/v2/things/:id\"", "\"envelope\": \"flat\"",
            "\"status\": 403",
        ] {
            #expect(spec.contains(fact), "\(fact)")
        }
        #expect(workspace.run("import").output.contains("0 changed, 1 unchanged"))
        #expect(Self.correct("--undo", in: workspace).status == .done)
        #expect(Self.correct("--error", "7", "--undo", in: workspace).status == .done)
        #expect(workspace.read(Self.path) == before)
    }

    /// `FeishuConformance` compares the generated code with these facts.
    @Test func theConformanceFactsAreTheCorrectedOnes() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        for arguments in [
            ["--method", "POST", "--path", "/open-apis/demo/v2/things/:id", "--envelope", "flat", "--error", "8=418"],
            ["request.state", "--type", "string", "--optional", "--value", "3=cancelled"],
            ["request.extra", "--add", "--type", "map of int"],
        ] {
            let run = Self.run(
                ["correct", "demo.v1.thing.patch"] + arguments + ["--reason", "it is so"], in: workspace)
            #expect(run.status == .done, "\(run.errors)")
        }
        try workspace.write(#"{"specs": "specs", "output": "API", "samples": "Samples"}"#, to: ProjectFile.name)
        let generated = Workspace.run(["generate"], relativeTo: workspace.folder, workingFolder: workspace.folder)
        #expect(generated.status == .done, "\(generated.errors)")
        let text = try #require(workspace.read("Samples/Demo/V1/Demo.V1.Thing.Patch+Samples.swift"))
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let facts = lines.map { $0.replacing("\\#", with: "") }.joined()
        for fact in [
            #""method": "POST", "path": "/open-apis/demo/v2/things/:id""#, #""envelope": "flat""#,
            #""code": 8, "status": 418"#, #"{"name": "extra", "type": "map", "valueType": "int"}"#,
            #"{"name": "state", "type": "string", "#, #""values": ["1", "2", "3"]"#, #""cancelled"]"#,
        ] {
            #expect(facts.contains(fact), "\(fact) is not in:\n\(facts)")
        }
    }

    @Test func aSpecWithoutADocumentIsCorrected() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let before = try #require(workspace.read(Self.path)).replacing(
            "    \"path\": \"specs/documents/mine.md\"", with: "    \"fullPath\": \"/a\"")
        try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("specs/documents"))
        try workspace.write(before, to: Self.path)
        #expect(Self.correct("request.state", "--type", "string", "--reason", "r", in: workspace).status == .done)
        #expect(Self.correct("request.state", "--undo", in: workspace).status == .done)
        #expect(workspace.read(Self.path) == before)
    }

    @Test func aDryRunAndAnUnchangedFactWriteNothing() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let before = workspace.read(Self.path)
        let dry = Self.correct("request.state", "--type", "string", "--reason", "r", "--dry-run", in: workspace)
        #expect(dry.status == .done && dry.output.hasPrefix("Would change \(Self.path):"))
        let same = Self.correct("request.state", "--type", "int", "--reason", "r", in: workspace)
        #expect(same.status == .done && same.output == "Unchanged: \(Self.path) says so already.")
        #expect(workspace.read(Self.path) == before)
    }

    // MARK: Errors

    @Test(arguments: [
        (["request.stat", "--type", "int", "--reason", "r"], "request has no field \"stat\"; did you mean \"state\"?"),
        (["request.stat", "--type", "int", "--reason", "r"], "existing fields: state"),
        (["request.state", "--type", "itn", "--reason", "r"], "unknown type \"itn\"; did you mean int?"),
        (["request.state", "--type", "string"], "correct requires --reason TEXT"),
        (["request.state", "--type", "string", "--reason", " \t"], "correct requires --reason TEXT"),
        (["response", "--type", "map of int", "--reason", "r"], "response takes only --type TYPE, without \"map of\""),
        (["response", "--type", "int", "--required", "--reason", "r"], "response takes only --type TYPE"),
        (
            ["request.state", "--type", "object", "--value", "1", "--reason", "r"],
            "\"state\" has the type object, which has no listed values"
        ),
        (["request.state", "--reason", "r"], "expected --type, --unit, --required, --optional or --value"),
        (["request.state", "--unit", "hours", "--reason", "r"], "expected one of seconds, milliseconds, none"),
        (
            ["request.state", "--type", "boolean", "--unit", "seconds", "--reason", "r"],
            "expected a string or an int without listed values, found \"state\" of the type boolean"
        ),
        (["request.state", "--required", "--optional", "--reason", "r"], "mutually exclusive"),
        (["request.state", "--method", "GET", "--reason", "r"], "take no field"),
        (["--type", "int", "--reason", "r"], "require a field"),
        (["--reason", "r"], "expected a field, or --method, --path, --envelope or --error"),
        (["--method", "GRAB", "--reason", "r"], "unknown value \"GRAB\" of --method; expected one of GET, POST"),
        (["--envelope", "box", "--reason", "r"], "expected one of data, flat, none"),
        (["--path", "x y", "--reason", "r"], "invalid path \"x y\""),
        (["--error", "x=400", "--reason", "r"], "invalid error \"x=400\""),
        (["--error", "7=4", "--reason", "r"], "invalid error \"7=4\""),
        (["request.new", "--add", "--reason", "r"], "--add requires --type"),
        (["request.state", "--add", "--type", "int", "--reason", "r"], "the spec has this field"),
        (["request.state", "--undo"], "request.state: nothing to undo: there is no correction"),
        (["--undo"], "nothing to undo: there is no correction"),
        (["--error", "9", "--undo"], "errors.9: nothing to undo: there is no correction"),
        (["request.state", "--type", "string", "--undo"], "--undo takes no facts"),
        (
            ["request.state", "--value", "x=y", "--reason", "r"],
            "expected a value of the type int of \"state\", found \"x\""
        ),
        (["request.state", "--apply"], "--apply requires --observed FILE"),
    ])
    func whatCannotBeIsRefused(arguments: [String], message: String) throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let before = workspace.read(Self.path)
        let run = Self.run(["correct", "demo.v1.thing.patch"] + arguments, in: workspace)
        #expect(run.status != .done && run.errors.contains(message), "\(run.errors)")
        #expect(workspace.read(Self.path) == before)
    }

    // MARK: Observations

    private static let observed = """
        {"endpoint":"demo.v1.thing.patch","kind":"converted","path":"request.state","expected":"int","found":"string","count":3}
        {"endpoint":"demo.v1.thing.patch","kind":"converted","path":"request.state","expected":"int","found":"string","count":4}
        {"endpoint":"demo.v1.thing.patch","kind":"unknownValue","path":"request.state","expected":"int","found":"9","count":1}
        {"endpoint":"demo.v1.thing.patch","kind":"undocumentedCode","path":"errors","expected":"","found":"42","status":429,"count":2}
        """

    @Test func observationsBecomeCorrections() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let before = workspace.read(Self.path)
        try workspace.write(Self.observed, to: "observed.jsonl")
        let file = workspace.folder.appendingPathComponent("observed.jsonl").path
        let proposed = Self.run(["correct", "--observed", file], in: workspace)
        #expect(proposed.status == .done && workspace.read(Self.path) == before)
        let lines = proposed.output.split(separator: "\n").map(String.init)
        #expect(lines.first == "demo.v1.thing.patch request.state: string instead of int (7 times), the value 9 (once)")
        #expect(lines.count == 5 && lines.last == "Proposed 2 corrections.", "\(lines)")
        #expect(lines[1].contains(" request.state --type string --value 9 --reason 'observed in production: string"))
        #expect(lines[3].contains(" --error 42=429 --reason 'observed in production: the code 42 (2 times)'"))
        #expect(
            Self.run(["correct", "--observed", file, "--apply"], in: workspace).output.hasSuffix(
                "Made 2 corrections in 1 spec."))
        let after = try #require(workspace.read(Self.path))
        #expect(
            after.contains("\"type\": \"string\"") && after.contains("\"value\": \"9\"")
                && after.contains("\"code\": 42"))
        #expect(workspace.run("import").output.contains("0 changed, 1 unchanged"))
        #expect(Self.run(["correct", "--observed", file], in: workspace).output.hasPrefix("Nothing to correct"))
        #expect(
            Self.run(["correct", "--observed", file, "--undo"], in: workspace).output
                == "Undid 2 corrections in 1 spec.")
        #expect(workspace.read(Self.path) == before)
    }

    /// A correction that is made because of later observations can remove the field of an earlier one.
    @Test func whatObservationsLedToIsUndoneAtAllLevels() throws {
        let document = ImportTests.document(fields: "group | object | 是 | x\n∟ kind | int | 否 | y")
        let workspace = try Self.workspace(document)
        defer { workspace.remove() }
        let before = workspace.read(Self.path)
        let file = workspace.folder.appendingPathComponent("observed.jsonl").path
        for (path, expected) in [("request.group.kind", "int"), ("request.group", "object")] {
            let line = """
                {"endpoint":"demo.v1.thing.patch","kind":"dropped","path":"\(path)","expected":"\(expected)","found":"string","count":1}
                """
            try workspace.write(line, to: "observed.jsonl")
            let run = Self.run(["correct", "--observed", file, "--apply"], in: workspace)
            #expect(run.output.hasSuffix("Made 1 correction in 1 spec."), "\(run)")
        }
        let undone = Self.run(["correct", "--observed", file, "--undo"], in: workspace)
        #expect(undone.output == "Undid 2 corrections in 1 spec.")
        #expect(workspace.read(Self.path) == before)
    }

    /// The command of a proposal does what `--apply` does.
    @Test func aProposedCommandWorks() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        try workspace.write(Self.observed, to: "observed.jsonl")
        let file = workspace.folder.appendingPathComponent("observed.jsonl").path
        let specs = workspace.folder.appendingPathComponent("specs").path
        let proposed = Workspace.run(["correct", "--observed", file, "--specs", specs])
        for line in proposed.output.split(separator: "\n") where line.hasPrefix("  feishu-codegen ") {
            let words = try PastedAdviceTests.words(of: line.trimmingCharacters(in: .whitespaces))
            #expect(Workspace.run(Array(words.dropFirst()), relativeTo: workspace.folder).status == .done, "\(line)")
        }
        #expect(Self.run(["correct", "--observed", file], in: workspace).output.hasPrefix("Nothing to correct"))
    }

    @Test(arguments: [
        ("{}", "observed.jsonl:1:1: error: missing keys"),
        ("\n{\"endpoint\": 1}", "observed.jsonl:2:1: error: expected a non-empty string, found 1"),
        ("nonsense", "observed.jsonl:1:1: error:"),
        (
            #"{"endpoint":"demo.v1.thing.get","kind":"dropped","path":"response.a","found":"null","count":1}"#,
            "no endpoint matches \"demo.v1.thing.get\"; did you mean demo.v1.thing.patch?"
        ),
        (
            #"{"endpoint":"demo.v1.thing.patch","kind":"dropped","path":"response.a","found":"int","count":1}"#,
            "demo.v1.thing.patch has no field \"response.a\" [unknown-field]"
        ),
    ])
    func whatIsNoObservationIsReported(line: String, message: String) throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let before = workspace.read(Self.path)
        try workspace.write(line, to: "observed.jsonl")
        let file = workspace.folder.appendingPathComponent("observed.jsonl").path
        let run = Self.run(["correct", "--observed", file, "--apply"], in: workspace)
        #expect(run.errors.replacing(file, with: "observed.jsonl").contains(message), "\(run.errors)")
        #expect(workspace.read(Self.path) == before)
    }
}
