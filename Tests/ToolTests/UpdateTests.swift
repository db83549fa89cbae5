import Foundation
import LoopbackPlatform
import Testing

@testable import feishu_codegen

/// From the portal to Swift files in one command.
@Suite struct UpdateTests {
    static func withWorkspace(_ body: (Workspace, LoopbackPortal) async throws -> Void) async throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        try await body(workspace, try FetchTests.portal())
    }

    /// The folder's paths in texts of specs begin at the working folder.
    static func run(
        _ arguments: String..., in workspace: Workspace, _ portal: LoopbackPortal, fileWriter: FileWriter = FileWriter()
    )
        async -> Workspace.Run
    {
        await FetchTests.run(arguments, in: workspace, portal, fileWriter: fileWriter)
    }

    /// The files that differ between two snapshots.
    static func changed(_ before: [String: String], _ after: [String: String]) -> [String] {
        Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    }

    @Test func anAddressBecomesACall() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let address = "https://open.feishu.cn/document/server-docs/demo-v1/thing/get"
            portal[FetchTests.thing]?.readablePaths = ["/server-docs/demo-v1/thing/get"]
            let run = await Self.run("update", address, in: workspace, portal)
            #expect(run.status == .done && run.errors == "")
            #expect(portal.requests() == ["/server-docs/demo-v1/thing/get"])
            #expect(
                run.output == """
                    Created specs/documents/demo-v1.thing.get.md
                    Fetched 1 document into specs/documents: 1 new, 0 changed, 0 unchanged; 1 request, 0 warnings, 0 errors.
                    The portal has no usable schema for 1 fetched document, such as \(FetchTests.thing); the page and its samples are all that is known about it.
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

    /// A page that the portal has in one language alone is read in that one.
    @Test func aPageInAnotherLanguageIsKept() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await Self.run("update", "demo-v1", "--language", "en-US", in: workspace, portal)
            #expect(run.output.contains("only in another language; they are read in that one."), "\(run.output)")
            let specs = try workspace.snapshot(of: "specs").filter { $0.key.hasPrefix("demo/") }.values
            #expect(!specs.isEmpty && specs.allSatisfy { $0.contains("\"language\": \"zh\"") })
            // It is said once.
            let again = await Self.run("update", "demo-v1", "--language", "en-US", in: workspace, portal)
            #expect(!again.output.contains("another language"))
        }
    }

    /// The form of other languages is not known.
    @Test func aDocumentWithUnknownHeadingsChangesNothingFromImportOn() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal[FetchTests.box]?.content = """
                # Get a box

                ## リクエスト
                | Basic | |
                | --- | --- |
                | HTTP URL | https://open.larksuite.com/open-apis/demo/v1/boxes |
                | HTTP Method | GET |

                ## レスポンス
                """
            let run = await Self.run("update", "demo-v1", "--language", "ja-JP", in: workspace, portal)
            #expect(portal.lastHeaders["accept-language"] == "ja-JP")
            #expect(run.status == .problems && run.errors.contains("note: unknown headings: リクエスト, レスポンス"))
            #expect(
                run.errors.contains(
                    """
                    note: the page is in ja-JP, and only Chinese and English pages can be read; to fetch one, run \
                    feishu-codegen update --specs specs --host \(portal.url) --output out --language en-US demo-v1
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
}
