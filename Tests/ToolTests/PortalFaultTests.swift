import Foundation
import LoopbackPlatform
import Testing

@testable import feishu_codegen

/// A portal that is slow, broken, busy, or not what it was.
@Suite struct PortalFaultTests {
    private static func withWorkspace(_ body: (Workspace, LoopbackPortal) async throws -> Void) async throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        try await body(workspace, try FetchTests.portal())
    }

    private static let thing = FetchTests.thing

    /// One document fails, and the others are fetched all the same.
    @Test func aDocumentThatCannotBeFetchedIsReported() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal.fail(Self.thing, .init(status: 404, headers: ["X-Tt-Logid": "abc"], "no"))
            let run = await FetchTests.run(["fetch", "demo-v1"], in: workspace, portal)
            #expect(run.status == .problems)
            #expect(run.errors.contains("HTTP status 404 [portal-failed]\n    note: log id: abc"))
            #expect(
                try workspace.snapshot(of: "specs/documents").keys.sorted() == [
                    "demo-v1.box.get.md", "demo-v1.thing.list.md",
                ])
        }
    }

    @Test func aTreeThatIsNotOneEndsTheRun() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal.serveTree("<html>")
            let run = await FetchTests.run(["fetch", "demo-v1"], in: workspace, portal)
            #expect(run.status == .problems && run.errors.contains("expected JSON, found a web page"))
        }
    }

    @Test func aPageWithoutTextReplacesNothing() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            _ = await FetchTests.run(["fetch", Self.thing], in: workspace, portal)
            let before = try workspace.snapshot(of: "specs")
            portal[Self.thing]?.content = " \n"
            portal[Self.thing]?.updateTime = "1820618210000"
            let run = await FetchTests.run(["fetch"], in: workspace, portal)
            #expect(run.status == .done && run.errors.contains("[empty-page]"))
            #expect(try workspace.snapshot(of: "specs") == before)
        }
    }

    // MARK: The tree

    /// Nothing that the portal says leaves the folder of the documents, becomes an option, or controls a terminal.
    @Test func hostileNodesAreReportedAndLeftOut() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            func node(_ path: String, _ title: String = "标题", items: String = "null") -> String {
                """
                {"id": 1, "name": "\(title)", "type": "DocumentType", "fullPath": "\(path)", "updateTime": "1", "items": \(items)}
                """
            }
            let good = "/a/demo-v1/good"
            portal[good] = .init(
                title: "\u{1B}]0;x\u{7}好\n---\nfullPath: /evil",
                content: LoopbackPortal.document("good.get", path: "/demo/v1/good"))
            let hostile = "/x/uAbCdEfGhIjK"
            portal["/a/demo-v1/-rf"] = .init(content: LoopbackPortal.document("minus.get", path: "/demo/v1/minus"))
            let nodes = [
                node(good, "\\u001b]0;x\\u0007好\\n---\\nfullPath: /evil", items: "[\(node(good, "自己"))]"),
                node(good, "第二"), node("/a/../../../etc/passwd"), node("/a/%2e%2e/b"), node("relative"), node(""),
                node("/a//b"), node("/a/.hidden"), node("/a/x\\ny"), node("/a/x y"), node("/-rf/--specs"),
                node("/a/demo-v1/-rf"),
            ]
            portal.serveTree(
                "{\"code\": 0, \"data\": {\"items\": [{\"name\": \"d\", \"type\": \"DirectoryType\", \"fullPath\": \"/a/demo-v1\","
                    + " \"items\": [\(nodes.joined(separator: ", "))]}, {\"name\": \"d\", \"fullPath\": "
                    + "\"/x/a\\u001b]0;x\\u0007\\u202e\", \"items\": [\(node(hostile)), \(node("/reference"))]}]}}")
            portal[hostile] = .init(content: "text")
            portal["/reference"] = .init(content: "text")
            let run = await FetchTests.run(["fetch", good, "/a/demo-v1/-rf", "demo-v1/good"], in: workspace, portal)
            #expect(run.status == .done)
            #expect(run.errors.count { $0 == "\u{1B}" || $0 == "\u{7}" } == 0)
            #expect(run.errors.components(separatedBy: "[unusable-page]").count == 1 + 10)
            let files = try workspace.snapshot(of: "specs/documents")
            #expect(files.keys.sorted() == ["a.demo-v1.-rf.md", "a.demo-v1.good.md"])
            let text = try #require(workspace.read("specs/documents/a.demo-v1.good.md"))
            #expect(text.contains("\nfullPath: \(good)\n") && !text.contains("\nfullPath: /evil"))
            let list = await FetchTests.run(["fetch", "--list"], in: workspace, portal)
            #expect(!list.output.contains("\u{1B}"))
            let others = await FetchTests.run(["fetch", hostile, "/reference"], in: workspace, portal)
            #expect(others.output.contains("Created specs/documents/x.uAbCdEfGhIjK.md\n"))
            #expect(!others.output.contains("\u{1B}") && !others.output.contains("\u{202E}"))
            #expect(workspace.read("specs/documents/reference.md") != nil)
        }
    }

    @Test func aTreeOfTwoThousandDocumentsIsRead() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            for number in 0..<2_000 {
                portal["/a/many-v1/folder\(number / 20)/page\(number)"] = .init(content: "")
            }
            let run = await FetchTests.run(["fetch", "--list", "many"], in: workspace, portal)
            #expect(run.output.hasSuffix("2000 documents, 0 with a spec."))
        }
    }

    @Test(arguments: ["http://example.com", "ftp://127.0.0.1", "portal", "http://127.0.0.1.example.com"])
    func anotherHostIsRefused(host: String) async throws {
        let run = await Workspace.run(["fetch", "--host", host], portal: PortalConnection())
        #expect(run.status == .problems && run.errors.contains("expected feishu, lark or an https URL"))
    }
}
