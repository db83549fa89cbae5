import Foundation
import RepositoryFiles
import SourceText
import Testing

@testable import feishu_codegen

/// `--format json`: every line on standard error is one object, as `specs/diagnostic.schema.json` describes.
@Suite struct DiagnosticFormatTests {
    private static func objects(_ run: Workspace.Run) throws -> [JSON] {
        let url = RepositoryFiles.root.appendingPathComponent("specs/diagnostic.schema.json")
        let schema = JSONSchema(root: try JSON(parsing: RepositoryFiles.source(url, as: "diagnostic.schema.json")))
        return try run.errors.split(separator: "\n").map { line in
            let object = try JSON(parsing: SourceFile(path: "line", text: String(line)))
            #expect(schema.accepts(object), "\(line)")
            return object
        }
    }

    @Test func problemsOfSpecsAreObjects() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec().replacing("title", with: "titel"), to: "specs/a.json")
        try workspace.write(
            Workspace.spec().replacing("\"name\": \"name\"", with: "\"name\": \"id\""), to: "specs/b.json")
        for command in ["validate", "generate", "check"] {
            let run = workspace.run(command, "--format", "json")
            #expect(run.status == .problems && run.output == "")
            let objects = try Self.objects(run)
            // The problems of reading, of contradictions and of generating come in one run.
            let codes = ["unknown-key", "duplicate-field", "duplicate-id"]
            #expect(objects.map { $0["code"] } == codes.map { .string($0) })
            #expect(objects[0]["line"] == .number("3") && objects[0]["file"] == .string("specs/a.json"))
            #expect(objects[1]["notes"] != .null)
        }
    }

    @Test func allWarningsOfAnImportAreObjects() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let rows = (0..<30).map { "c\($0) | int | 否 | z" }
        let fields = (["a | A | 是 | x"] + rows).joined(separator: "\n")
        try workspace.write(ImportTests.document(fields: fields), to: "docs/a.md")
        let run = workspace.run("import", workspace.folder.path + "/docs", "--format=json")
        #expect(run.status == .done && run.output.contains("Read 1 document"))
        let objects = try Self.objects(run)
        #expect(objects.count == 29)
        #expect(objects.allSatisfy { $0["severity"] == .string("warning") && $0["code"] == .string("assumed-place") })
    }

    @Test(arguments: [
        ["generate", "--format", "json", "--nonsense"], ["frobnicate", "--format=json"],
        ["diff", "a", "--format", "json"],
    ])
    func wrongUsageIsAnObject(arguments: [String]) throws {
        let run = Workspace.run(arguments)
        #expect(run.status == .wrongUsage)
        #expect(try Self.objects(run).map { $0["code"] } == [.string("wrong-usage")])
    }

    @Test func theFormatOfDiffSetsBoth() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(), to: "old/a.json")
        try workspace.write("{", to: "new/a.json")
        let path = workspace.folder.path
        let failed = Workspace.run(
            ["diff", path + "/old", path + "/new", "--format=json"], relativeTo: workspace.folder)
        #expect(try Self.objects(failed).map { $0["code"] } == [.string("json-syntax")])
        let equal = Workspace.run(
            ["diff", path + "/old", path + "/old", "--format=json"], relativeTo: workspace.folder)
        #expect(equal.output == "[]" && equal.errors == "")
    }
}
