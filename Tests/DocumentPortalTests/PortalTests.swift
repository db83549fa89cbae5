import FeishuRuntime
import Foundation
import LoopbackPlatform
import SourceText
import Testing

@testable import DocumentPortal

/// Portals that are slow, broken, busy or incompatible.
@Suite struct PortalTests {
    /// The delays between attempts, which are recorded but take no time.
    private final class Waits: @unchecked Sendable {
        private let lock = NSLock()
        private var waits: [Duration] = []

        var all: [Duration] { lock.withLock { waits } }
        func add(_ wait: Duration) { lock.withLock { waits.append(wait) } }
    }

    private static let thing = "/a/demo-v1/thing"
    private static let box = "/a/demo-v1/box"

    private static func portal(
        at served: LoopbackPortal, waits: Waits = Waits(), totalTimeout: Duration = .seconds(60)
    ) throws -> Portal {
        Portal(
            at: try PortalHost(served.url), language: "zh-CN", version: "1",
            transport: FeishuURLSessionTransport(
                totalTimeout: totalTimeout, maximumResponseSize: Portal.maximumResponseSize),
            wait: { waits.add($0) })
    }

    private static func page(_ path: String) -> PortalPage {
        PortalPage(fullPath: path, title: "t", updateTime: nil, folders: [])
    }

    private static func served() throws -> LoopbackPortal {
        try LoopbackPortal([thing: .init(content: "thing"), box: .init(content: "box")])
    }

    @Test(arguments: [
        [LoopbackServer.Reply(status: 500, "no"), .init(status: 502, "no")], [nil],
        [.init("{\"code\": 0, \"data\": {\"content\": \"abc")],
    ])
    func aFailureThatPassesIsRepeated(replies: [LoopbackServer.Reply?]) async throws {
        let served = try Self.served()
        for reply in replies { served.fail(Self.thing, reply) }
        let waits = Waits()
        let content = try await Self.portal(at: served, waits: waits).content(of: Self.page(Self.thing))
        #expect(content.text == "thing")
        // URLSession can retry a request whose connection was closed.
        #expect(replies.first.map { $0 == nil } ?? false || waits.all.count == replies.count)
        #expect(waits.all.allSatisfy { $0 > .zero && $0 < .seconds(10) })
    }

    @Test func theWaitThatThePortalAsksForIsKept() async throws {
        let served = try Self.served()
        served.fail(Self.thing, .init(status: 429, headers: ["Retry-After": "7"], "slow down"))
        let waits = Waits()
        _ = try await Self.portal(at: served, waits: waits).content(of: Self.page(Self.thing))
        #expect(waits.all.count == 1 && waits.all.allSatisfy { $0 >= .seconds(7) && $0 < .seconds(8) })
    }

    /// A delay that the portal requests applies to all requests.
    @Test func aPortalThatWantsNoMoreRequestsGetsNone() async throws {
        let served = try Self.served()
        served.fail(Self.thing, .init(status: 429, headers: ["Retry-After": "300"], "no"))
        let portal = try Self.portal(at: served)
        await #expect(throws: Failure.self) { try await portal.content(of: Self.page(Self.thing)) }
        let error = await #expect(throws: Failure.self) { try await portal.content(of: Self.page(Self.box)) }
        #expect(error?.diagnostics.first?.message.contains("because earlier requests failed") == true)
        #expect(served.requests() == [Self.thing])
    }

    @Test(arguments: [
        (Array(repeating: LoopbackServer.Reply(status: 500, "no"), count: 4), "HTTP status 500, after 4 attempts"),
        (
            [.init(status: 404, headers: ["X-Tt-Logid": "abc"], "no")],
            "HTTP status 404 [portal-failed]\n    note: log id: abc"
        ),
        (
            [.init(status: 503, headers: ["Retry-After": "3600"], "no")],
            "HTTP status 503 [portal-failed]\n    note: the portal requested a delay of 3600.0 seconds"
        ),
        (
            [.init("<html>Log in</html>")],
            "expected JSON, found a web page [portal-failed]\n    note: the portal may have"
        ),
        ([.init("")], "expected JSON, found something else"),
        ([.init("{\"code\": 5, \"msg\": \"no\"}")], "the portal returned no data: code 5, message \"no\""),
        ([.init("{\"code\": 0, \"data\": [1]}")], "the portal returned no data: code 0"),
        ([.init("{\"code\": 0, \"data\": {\"content\": [1]}}")], "expected a string for \"content\" of the document"),
        ([.init(String(repeating: " ", count: 33 << 20))], "the response is larger than 32 MiB"),
        (
            [.init(status: 302, headers: ["Location": "https://example.com/document"], "")],
            "redirected to another host: https://example.com/document"
        ),
        (
            Array(repeating: .init(status: 302, headers: ["Location": "?fullPath=\(thing)"], ""), count: 6),
            "redirected more than 5 times"
        ),
    ])
    func aDocumentThatCannotBeFetchedIsAnError(replies: [LoopbackServer.Reply], message: String) async throws {
        let served = try Self.served()
        for reply in replies { served.fail(Self.thing, reply) }
        let portal = try Self.portal(at: served)
        let error = await #expect(throws: Failure.self) { try await portal.content(of: Self.page(Self.thing)) }
        let text = try #require(error).diagnostics.map(\.rendered).joined(separator: "\n")
        #expect(text.contains(message), "\(text.prefix(300))")
    }

