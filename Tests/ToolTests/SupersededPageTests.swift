import Foundation
import LoopbackPlatform
import Testing

@testable import feishu_codegen

/// A page that a person saved, and the same page as the portal serves it.
@Suite struct SupersededPageTests {
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
        try await UpdateTests.withWorkspace { workspace, portal async throws in
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
            let run = await UpdateTests.run("update", in: workspace, portal)
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
        try await UpdateTests.withWorkspace { workspace, portal async throws in
            try workspace.write(Self.flattened, to: "specs/documents/mine.md")
            _ = workspace.run("import")
            portal[FetchTests.box]?.content = Self.raw()
            _ = await UpdateTests.run("update", in: workspace, portal)
            if isCopy {
                let document = try #require(workspace.read("specs/documents/demo-v1.box.get.md"))
                try workspace.write(document, to: "specs/documents/copy.md")
            }
            portal[FetchTests.box]?.content = Self.raw(path: "/demo/v1/crate")
            portal[FetchTests.box]?.updateTime = "1820618210000"
            let run = await UpdateTests.run("update", in: workspace, portal)
            #expect(run.status == .breaking)
            let specs = try workspace.snapshot(of: "specs").keys.filter { $0.hasSuffix(".json") }
            #expect(specs.filter { $0.hasPrefix("demo/") } == ["demo/v1/box.get.json"])
            #expect(workspace.read("specs/demo/v1/box.get.json")?.contains("/demo/v1/crate") == true)
        }
    }

    /// Where the portal states no time, what it serves is still what counts.
    @Test func aRawFormWithoutADateSupersedesASavedPage() async throws {
        try await UpdateTests.withWorkspace { workspace, portal async throws in
            try workspace.write(Self.flattened, to: "specs/documents/mine.md")
            _ = workspace.run("import")
            portal[FetchTests.box]?.updateTime = nil
            portal[FetchTests.box]?.content = Self.raw(limit: "77 次/秒")
            _ = await UpdateTests.run("update", in: workspace, portal)
            #expect(workspace.read("specs/demo/v1/box.get.json")?.contains("\"requests\": 77") == true)
        }
    }

    /// Where a run is killed between the folders, the next one says what it would have said.
    @Test func aKilledRunLosesNoReport() async throws {
        try await UpdateTests.withWorkspace { workspace, portal async throws in
            _ = await UpdateTests.run("update", "demo-v1", in: workspace, portal)
            portal[FetchTests.box]?.content = LoopbackPortal.document(
                "box.get", path: "/demo/v1/box", fields: [(0, "size", "int")])
            portal[FetchTests.box]?.updateTime = "1820618210000"
            let old = try #require(workspace.read("specs/demo/v1/box.get.json"))
            let expected = await UpdateTests.run("update", "--dry-run", in: workspace, portal)
            _ = await UpdateTests.run("update", in: workspace, portal)
            // As if the Swift files had been written, and the specs not.
            try workspace.write(old, to: "specs/demo/v1/box.get.json")
            let run = await UpdateTests.run("update", in: workspace, portal)
            #expect(run.status == .breaking && run.output.hasSuffix(expected.output))
        }
    }

    /// An overview can be the address of several saved pages.
    @Test func pagesWithACommonAddressAreSeveral() async throws {
        try await UpdateTests.withWorkspace { workspace, portal async throws in
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
}
