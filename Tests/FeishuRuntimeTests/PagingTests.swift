import FeishuRuntime
import Foundation
import Testing

/// Lists that are returned page by page.
@Suite struct PagingTests {
    private struct List: FeishuItemsEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.list", method: .get, path: "/things", rateLimits: [.perSecond(1)], documentURL: nil)

        struct Response: FeishuAllOptionalModel {
            var items: [Int]?
            var pageToken: String?
            var hasMore: Bool?

            mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
                try visitor.visit("items", &items)
                try visitor.visit("page_token", &pageToken)
                try visitor.visit("has_more", &hasMore)
            }
        }

        var pageToken: String?

        func encode(to parameters: inout FeishuRequestParameters) { parameters.query("page_token", pageToken) }

        func page(at token: String) -> List { List(pageToken: token) }
        static func nextPage(after response: Response) -> FeishuNextPage {
            FeishuNextPage(token: response.pageToken, hasMore: response.hasMore)
        }
        static func items(of response: Response) -> [Int] { response.items ?? [] }
    }

    private static func page(_ items: String, _ rest: String) -> FeishuHTTPResponse {
        .json("{\"code\":0,\"data\":{\"items\":\(items)\(rest)}}")
    }

    private static func client(_ transport: StubTransport, clock: ManualClock = ManualClock()) -> FeishuClient {
        .tested(tokens: FixedToken(), transport: transport, clock: clock)
    }

    @Test func allItemsAreReturnedInOrder() async throws {
        let transport = StubTransport(
            Self.page("[1,2]", #","has_more":true,"page_token":"b""#),
            Self.page("[]", #","has_more":true,"page_token":"c""#),
            Self.page("[3]", #","has_more":false,"page_token":"d""#))
        let clock = ManualClock()
        var items: [Int] = []
        for try await item in Self.client(transport, clock: clock).items(List()) {
            items.append(item)
        }
        #expect(items == [1, 2, 3])
        #expect(transport.requests.map(\.url.query) == [nil, "page_token=b", "page_token=c"])
        // The rate limit applies to each page.
        #expect(!clock.slept.isEmpty)
    }

    @Test(arguments: [
        (#","has_more":false,"page_token":"b""#, 1), (#","has_more":true,"page_token":"""#, 1),
        (#","has_more":true"#, 1), (#","page_token":"b""#, 2), (#","has_more":true,"page_token":"b""#, 2), ("", 1),
    ])
    func theSequenceEnds(rest: String, calls: Int) async throws {
        let transport = StubTransport(Self.page("[1]", rest))
        var pages = 0
        for try await _ in Self.client(transport).pages(List()) { pages += 1 }
        #expect(pages == calls && transport.requests.count == calls)
    }

    /// The platform says that there are more pages, and not where.
    @Test(arguments: [
        (#","has_more":true"#, 1, "states no token for the next page"),
        (#","has_more":true,"page_token":"""#, 1, "states no token for the next page"),
        (#","has_more":true,"page_token":"b""#, 2, "states the token of an earlier page for the next one"),
    ])
    func aListThatEndsEarlyIsReported(rest: String, calls: Int, problem: String) async throws {
        for isStrict in [false, true] {
            let events = Recorder<FeishuClientEvent>()
            let client = FeishuClient.tested(
                tokens: FixedToken(), transport: StubTransport(Self.page("[1]", rest)), observer: events.record)
            var pages = 0
            var failure: (any Error)?
            do {
                for try await _ in client.pages(List(), strict: isStrict) { pages += 1 }
            } catch { failure = error }
            #expect(pages == calls)
            let reports = events.recorded.map(\.description).filter { $0.contains("ended early") }
            #expect(reports == ["demo.v1.thing.list ended early: the list has more pages, but the response \(problem)"])
            #expect((failure as? FeishuError)?.description.contains(problem) ?? false == isStrict)
            let items = client.items(List()).strict().makeAsyncIterator()
            await #expect(throws: FeishuError.self) {
                var items = items
                while try await items.next() != nil {}
            }
        }
    }

    /// Another transport can ignore that its task is cancelled.
    @Test func aCancelledListFetchesNoFurtherPage() async throws {
        let calls = Recorder<Int>()
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        let (releases, release) = AsyncStream.makeStream(of: Void.self)
        let transport = ClosureTransport { _ in
            calls.record(0)
            if calls.recorded.count == 3 {
                arrival.yield()
                await Task { for await _ in releases { break } }.value
            }
            return Self.page("[]", ",\"has_more\":true,\"page_token\":\"\(calls.recorded.count)\"")
        }
        let client = FeishuClient(
            tokens: FixedToken(), configuration: .init(transport: transport, rateLimits: .off, clock: ManualClock()))
        let list = Task {
            for try await _ in client.items(List()) {}
        }
        for await _ in arrivals { break }
        list.cancel()
        release.yield()
        await #expect(throws: CancellationError.self) { try await list.value }
        #expect(calls.recorded.count == 3)
    }

    @Test func aPageIsFetchedWhenItIsNeeded() async throws {
        let transport = StubTransport(Self.page("[1,2]", #","has_more":true,"page_token":"b""#))
        for try await item in Self.client(transport).items(List(pageToken: "a")) {
            if item == 2 { break }
        }
        #expect(transport.requests.map(\.url.query) == ["page_token=a"])
    }

    @Test func anErrorEndsTheSequence() async throws {
        let transport = StubTransport(
            Self.page("[1]", #","has_more":true,"page_token":"b""#), .json(#"{"code":7,"msg":"no"}"#, status: 400))
        var pages = Self.client(transport).pages(List()).makeAsyncIterator()
        #expect(try await pages.next()?.items == [1])
        await #expect(throws: FeishuError.self) { try await pages.next() }
        #expect(try await pages.next() == nil)
    }
}