    @Test func aDocumentThatDripsIsGivenUp() async throws {
        let served = try Self.served()
        let isDone = DispatchSemaphore(value: 0)
        defer { for _ in 0..<4 { isDone.signal() } }
        let drip = LoopbackServer.Reply("{\"code\": 0", pause: { isDone.wait() })
        served.fail(Self.thing, drip, drip, drip, drip)
        let portal = try Self.portal(at: served, totalTimeout: .milliseconds(300))
        let error = await #expect(throws: Failure.self) { try await portal.content(of: Self.page(Self.thing)) }
        #expect(error?.diagnostics.first?.message.contains("the response is not complete within 0.3 seconds") == true)
    }

    @Test func aRedirectWithinThePortalIsFollowed() async throws {
        let served = try Self.served()
        served.fail(
            Self.thing,
            .init(
                status: 307, headers: ["Location": "/document_portal/v1/document/get_detail?fullPath=\(Self.box)"], ""))
        #expect(try await Self.portal(at: served).content(of: Self.page(Self.thing)).text == "box")
        #expect(served.requests() == [Self.thing, Self.box])
    }

    // MARK: The tree

    @Test(arguments: [
        ("<html>", "expected JSON, found a web page"), ("{\"code\": 0, \"data\": {}}", "has no list \"items\""),
        ("{\"code\": 0, \"data\": {\"items\": []}}", "has no documents"),
        ("{\"code\": 1, \"msg\": \"\\u001b[31mno\"}", "message \"\u{FFFD}[31mno\""),
        (String(repeating: "[", count: 100_000), "expected JSON"),
        ("{\"code\": 0, \"data\": {\"items\": " + String(repeating: "[", count: 100_000), "not valid JSON"),
    ])
    func aTreeThatIsNotOneIsAnError(tree: String, message: String) async throws {
        let served = try Self.served()
        served.serveTree(tree)
        let portal = try Self.portal(at: served)
        let error = await #expect(throws: Failure.self) { try await portal.tree() }
        let text = try #require(error).diagnostics.map(\.rendered).joined(separator: "\n")
        #expect(text.contains(message), "\(text.prefix(300))")
    }

    @Test func aPageIsFoundByItsAddressAndByItsFolder() async throws {
        let served = try Self.served()
        let portal = try Self.portal(at: served)
        let search = PageSearch(try await portal.tree(), at: portal.host, references: [])
        #expect(
            try search.pages(at: "https://open.feishu.cn/document\(Self.thing)?lang=zh").map(\.fullPath) == [Self.thing]
        )
        #expect(try Set(search.pages(at: "demo-v1").map(\.fullPath)) == [Self.thing, Self.box])
        #expect(throws: Failure.self) { try search.pages(at: "no-such-folder") }
    }

    // MARK: Hosts

    @Test(arguments: ["http://example.com", "ftp://127.0.0.1", "portal", "http://127.0.0.1.example.com"])
    func anotherHostIsRefused(host: String) {
        let error = #expect(throws: Failure.self) { try PortalHost(host) }
        #expect(error?.diagnostics.first?.message.contains("expected feishu, lark or an https URL") == true)
    }

    @Test(
        arguments: [
            ("https://open.feishu.cn/document/a/b?x=1", "https://open.feishu.cn/document/a/b"),
            ("https://OPEN.larksuite.com/document/a/", "https://open.larksuite.com/document/a"),
            ("https://example.com/document/a", nil), ("https://open.feishu.cn/other/a", nil),
            ("https://user@open.feishu.cn/document/a", nil),
        ] as [(String, String?)])
    func anAddressOfThePortalHasOneSpelling(address: String, normalized: String?) {
        #expect(PortalHost.feishu.normalized(address) == normalized)
    }
}
