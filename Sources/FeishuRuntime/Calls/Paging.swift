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
/// The sequence ends when the platform says that there are no more pages, or states no new token. Where it says that there
/// are more pages and states no new token, the observer gets `FeishuClientEvent.listEndedEarly`, and a strict sequence throws an
/// error after the last page. To continue later, start with the token of the last page that was processed.
public struct FeishuPages<Call: FeishuPagedEndpoint>: AsyncSequence, Sendable {
    public typealias Element = Call.Response

    private let client: FeishuClient
    private let call: Call
    private let isStrict: Bool

    /// - Parameters:
    ///   - call: The call for the first page.
    ///   - client: The client that sends the calls.
    ///   - strict: Whether a list that ends before its last page is an error.
    init(_ call: Call, client: FeishuClient, strict: Bool) {
        self.client = client
        self.call = call
        isStrict = strict
    }

    /// Returns the same pages, of which a list that ends before its last page is an error.
    public func strict() -> FeishuPages { FeishuPages(call, client: client, strict: true) }

    public func makeAsyncIterator() -> Iterator { Iterator(client: client, next: call, isStrict: isStrict) }

    public struct Iterator: AsyncIteratorProtocol {
        private let client: FeishuClient
        private let isStrict: Bool
        /// The call for the next page; nil after the last one.
        private var next: Call?
        /// Why the list ended before its last page.
        private var failure: FeishuError?
        private var tokens: Set<String> = []

        fileprivate init(client: FeishuClient, next: Call, isStrict: Bool) {
            self.client = client
            self.next = next
            self.isStrict = isStrict
        }

        /// - Throws: `FeishuError`, or `CancellationError` when the task is cancelled. The sequence then ends.
        public mutating func next() async throws -> Call.Response? {
            if let failure {
                self.failure = nil
                throw failure
            }
            guard let call = next else { return nil }
            next = nil
            // A transport that ignores cancellation would fetch the rest of the list.
            try Task.checkCancellation()
            let response = try await client.send(call)
            let following = Call.nextPage(after: response)
            if following.hasMore == false { return response }
            guard let token = following.token, !token.isEmpty else {
                if following.hasMore == true { end("states no token for the next page") }
                return response
            }
            if tokens.insert(token).inserted {
                next = call.page(at: token)
            } else if following.hasMore == true {
                end("states the token of an earlier page for the next one")
            }
            return response
        }

        private mutating func end(_ problem: String) {
            let failure = FeishuDecodingFailure(
                path: "", explanation: "the list has more pages, but the response \(problem)")
            client.observer?(.listEndedEarly(Call.descriptor, failure))
            if isStrict { self.failure = FeishuError(.decoding(failure), in: Call.descriptor) }
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
    ///   - strict: Whether a list that ends before its last page is an error.
    init(_ call: Call, client: FeishuClient, strict: Bool) {
        pages = FeishuPages(call, client: client, strict: strict)
    }

    private init(pages: FeishuPages<Call>) { self.pages = pages }

    /// Returns the same elements, of which a list that ends before its last page is an error.
    public func strict() -> FeishuItems { FeishuItems(pages: pages.strict()) }

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

extension FeishuClient {
    /// Returns the pages of a list.
    ///
    /// - Parameters:
    ///   - call: The call for the first page.
    ///   - strict: Whether a list that ends before its last page is an error.
    public func pages<Call: FeishuPagedEndpoint>(_ call: Call, strict: Bool = false) -> FeishuPages<Call> {
        FeishuPages(call, client: self, strict: strict)
    }

    /// Returns the elements of a list.
    ///
    /// - Parameters:
    ///   - call: The call for the first page.
    ///   - strict: Whether a list that ends before its last page is an error.
    public func items<Call: FeishuItemsEndpoint>(_ call: Call, strict: Bool = false) -> FeishuItems<Call> {
        FeishuItems(call, client: self, strict: strict)
    }
}
