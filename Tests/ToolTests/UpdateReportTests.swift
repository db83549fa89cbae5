import Foundation
import LoopbackPlatform
import RepositoryFiles
import Testing

@testable import feishu_codegen

/// What the report of an update says about documents.
@Suite struct UpdateReportTests {
    private static let tenFields = (0..<10).map { (level: 0, name: "field_\($0)", type: "string") }

    /// A portal with a box of ten fields, and a workspace that is up to date with it.
    private static func withTenFields(
        _ body: (Workspace, LoopbackPortal) async throws -> Void
    ) async throws {
        try await UpdateTests.withWorkspace { workspace, portal async throws in
            portal[FetchTests.box]?.content = LoopbackPortal.document(
                "box.get", path: "/demo/v1/box", fields: tenFields)
            _ = await UpdateTests.run("update", "demo-v1", in: workspace, portal)
            try await body(workspace, portal)
        }
    }

    private static func change(_ content: String, in portal: LoopbackPortal) {
        portal[FetchTests.box]?.content = content
        portal[FetchTests.box]?.updateTime = "1820618210000"
    }

    @Test(arguments: ["text", "markdown", "json"])
    func aPageThatIsGoneIsInTheReportAndTheStatus(format: String) async throws {
        try await Self.withTenFields { workspace, portal async throws in
            portal[FetchTests.box] = nil
            let run = await UpdateTests.run("update", "--format", format, in: workspace, portal)
            #expect(run.status == .breaking)
            #expect(
                run.output.contains("demo.v1.box.get") && run.output.contains("the document is no longer on the portal")
            )
            #expect(!run.output.contains("No changes for callers"))
        }
    }

    @Test func aPageThatMovedIsFetchedIntoItsFile() async throws {
        try await Self.withTenFields { workspace, portal async throws in
            let page = portal[FetchTests.box]
            portal[FetchTests.box] = nil
            let path = "/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/demo-v2/box/get"
            portal[path] = page
            let run = await UpdateTests.run("update", "--format", "markdown", in: workspace, portal)
            #expect(run.status == .done, "\(run)")
            #expect(run.output.contains("- **warning**: specs/documents/demo-v1.box.get.md: the document moved from "))
            #expect(workspace.read("specs/documents/demo-v1.box.get.md")?.contains("fullPath: \(path)\n") == true)
            let next = await UpdateTests.run("update", "--format", "markdown", in: workspace, portal)
            #expect(next.output == "No changes for callers." && next.errors.isEmpty)
        }
    }

    @Test(arguments: ["text", "markdown", "json"])
    func aTruncatedPageChangesNoSpecUnlessTheLossIsAccepted(format: String) async throws {
        try await Self.withTenFields { workspace, portal async throws in
            Self.change(
                LoopbackPortal.document("box.get", path: "/demo/v1/box", fields: Array(Self.tenFields.prefix(4))),
                in: portal)
            let before = try workspace.snapshot(of: "specs/demo").merging(workspace.snapshot(of: "out")) { $1 }
            for _ in 1...2 {
                let run = await UpdateTests.run("update", "--format", format, in: workspace, portal)
                #expect(
                    run.status == .problems && run.output.contains("lost-facts") && run.errors.contains("lost-facts"))
                #expect(!run.output.contains("the field was removed"))
                #expect(
                    try workspace.snapshot(of: "specs/demo").merging(workspace.snapshot(of: "out")) { $1 } == before)
            }
            let run = await UpdateTests.run("update", "--accept-loss", "--format", format, in: workspace, portal)
            #expect(run.status == .breaking && run.output.contains("response.field_9"))
            #expect(await UpdateTests.run("update", in: workspace, portal).status == .done)
        }
    }

    @Test func aTruncatedPageKeepsNoOtherPageFromBeingUpdated() async throws {
        try await Self.withTenFields { workspace, portal async throws in
            Self.change(LoopbackPortal.document("box.get", path: "/demo/v1/box", fields: []), in: portal)
            portal[FetchTests.thing]?.content = LoopbackPortal.document(
                "thing.get", path: "/demo/v1/thing", fields: [(0, "name", "string"), (0, "more", "int")])
            portal[FetchTests.thing]?.updateTime = "1820618210000"
            let run = await UpdateTests.run("update", in: workspace, portal)
            #expect(run.status == .problems && run.output.contains("response.more: the field is new"))
            #expect(workspace.read("specs/demo/v1/thing.get.json")?.contains("\"more\"") == true)
            #expect(workspace.read("specs/demo/v1/box.get.json")?.contains("field_9") == true)
        }
    }

    @Test func aRenamedFieldIsOneLine() async throws {
        try await Self.withTenFields { workspace, portal async throws in
            var fields = Self.tenFields
            fields[3].name = "renamed"
            Self.change(LoopbackPortal.document("box.get", path: "/demo/v1/box", fields: fields), in: portal)
            let run = await UpdateTests.run("update", "--format", "markdown", in: workspace, portal)
            #expect(run.status == .breaking)
            #expect(
                run.output.hasSuffix(
                    """
                    - **breaking**: response.renamed: the field is named renamed instead of field_3; in Swift, \
                    `Get.Response.renamed` instead of `Get.Response.field3`
                    """), "\(run.output)")
            #expect(run.output.split(separator: "\n").count { $0.hasPrefix("- ") } == 1)
        }
    }

    /// The report in the article is what the tool prints.
    @Test func theArticleShowsAReport() async throws {
        try await UpdateTests.withWorkspace { workspace, portal async throws in
            let folder = "/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/demo-v1"
            func page(_ name: String, _ fields: [(level: Int, name: String, type: String)], _ values: [Int] = []) {
                let items = values.map { "<md-enum-item key=\"\($0)\" >选项 \($0)</md-enum-item>\n" }.joined()
                let content = LoopbackPortal.document("\(name).get", path: "/demo/v1/\(name)", fields: fields)
                portal["\(folder)/\(name)/get"] = .init(
                    title: "获取\(name)",
                    content: values.isEmpty
                        ? content
                        : content.replacing(
                            "<md-dt-td></md-dt-td></md-dt-tr>",
                            with: "<md-dt-td>\n\n**可选值有**：\n<md-enum>\n\(items)</md-enum>\n</md-dt-td></md-dt-tr>"))
                portal["\(folder)/\(name)/get"]?.updateTime = "1720618210000"
            }
            for path in [FetchTests.thing, FetchTests.things, FetchTests.box] { portal[path] = nil }
            let fields = Self.tenFields
            page("gone", Array(fields.prefix(1)))
            page("moved", Array(fields.prefix(1)))
            page("truncated", Array(fields.prefix(4)))
            page("renamed", [(0, "name", "string"), (0, "kind", "string")])
            page("value", [(0, "state", "int")], [1, 2, 3])
            _ = await UpdateTests.run("update", "demo-v1", in: workspace, portal)
            let moved = portal["\(folder)/moved/get"]
            for name in ["gone", "moved"] { portal["\(folder)/\(name)/get"] = nil }
            portal["\(folder)/basics/moved/get"] = moved
            page("truncated", Array(fields.prefix(1)))
            page("renamed", [(0, "title", "string"), (0, "kind", "string")])
            page("value", [(0, "state", "int")], [1, 3])
            for name in ["truncated", "renamed", "value"] {
                portal["\(folder)/\(name)/get"]?.updateTime = "1820618210000"
            }
            let report = await UpdateTests.run("update", "--format", "markdown", in: workspace, portal).output
            let article = try String(
                contentsOf: RepositoryFiles.root.appendingPathComponent(
                    "Sources/feishu-codegen/Documentation.docc/KeepingUp.md"), encoding: .utf8)
            #expect(article.contains("```markdown\n\(report)\n```"), "\(report)")
        }
    }
}
