import Foundation
import LoopbackPlatform
import RepositoryFiles
import Testing

@testable import feishu_codegen

/// From the portal to Swift files in one command.
@Suite struct UpdateTests {
    private static func withWorkspace(_ body: (Workspace, LoopbackPortal) async throws -> Void) async throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        try await body(workspace, try FetchTests.portal())
    }

    /// The folder's paths in texts of specs begin at the working folder.
    private static func run(
        _ arguments: String..., in workspace: Workspace, _ portal: LoopbackPortal, fileWriter: FileWriter = FileWriter()
    )
        async -> Workspace.Run
    {
        await FetchTests.run(arguments, in: workspace, portal, fileWriter: fileWriter)
    }

    /// The files that differ between two snapshots.
    private static func changed(_ before: [String: String], _ after: [String: String]) -> [String] {
        Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    }

    @Test func anAddressBecomesACall() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let address = "https://open.feishu.cn/document/server-docs/demo-v1/thing/get"
            let run = await Self.run("update", address, in: workspace, portal)
            #expect(run.status == .done && run.errors == "")
            #expect(
                run.output == """
                    Created specs/documents/demo-v1.thing.get.md
                    Fetched 1 document into specs/documents: 1 new, 0 changed, 0 unchanged; 2 requests, 0 warnings, 0 errors.
                    Created specs/demo/v1/thing.get.json: client.demo.v1.thing.get()
                    Read 1 document with 1 field into specs: 1 spec new, 0 changed, 0 unchanged; 0 warnings.
                    Created out/Demo/V1/Demo.V1.Thing.Get.swift: client.demo.v1.thing.get()
                    Created out/Demo/Feishu+Demo.swift
                    Created out/Feishu+Endpoints.swift
                    Generated 1 endpoint into out: 3 files new, 0 changed, 0 removed, 0 unchanged.
                    demo.v1.thing.get (获取东西)
                      compatible: the endpoint is new
                    """)
            let spec = try #require(workspace.read("specs/demo/v1/thing.get.json"))
            #expect(
                spec.contains("\"fullPath\": \"\(FetchTests.thing)\"") && spec.contains("\"updated\": \"2024-07-10\""))
            #expect(spec.contains("\"url\": \"\(address)\""))
        }
    }

    /// Two ids with the same letters would be one name in Swift.
    @Test func anIDThatCollidesKeepsNoOtherPageFromBeingUpdated() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal["/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/demo-v1/thing/other"] = .init(
                title: "其他", content: LoopbackPortal.document("Thing.get", path: "/demo/v1/Thing2"))
            let run = await Self.run("update", "demo-v1", in: workspace, portal)
            #expect(run.status == .done, "\(run)")
            #expect(
                run.output.contains("client.demo.v1.thing.list()") && run.output.contains("client.demo.v1.thing2.get()")
            )
            #expect(run.errors.contains("[taken-id]"))
        }
    }

    /// The date of one response must not keep all later changes from being fetched.
    @Test func aDateInTheFutureIsNotBelieved() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            for date in ["9223372036854775807", "99999999999999999999", "4102444800000"] {
                portal[FetchTests.thing]?.updateTime = date
                portal[FetchTests.thing]?.ownUpdateTime = date
                let run = await Self.run("update", FetchTests.thing, in: workspace, portal)
                #expect(run.errors.contains("[future-date]") == (date != "99999999999999999999"), "\(run.errors)")
                #expect(workspace.read("specs/documents/demo-v1.thing.get.md")?.contains(date) == false)
            }
            portal[FetchTests.thing]?.updateTime = "1720618210000"
            portal[FetchTests.thing]?.ownUpdateTime = "1720618210000"
            portal[FetchTests.thing]?.content = LoopbackPortal.document(
                "thing.get", path: "/demo/v1/thing", fields: [(0, "later", "string")])
            let run = await Self.run("update", FetchTests.thing, in: workspace, portal)
            #expect(run.output.contains("response.later: the field is named later"), "\(run)")
        }
    }

    @Test func aSecondRunRequestsTheTreeAndChangesNothing() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            _ = await Self.run("update", "demo-v1", in: workspace, portal)
            _ = portal.requests()
            let before = try workspace.snapshot(of: ".")
            let run = await Self.run("update", in: workspace, portal)
            #expect(run.status == .done && run.output.hasSuffix("\nNo changes for callers."))
            #expect(portal.requests() == ["tree"])
            #expect(try workspace.snapshot(of: ".") == before)
        }
    }

    @Test func oneChangedDocumentChangesOneSpecAndOneSwiftFile() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            _ = await Self.run("update", "demo-v1", in: workspace, portal)
            portal[FetchTests.box]?.content = LoopbackPortal.document(
                "box.get", path: "/demo/v1/box", fields: [(0, "size", "int")])
            portal[FetchTests.box]?.updateTime = "1820618210000"
            let before = try workspace.snapshot(of: ".")
            let dryRun = await Self.run("update", "--dry-run", in: workspace, portal)
            let report = """
                demo.v1.box.get (获取盒子)
                  warning: specs/documents/demo-v1.box.get.md: facts of the existing spec are missing from this document: \
                1 response field (name) [vanished-facts]
                  compatible: response.size: the field is new
                  breaking: response.name: the field was removed
                  breaking: Swift: `Get.Response.name` was removed
                """
            #expect(dryRun.status == .breaking && dryRun.output == report)
            #expect(try workspace.snapshot(of: ".") == before)
            let run = await Self.run("update", in: workspace, portal)
            #expect(run.status.rawValue == 3 && run.output.hasSuffix(report))
            #expect(
                Self.changed(before, try workspace.snapshot(of: ".")) == [
                    "out/.feishu-codegen-files.json", "out/Demo/V1/Demo.V1.Box.Get.swift", "specs/demo/v1/box.get.json",
                    "specs/documents/demo-v1.box.get.md",
                ])
        }
    }

    @Test(arguments: [("markdown", "### `demo.v1.box.get` 获取盒子\n"), ("json", "[\n  {\n    \"endpoint\": ")])
    func theReportAloneIsPrintedForOtherPrograms(format: String, beginning: String) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await Self.run("update", "box", "--format", format, in: workspace, portal)
            #expect(run.status == .done && run.output.hasPrefix(beginning))
        }
    }

    /// The form of other languages is not known.
    @Test func aDocumentWithUnknownHeadingsChangesNothingFromImportOn() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal[FetchTests.box]?.content = """
                # Get a box

                ## Request
                | Basic | |
                | --- | --- |
                | HTTP URL | https://open.larksuite.com/open-apis/demo/v1/boxes |
                | HTTP Method | GET |

                ## Response
                """
            let run = await Self.run("update", "demo-v1", "--language", "en-US", in: workspace, portal)
            #expect(portal.lastHeaders["accept-language"] == "en-US")
            #expect(run.status == .problems && run.errors.contains("note: unknown headings: Request, Response"))
            #expect(
                run.errors.contains(
                    """
                    note: only Chinese documents are supported; to fetch them, run feishu-codegen update --specs specs \
                    --host \(portal.url) --output out --language zh-CN demo-v1
                    """))
            #expect(run.errors.contains("no specs or Swift files were changed"))
            #expect(try workspace.snapshot(of: "out").isEmpty)
            #expect(try workspace.snapshot(of: "specs").keys.allSatisfy { $0.hasPrefix("documents/") })
        }
    }

    @Test func aPageWithoutAnEndpointIsCounted() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal["/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/demo-v1/overview"] = .init(
                title: "概述", content: "# 概述\n\n## 字段说明\n\n文字。")
            let run = await Self.run("update", "demo-v1", in: workspace, portal)
            #expect(run.status == .done && run.errors == "")
            #expect(run.output.contains("0 warnings; 1 document without an endpoint."))
            _ = portal.requests()
            _ = await Self.run("update", in: workspace, portal)
            #expect(portal.requests() == ["tree"])
        }
    }

    // MARK: All or nothing

    @Test func aSwiftFileThatAPersonEditedStopsTheSpecs() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            _ = await Self.run("update", "demo-v1", in: workspace, portal)
            let path = "out/Demo/V1/Demo.V1.Box.Get.swift"
            try workspace.write((workspace.read(path) ?? "") + "// mine\n", to: path)
            portal[FetchTests.box]?.content = LoopbackPortal.document("box.get", path: "/demo/v1/box", limit: "7 次/秒")
            portal[FetchTests.box]?.updateTime = "1820618210000"
            let specs = workspace.read("specs/demo/v1/box.get.json")
            let run = await Self.run("update", in: workspace, portal)
            #expect(run.status == .problems && run.errors.contains("[edited-file]"))
            #expect(workspace.read("specs/demo/v1/box.get.json") == specs)
        }
    }

    /// At whatever operation on files the run fails, specs and Swift files are as before it.
    @Test func aFullDiskLeavesSpecsAndSwiftFilesAsTheyWere() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            _ = await Self.run("update", "demo-v1", in: workspace, portal)
            func contents() throws -> [[String: Substring]] {
                // Without what runs leave behind, and the times of the last changes.
                try ["specs", "out"].map(workspace.snapshot).map { files in
                    files.filter { !$0.key.contains(".feishu-codegen-") }.mapValues { $0.drop { $0 != " " } }
                }
            }
            var operation = 0
            var count = FetchTests.Waits()
            repeat {
                operation += 1
                portal[FetchTests.box]?.content = LoopbackPortal.document(
                    "box.get", path: "/demo/v1/box", limit: "\(10 + operation) 次/秒")
                portal[FetchTests.box]?.updateTime = "\(1_820_618_210_000 + operation)"
                _ = await Self.run("fetch", in: workspace, portal)
                let before = try contents()
                count = FetchTests.Waits()
                let failing = FileWriter { [operation, count] in
                    count.add(.zero)
                    if count.all.count == operation { throw CocoaError(.fileWriteOutOfSpace) }
                }
                let run = await Self.run("update", in: workspace, portal, fileWriter: failing)
                // Without removing what a run leaves behind, it succeeds.
                if run.status == .problems { #expect(try contents() == before, "operation \(operation)") }
            } while count.all.count >= operation
            #expect(operation > 10)
        }
    }

    // MARK: What the report says about documents

    private static let tenFields = (0..<10).map { (level: 0, name: "field_\($0)", type: "string") }

    /// A portal with a box of ten fields, and a workspace that is up to date with it.
    private static func withTenFields(
        _ body: (Workspace, LoopbackPortal) async throws -> Void
    ) async throws {
        try await withWorkspace { workspace, portal async throws in
            portal[FetchTests.box]?.content = LoopbackPortal.document(
                "box.get", path: "/demo/v1/box", fields: tenFields)
            _ = await run("update", "demo-v1", in: workspace, portal)
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
            let run = await Self.run("update", "--format", format, in: workspace, portal)
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
            let run = await Self.run("update", "--format", "markdown", in: workspace, portal)
            #expect(run.status == .done, "\(run)")
            #expect(run.output.contains("- **warning**: specs/documents/demo-v1.box.get.md: the document moved from "))
            #expect(workspace.read("specs/documents/demo-v1.box.get.md")?.contains("fullPath: \(path)\n") == true)
            let next = await Self.run("update", "--format", "markdown", in: workspace, portal)
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
                let run = await Self.run("update", "--format", format, in: workspace, portal)
                #expect(
                    run.status == .problems && run.output.contains("lost-facts") && run.errors.contains("lost-facts"))
                #expect(!run.output.contains("the field was removed"))
                #expect(
                    try workspace.snapshot(of: "specs/demo").merging(workspace.snapshot(of: "out")) { $1 } == before)
            }
            let run = await Self.run("update", "--accept-loss", "--format", format, in: workspace, portal)
            #expect(run.status == .breaking && run.output.contains("response.field_9"))
            #expect(await Self.run("update", in: workspace, portal).status == .done)
        }
    }

    @Test func aTruncatedPageKeepsNoOtherPageFromBeingUpdated() async throws {
        try await Self.withTenFields { workspace, portal async throws in
            Self.change(LoopbackPortal.document("box.get", path: "/demo/v1/box", fields: []), in: portal)
            portal[FetchTests.thing]?.content = LoopbackPortal.document(
                "thing.get", path: "/demo/v1/thing", fields: [(0, "name", "string"), (0, "more", "int")])
            portal[FetchTests.thing]?.updateTime = "1820618210000"
            let run = await Self.run("update", in: workspace, portal)
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
            let run = await Self.run("update", "--format", "markdown", in: workspace, portal)
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
        try await Self.withWorkspace { workspace, portal async throws in
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
            _ = await Self.run("update", "demo-v1", in: workspace, portal)
            let moved = portal["\(folder)/moved/get"]
            for name in ["gone", "moved"] { portal["\(folder)/\(name)/get"] = nil }
            portal["\(folder)/basics/moved/get"] = moved
            page("truncated", Array(fields.prefix(1)))
            page("renamed", [(0, "title", "string"), (0, "kind", "string")])
            page("value", [(0, "state", "int")], [1, 3])
            for name in ["truncated", "renamed", "value"] {
                portal["\(folder)/\(name)/get"]?.updateTime = "1820618210000"
            }
            let report = await Self.run("update", "--format", "markdown", in: workspace, portal).output
            let article = try String(
                contentsOf: RepositoryFiles.root.appendingPathComponent(
                    "Sources/feishu-codegen/Documentation.docc/KeepingUp.md"), encoding: .utf8)
            #expect(article.contains("```markdown\n\(report)\n```"), "\(report)")
        }
    }

    // MARK: Flattened and raw

    /// A page that a person saved.
    static let flattened = """
        ---
        title: "获取盒子"
        source_url: https://open.feishu.cn/document/server-docs/demo-v1/box/get-2
        ---
        最后更新于 2024-07-10

        # 获取盒子

        ## 请求
        基本 | &nbsp;
        ---|---
        HTTP URL | https://open.feishu.cn/open-apis/demo/v1/box
        HTTP Method | GET

        ## 响应
        ### 响应体
        名称 | 类型 | 描述
        --- | --- | ---
        code | int | 错误码
        msg | string | 错误描述
        data | d | &nbsp;
        owner | owner | 主人
        id | string | ID
        size | int | 大小
        remark | string | 备注
        """

    /// The same page as the portal serves it.
    private static func raw(path: String = "/demo/v1/box", limit: String = "5 次/秒") -> String {
        LoopbackPortal.document(
            "box.get", path: path,
            fields: [(0, "owner", "owner"), (1, "id", "string"), (1, "size", "int"), (0, "remark", "string")],
            limit: limit)
    }

    @Test func theRawFormReplacesAssumedPlaces() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let flattened = Self.flattened
            try workspace.write(flattened, to: "specs/documents/mine.md")
            #expect(workspace.run("import").status == .done)
            let specPath = "specs/demo/v1/box.get.json"
            let imported = try #require(workspace.read(specPath))
            #expect(imported.contains("\"placement\": \"assumed\""))
            try workspace.write(
                imported.replacing(
                    "\"name\": \"remark\",", with: "\"name\": \"remark\",\n        \"swiftName\": \"comment\","),
                to: specPath)
            portal[FetchTests.box]?.content = Self.raw()
            let run = await Self.run("update", in: workspace, portal)
            #expect(
                run.errors.contains(
                    "specs/documents/mine.md: warning: superseded by specs/documents/demo-v1.box.get.md, the raw form of the same page "
                )
            )
            #expect(
                run.output.contains(
                    """
                    Resolved assumed placements in 1 spec: 1 confirmed, 1 corrected.
                      demo.v1.box.get: response.owner.remark is response.remark

                    """))
            let spec = try #require(workspace.read(specPath))
            #expect(!spec.contains("assumed") && spec.contains("\"swiftName\": \"comment\""))
            #expect(workspace.read("specs/documents/mine.md") == flattened)
        }
    }

    /// The saved page stays, and must not bring the old endpoint back.
    @Test(arguments: [true, false])
    func aSupersededPageGivesNoEndpointWhenItsPageChanges(isCopy: Bool) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            try workspace.write(Self.flattened, to: "specs/documents/mine.md")
            _ = workspace.run("import")
            portal[FetchTests.box]?.content = Self.raw()
            _ = await Self.run("update", in: workspace, portal)
            if isCopy {
                let document = try #require(workspace.read("specs/documents/demo-v1.box.get.md"))
                try workspace.write(document, to: "specs/documents/copy.md")
            }
            portal[FetchTests.box]?.content = Self.raw(path: "/demo/v1/crate")
            portal[FetchTests.box]?.updateTime = "1820618210000"
            let run = await Self.run("update", in: workspace, portal)
            #expect(run.status == .breaking)
            let specs = try workspace.snapshot(of: "specs").keys.filter { $0.hasSuffix(".json") }
            #expect(specs.filter { $0.hasPrefix("demo/") } == ["demo/v1/box.get.json"])
            #expect(workspace.read("specs/demo/v1/box.get.json")?.contains("/demo/v1/crate") == true)
        }
    }

    /// Where the portal states no time, what it serves is still what counts.
    @Test func aRawFormWithoutADateSupersedesASavedPage() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            try workspace.write(Self.flattened, to: "specs/documents/mine.md")
            _ = workspace.run("import")
            portal[FetchTests.box]?.updateTime = nil
            portal[FetchTests.box]?.content = Self.raw(limit: "77 次/秒")
            _ = await Self.run("update", in: workspace, portal)
            #expect(workspace.read("specs/demo/v1/box.get.json")?.contains("\"requests\": 77") == true)
        }
    }

    /// Where a run is killed between the folders, the next one says what it would have said.
    @Test func aKilledRunLosesNoReport() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            _ = await Self.run("update", "demo-v1", in: workspace, portal)
            portal[FetchTests.box]?.content = LoopbackPortal.document(
                "box.get", path: "/demo/v1/box", fields: [(0, "size", "int")])
            portal[FetchTests.box]?.updateTime = "1820618210000"
            let old = try #require(workspace.read("specs/demo/v1/box.get.json"))
            let expected = await Self.run("update", "--dry-run", in: workspace, portal)
            _ = await Self.run("update", in: workspace, portal)
            // As if the Swift files had been written, and the specs not.
            try workspace.write(old, to: "specs/demo/v1/box.get.json")
            let run = await Self.run("update", in: workspace, portal)
            #expect(run.status == .breaking && run.output.hasSuffix(expected.output))
        }
    }

    /// An overview can be the address of several saved pages.
    @Test func pagesWithACommonAddressAreSeveral() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            for (name, page) in [("a", FetchTests.things), ("b", FetchTests.thing)] {
                let content = try #require(portal[page]?.content)
                try workspace.write(
                    "---\nsource_url: https://open.feishu.cn/document/overview\nfullPath: \(page)\n---\n\n" + content,
                    to: "specs/documents/\(name).md")
            }
            let run = workspace.run("import")
            #expect(run.output.contains("2 specs new") && !run.errors.contains("same-endpoint"))
        }
    }

    // MARK: The corpus

    /// A quarter of the raw documents of the corpus from an empty folder: the specs are those of importing the files.
    @Test(.enabled(if: Corpus.exists, "there is no corpus next to the repository"))
    func theRawCorpusIsUpdatedInOneRunAndThenNotAtAll() async throws {
        let folder = Corpus.expectedFolder.appendingPathComponent("raw")
        let portal = try LoopbackPortal()
        let paths = RepositoryFiles.paths(in: folder, withExtension: "md").enumerated().filter { $0.offset % 4 == 0 }
            .map(\.element)
        let files = Set(paths.map { folder.appendingPathComponent($0).path })
        for path in paths {
            let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            let parts = text.components(separatedBy: "---\n")
            func value(_ key: String) -> String? {
                parts[1].split(separator: "\n").first { $0.hasPrefix("\(key): ") }.map {
                    String($0.dropFirst(key.count + 2)).trimmingCharacters(in: ["\""])
                }
            }
            let address = try #require(value("source_url"))
            portal[String(address.dropFirst("https://open.feishu.cn/document".count))] = .init(
                title: value("title") ?? "", updateTime: value("updateTime"),
                content: parts.dropFirst(2).joined(separator: "---\n"))
        }
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        let run = await Self.run("update", "server-docs", in: workspace, portal)
        #expect(run.status == .done && portal.requests().count == paths.count + 1)
        #expect(run.output.contains("Generated \(paths.count) endpoints"))
        let again = await Self.run("update", in: workspace, portal)
        #expect(again.status == .done && portal.requests() == ["tree"])

        let imported = try Workspace(in: Workspace.here)
        defer { imported.remove() }
        #expect(
            Workspace.run(
                ["import"] + files.sorted() + ["--specs", imported.folder.appendingPathComponent("specs").path]
            ).status == .done)
        func facts(_ workspace: Workspace) throws -> [String: String] {
            let specs = try workspace.snapshot(of: "specs").keys.filter { $0.hasSuffix(".json") }
            return Dictionary(
                uniqueKeysWithValues: specs.map { path -> (String, String) in
                    let lines = (workspace.read("specs/\(path)") ?? "").split(separator: "\n")
                    return (
                        path,
                        lines.filter { !$0.contains("\"fullPath\": ") && !$0.contains("\"path\": \".build") }
                            .joined(separator: "\n").replacing(#/",\n  },\n  "method"/#, with: "\"\n  },\n  \"method\"")
                    )
                })
        }
        #expect(try facts(workspace) == facts(imported))
    }
}
