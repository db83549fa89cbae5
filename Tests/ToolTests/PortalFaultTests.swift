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

    @Test(arguments: [
        [LoopbackServer.Reply(status: 500, "no"), .init(status: 502, "no")], [nil],
        [.init("{\"code\": 0, \"data\": {\"content\": \"abc")],
    ])
    func aFailureThatPassesIsRepeated(replies: [LoopbackServer.Reply?]) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            for reply in replies { portal.fail(Self.thing, reply) }
            let waits = FetchTests.Waits()
            let run = await FetchTests.run(["fetch", Self.thing], in: workspace, portal, waits: waits)
            #expect(run.status == .done && run.errors == "")
            // URLSession can itself repeat a request whose connection was closed.
            #expect(replies.first.map { $0 == nil } ?? false || waits.all.count == replies.count)
            #expect(waits.all.allSatisfy { $0 > .zero && $0 < .seconds(10) })
        }
    }

    @Test func theWaitThatThePortalAsksForIsKept() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal.fail(Self.thing, .init(status: 429, headers: ["Retry-After": "7"], "slow down"))
            let waits = FetchTests.Waits()
            let run = await FetchTests.run(["fetch", Self.thing], in: workspace, portal, waits: waits)
            #expect(run.status == .done && waits.all.count == 1)
            #expect(waits.all.allSatisfy { $0 >= .seconds(7) && $0 < .seconds(8) })
        }
    }

    /// Whether the other documents are fetched before it is a question of their order.
    @Test func aLongWaitIsNotKept() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal.fail(Self.thing, .init(status: 503, headers: ["Retry-After": "3600"], "no"))
            let run = await FetchTests.run(["fetch", "demo-v1"], in: workspace, portal)
            #expect(run.status == .problems)
            #expect(
                run.errors.contains(
                    "HTTP status 503 [portal-failed]\n    note: the portal asks to wait 3600.0 seconds"))
        }
    }

    /// What the portal asks of one request holds for all of them.
    @Test func aPortalThatWantsNoMoreRequestsGetsNone() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            for number in 0..<40 {
                let path = "/a/many-v1/page\(number)"
                portal[path] = .init(content: "text")
                portal.fail(path, .init(status: 429, headers: ["Retry-After": "300"], "no"))
            }
            let run = await FetchTests.run(["fetch", "many-v1"], in: workspace, portal)
            #expect(run.status == .problems && portal.requests().count <= 10)
            #expect(run.errors.contains("not requested, because the requests before it failed"))
        }
    }

    /// One document fails, and the others are fetched all the same.
    @Test(arguments: [
        (Array(repeating: LoopbackServer.Reply(status: 500, "no"), count: 4), "HTTP status 500, after 4 attempts"),
        (
            [.init(status: 404, headers: ["X-Tt-Logid": "abc"], "no")],
            "HTTP status 404 [portal-failed]\n    note: log id: abc"
        ),
        (
            [.init("<html>Log in</html>")],
            "expected JSON, found a web page [portal-failed]\n    note: the portal may have"
        ),
        ([.init("")], "expected JSON, found something else"),
        ([.init("{\"code\": 5, \"msg\": \"no\"}")], "the portal refused: code 5, message \"no\""),
        ([.init("{\"code\": 0, \"data\": [1]}")], "the portal refused: code 0"),
        ([.init("{\"code\": 0, \"data\": {\"content\": [1]}}")], "has a \"content\" that is not text [portal-changed]"),
        ([.init(String(repeating: " ", count: 33 << 20))], "the response has more than 32 MiB"),
        (
            [.init(status: 302, headers: ["Location": "https://example.com/document"], "")],
            "redirected to another host: https://example.com/document"
        ),
        (
            Array(repeating: .init(status: 302, headers: ["Location": "?fullPath=\(thing)"], ""), count: 6),
            "redirected more than 5 times"
        ),
    ])
    func aDocumentThatCannotBeFetchedIsReported(replies: [LoopbackServer.Reply], message: String) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            for reply in replies { portal.fail(Self.thing, reply) }
            let run = await FetchTests.run(["fetch", "demo-v1"], in: workspace, portal)
            #expect(run.status == .problems && run.errors.contains(message), "\(run.errors.prefix(300))")
            #expect(
                try workspace.snapshot(of: "specs/documents").keys.sorted() == [
                    "demo-v1.box.get.md", "demo-v1.thing.list.md",
                ])
        }
    }

    @Test func aDocumentThatDripsIsGivenUp() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let isDone = DispatchSemaphore(value: 0)
            defer { for _ in 0..<4 { isDone.signal() } }
            let drip = LoopbackServer.Reply("{\"code\": 0", pause: { isDone.wait() })
            portal.fail(Self.thing, drip, drip, drip, drip)
            let run = await FetchTests.run(
                ["fetch", "demo-v1"], in: workspace, portal, totalTimeout: .milliseconds(300))
            #expect(run.errors.contains("the response is not complete within 0.3 seconds"))
            #expect(try workspace.snapshot(of: "specs/documents").count == 2)
        }
    }

    @Test func aRedirectWithinThePortalIsFollowed() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let query = "fullPath=\(FetchTests.box)"
            portal.fail(
                Self.thing,
                .init(status: 307, headers: ["Location": "/document_portal/v1/document/get_detail?\(query)"], ""))
            #expect(await FetchTests.run(["fetch", Self.thing], in: workspace, portal).status == .done)
            #expect(portal.requests() == ["tree", Self.thing, FetchTests.box])
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

    @Test(arguments: [
        ("<html>", "expected JSON, found a web page"), ("{\"code\": 0, \"data\": {}}", "has no list \"items\""),
        ("{\"code\": 0, \"data\": {\"items\": []}}", "has no documents"),
        ("{\"code\": 1, \"msg\": \"\\u001b[31mno\"}", "message \"\u{FFFD}[31mno\""),
        (String(repeating: "[", count: 100_000), "expected JSON"),
        ("{\"code\": 0, \"data\": {\"items\": " + String(repeating: "[", count: 100_000), "no valid JSON"),
    ])
    func aTreeThatIsNotOneEndsTheRun(tree: String, message: String) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal.serveTree(tree)
            let run = await FetchTests.run(["fetch", "demo-v1"], in: workspace, portal)
            #expect(run.status == .problems && run.errors.contains(message), "\(run.errors.prefix(300))")
        }
    }

    /// Nothing that the portal says leaves the folder of the documents, becomes an option, or controls a terminal.
    @Test func hostileNodesAreReportedAndLeftOut() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            func node(_ path: String, _ title: String = "标题", items: String = "null") -> String {
                """
                {"id": 1, "name": "\(title)", "type": "DocumentType", "fullPath": "\(path)", "updateTime": "1", "items": \(items)}
                """
            }
            let good = "/a/demo-v1/good"
            portal[good] = .init(content: LoopbackPortal.document("good.get", path: "/demo/v1/good"))
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
            let run = await FetchTests.run(["fetch", good, "/a/demo-v1/-rf"], in: workspace, portal)
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
            #expect(others.output.contains("Created specs/documents/uAbCdEfGhIjK.md\n"))
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
            #expect(run.output.hasSuffix("2000 documents, 0 of them with a spec."))
        }
    }

    @Test(arguments: ["http://example.com", "ftp://127.0.0.1", "portal", "http://127.0.0.1.example.com"])
    func anotherHostIsRefused(host: String) async throws {
        let run = await Workspace.run(["fetch", "--host", host], portal: PortalConnection())
        #expect(run.status == .problems && run.errors.contains("expected feishu, lark or an https URL"))
    }
}
