import Foundation
import LoopbackPlatform
import Testing

@testable import feishu_codegen

/// A page that moved is found by the endpoint that it describes, and its spec keeps what people wrote into it.
@Suite struct MovedPageTests {
    private static let moved = "/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/demo-v2/object/read"

    private static func withWorkspace(_ body: (Workspace, LoopbackPortal) async throws -> Void) async throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        let portal = try FetchTests.portal()
        _ = await FetchTests.run(["update", "demo-v1"], in: workspace, portal)
        _ = portal.requests()
        try await body(workspace, portal)
    }

    @Test func aPageWithTheSameTitleAndEndpointIsFollowed() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let spec = try #require(workspace.read("specs/demo/v1/thing.get.json"))
            try workspace.write(
                spec.replacing("\"method\": \"GET\"", with: "\"idempotent\": false,\n  \"method\": \"GET\""),
                to: "specs/demo/v1/thing.get.json")
            portal[Self.moved] = portal[FetchTests.thing]
            portal[FetchTests.thing] = nil
            let run = await FetchTests.run(["update"], in: workspace, portal)
            #expect(run.errors.contains("[moved-page]") && !run.errors.contains("[gone-page]"))
            let after = try #require(workspace.read("specs/demo/v1/thing.get.json"))
            #expect(after.contains("\"fullPath\": \"\(Self.moved)\"") && after.contains("\"idempotent\": false"))
            #expect(workspace.read("specs/documents/demo-v1.thing.get.md")?.contains(Self.moved) == true)
        }
    }

    @Test func thePortalCanKnowWhereAPageIs() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal[Self.moved] = portal[FetchTests.thing]
            portal[Self.moved]?.title = "另一个标题"
            portal[Self.moved]?.readablePaths = [FetchTests.thing]
            portal[FetchTests.thing] = nil
            let run = await FetchTests.run(["update"], in: workspace, portal)
            #expect(run.errors.contains("[moved-page]") && !run.errors.contains("[gone-page]"))
        }
    }

    @Test func aPageOfAnotherEndpointWithTheSameTitleIsNotFollowed() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let before = workspace.read("specs/documents/demo-v1.thing.get.md")
            portal[Self.moved] = .init(
                title: "获取东西", content: LoopbackPortal.document("object.read", path: "/demo/v2/objects"))
            portal[FetchTests.thing] = nil
            let run = await FetchTests.run(["update"], in: workspace, portal)
            #expect(run.errors.contains("[gone-page]") && !run.errors.contains("[moved-page]"))
            #expect(workspace.read("specs/documents/demo-v1.thing.get.md") == before)
        }
    }

    @Test func aPageThatThePortalServesWithoutListingItIsNotGone() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal.serveTree(
                """
                {"code": 0, "data": {"items": [{"id": 103, "name": "s", "type": "DirectoryType", "fullPath": "/s", "items":
                [{"id": 1, "name": "x", "type": "DocumentType", "fullPath": "/x", "updateTime": "1", "items": null}]}]}}
                """)
            let run = await FetchTests.run(["fetch"], in: workspace, portal)
            #expect(run.errors.contains("[unlisted-page]") && !run.errors.contains("[gone-page]"))
        }
    }

    @Test func anAddressOfAStoredDocumentFindsItsNewPlace() async throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        let portal = try FetchTests.portal()
        portal[FetchTests.thing]?.readablePaths = ["/server-docs/thing"]
        let address = "https://open.feishu.cn/document/server-docs/thing"
        _ = await FetchTests.run(["update", address], in: workspace, portal)
        portal[Self.moved] = portal[FetchTests.thing]
        portal[FetchTests.thing] = nil
        let run = await FetchTests.run(["update", address], in: workspace, portal)
        #expect(run.errors.contains("[moved-page]") && run.output.contains("0 new, 1 changed"))
    }

    @Test func addressesOfSeveralPortalsAreRefused() async throws {
        let run = await Workspace.run(
            ["fetch", "https://open.feishu.cn/document/a/b", "https://open.larksuite.com/document/a/b"],
            portal: PortalConnection())
        #expect(run.status == .problems && run.errors.contains("[several-hosts]"))
    }

    @Test func aPageThatIsNamedTwiceIsFetchedOnce() async throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        let portal = try FetchTests.portal()
        portal[FetchTests.thing]?.readablePaths = ["/server-docs/thing"]
        let address = "https://open.feishu.cn/document/server-docs/thing"
        let run = await FetchTests.run(["fetch", FetchTests.thing, address, "thing/get"], in: workspace, portal)
        #expect(run.output.contains("1 new, 0 changed"))
    }
}
