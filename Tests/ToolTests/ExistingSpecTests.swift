import Foundation
import Testing

@testable import feishu_codegen

/// What `import` does with the specs that exist: annotations, confirmed places, moved and deleted documents.
@Suite struct ExistingSpecTests {
    /// Imports the document, and annotates its spec as people do.
    ///
    /// - Returns: The annotated spec.
    private static func importAndAnnotate(in workspace: Workspace) throws -> String {
        try workspace.write(ImportTests.document(), to: "specs/documents/thing.md")
        _ = ImportTests.importDocuments(workspace)
        let annotated = try #require(workspace.read(ImportTests.specPath))
            .replacing(#""name": "failed""#, with: #""name": "broken""#)
            .replacing(#""pathParameters""#, with: "\"idempotent\": true,\n  \"pathParameters\"")
        try workspace.write(annotated, to: ImportTests.specPath)
        #expect(workspace.run("validate").status == .done)
        return annotated
    }

    @Test func aChangedDocumentKeepsTheAnnotations() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let annotated = try Self.importAndAnnotate(in: workspace)

        try workspace.write(ImportTests.document(limit: "9 次/秒"), to: "specs/documents/thing.md")
        let result = ImportTests.importDocuments(workspace)
        #expect(result.errors.isEmpty)
        let spec = try #require(workspace.read(ImportTests.specPath))
        #expect(spec == annotated.replacing(#""requests": 5"#, with: #""requests": 9"#))
    }

    @Test func aLostAnnotationIsReported() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        _ = try Self.importAndAnnotate(in: workspace)

        try workspace.write(ImportTests.document(fields: "other | int | 是 | 状态"), to: "specs/documents/thing.md")
        let result = ImportTests.importDocuments(workspace)
        #expect(result.status == .done)
        #expect(
            result.errors.hasPrefix(
                "specs/demo/v1/thing.patch.json:53:21: warning: lost annotation: the name \"broken\" of the value 2 of "
                    + "request.state; the value was removed [lost-annotation]"))
    }

    /// The document leaves open where `c` belongs; a person looks it up, moves it and deletes the mark.
    @Test func aConfirmedPlaceStays() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let fields = "a | A | 是 | x\nb | int | 否 | y\nc | int | 否 | z"
        try workspace.write(ImportTests.document(fields: fields), to: "specs/documents/thing.md")
        #expect(ImportTests.importDocuments(workspace).output.hasSuffix("; 1 warning (1 assumed-place)."))
        let mark = ",\n            \"placement\": \"assumed\""
        let spec = try #require(workspace.read(ImportTests.specPath))
        try workspace.write(spec.replacing(mark, with: ""), to: ImportTests.specPath)
        let result = ImportTests.importDocuments(workspace)
        #expect(result.output.hasSuffix("1 unchanged; 0 warnings."))
        #expect(result.errors.isEmpty)
    }

    @Test func aSpecAndItsAnnotationsMoveAlongWithThePage() throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        _ = try Self.importAndAnnotate(in: workspace)
        try workspace.write(
            ImportTests.document().replacing("/demo/v1/things", with: "/demo/v1/boxes"), to: "specs/documents/thing.md")
        #expect(
            workspace.run("check").errors.contains("thing.patch.json: error: the spec is out of date with its document")
        )
        let result = ImportTests.importDocuments(workspace)
        #expect(result.status == .done && result.errors.isEmpty)
        #expect(result.output.contains("Moved specs/demo/v1/thing.patch.json to specs/demo/v1/box.patch.json"))
        #expect(workspace.read(ImportTests.specPath) == nil)
        let moved = try #require(workspace.read("specs/demo/v1/box.patch.json"))
        #expect(moved.contains(#""name": "broken""#) && moved.contains(#""idempotent": true"#))
        #expect(ImportTests.importDocuments(workspace).output.contains("0 specs new, 0 changed, 1 unchanged"))
    }

    @Test func aSpecWhoseDocumentIsGoneIsReportedAndPruned() throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        try workspace.write(ImportTests.document(), to: "specs/documents/a.md")
        let other = ImportTests.document().replacing("/demo/v1/things", with: "/demo/v1/boxes")
        try workspace.write(other.replacing("example.com/doc", with: "example.com/other"), to: "specs/documents/b.md")
        _ = ImportTests.importDocuments(workspace)
        try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("specs/documents/a.md"))
        #expect(workspace.run("generate").status == .done)
        #expect(workspace.run("check").errors.contains("\(ImportTests.specPath): error: "))
        let warned = ImportTests.importDocuments(workspace)
        #expect(warned.status == .done && warned.errors.contains("[orphaned-spec]"))
        #expect(workspace.read(ImportTests.specPath) != nil)
        let pruned = workspace.run("import", "--prune")
        #expect(pruned.status == .done && pruned.errors.isEmpty)
        #expect(pruned.output.hasPrefix("Removed \(ImportTests.specPath)\n"))
        #expect(workspace.read(ImportTests.specPath) == nil && workspace.read("specs/demo/v1/box.patch.json") != nil)
        #expect(workspace.run("generate").status == .done && workspace.run("check").status == .done)
    }

    @Test func whatPeopleConfirmedOfHandWrittenTablesStays() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let document = ImportTests.document()
            .replacing("名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---", with: "|参数|类型|必须|说明|\n|-|-|-|-|")
            .replacing("名称 | 类型 | 描述\n--- | --- | ---\nthing_id", with: "|参数|类型|说明|\n|-|-|-|\nthing_id")
        try workspace.write(document, to: "specs/documents/thing.md")
        #expect(ImportTests.importDocuments(workspace).output.hasSuffix("2 warnings (2 hand-written-table)."))
        let spec = try #require(workspace.read(ImportTests.specPath))
        let mark = #""placement": "assumed""#
        #expect(spec.contains(#""state""#) && spec.ranges(of: mark).count == 2)
        try workspace.write(spec.replacing(/,\s*"placement": "assumed"/, with: ""), to: ImportTests.specPath)
        #expect(ImportTests.importDocuments(workspace).output.contains("0 changed, 1 unchanged"))
        #expect(workspace.read(ImportTests.specPath)?.contains(mark) == false)
        #expect(workspace.run("generate").status == .done)
        #expect(workspace.run("check").status == .done)
    }
}
