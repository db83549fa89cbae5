/// An endpoint that returns a list page by page.
public protocol FeishuPagedEndpoint: FeishuEndpoint {
    /// Returns the same call for the page with a token.
    func page(at token: String) -> Self

    /// What a response says about the page after it.
    static func nextPage(after response: Response) -> FeishuNextPage
}

/// A paged endpoint whose document says which list is paged.
public protocol FeishuItemsEndpoint: FeishuPagedEndpoint {
    associatedtype PagedItem: Sendable

    /// The part of the list in a response.
    static func items(of response: Response) -> [PagedItem]
}

/// What a response says about the page after it.
public struct FeishuNextPage: Hashable, Sendable {
    public var token: String?
    /// Nil if the response does not say.
    public var hasMore: Bool?

    public init(token: String?, hasMore: Bool? = nil) {
        self.token = token
        self.hasMore = hasMore
    }
}

/// The pages of a list. Each page is fetched when it is asked for, with the client's rate limits and retries.
///
/// The sequence ends when the platform says that there are no more pages, or states no new token. To continue later,
/// start with the token of the last page that was processed.
public struct FeishuPages<Call: FeishuPagedEndpoint>: AsyncSequence, Sendable {
    public typealias Element = Call.Response

    private let client: FeishuClient
    private let call: Call

    /// - Parameters:
    ///   - call: The call for the first page.
    ///   - client: The client that sends the calls.
    public init(_ call: Call, client: FeishuClient) {
        self.client = client
        self.call = call
    }

    public func makeAsyncIterator() -> Iterator { Iterator(client: client, next: call) }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let client: FeishuClient
        /// The call for the next page; nil after the last one.
        fileprivate var next: Call?
        private var tokens: Set<String> = []

        fileprivate init(client: FeishuClient, next: Call) {
            self.client = client
            self.next = next
        }

        /// - Throws: `FeishuError`, or `CancellationError` when the task is cancelled. The sequence then ends.
        public mutating func next() async throws -> Call.Response? {
            guard let call = next else { return nil }
            next = nil
            let response = try await client.send(call)
            let following = Call.nextPage(after: response)
            if following.hasMore != false, let token = following.token, !token.isEmpty, tokens.insert(token).inserted {
                next = call.page(at: token)
            }
            return response
        }
    }
}

/// The elements of a list, whose pages are fetched one after the other as they are needed.
public struct FeishuItems<Call: FeishuItemsEndpoint>: AsyncSequence, Sendable {
    public typealias Element = Call.PagedItem

    private let pages: FeishuPages<Call>

    /// - Parameters:
    ///   - call: The call for the first page.
    ///   - client: The client that sends the calls.
    public init(_ call: Call, client: FeishuClient) { pages = FeishuPages(call, client: client) }

    public func makeAsyncIterator() -> Iterator { Iterator(pages: pages.makeAsyncIterator()) }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var pages: FeishuPages<Call>.Iterator
        private var items: ArraySlice<Call.PagedItem> = []

        fileprivate init(pages: FeishuPages<Call>.Iterator) { self.pages = pages }

        /// - Throws: `FeishuError`, or `CancellationError` when the task is cancelled. The sequence then ends.
        public mutating func next() async throws -> Call.PagedItem? {
            while items.isEmpty {
                guard let page = try await pages.next() else { return nil }
                items = Call.items(of: page)[...]
            }
            return items.popFirst()
        }
    }
}
