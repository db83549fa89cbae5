import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The transport of the system: `URLSession`, without cookies, caches or redirects.
public struct FeishuURLSessionTransport: FeishuTransport {
    private let session: Session
    /// For requests that must not be sent twice. When a connection that was kept open turns out to be closed, the
    /// URLSession of Linux sends a request again by itself, without its body: it hangs, or it runs twice. So these have
    /// a connection of their own each, which is not kept.
    private let singleUseSession: Session

    /// - Parameters:
    ///   - timeout: How long a call may wait for data before it fails, 30 seconds by default.
    ///   - maximumConnections: How many connections to the platform are open at once. Further calls wait for one.
    ///   - maximumResponseSize: How many bytes of an answer are taken, 64 MiB by default. A longer one is broken off.
    public init(
        timeout: Duration = .seconds(30), maximumConnections: Int = 32, maximumResponseSize: Int = 64 << 20
    ) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        configuration.timeoutIntervalForRequest = timeout / .seconds(1)
        configuration.httpMaximumConnectionsPerHost = maximumConnections
        session = Session(configuration, maximumResponseSize: maximumResponseSize)
        #if canImport(FoundationNetworking)
            singleUseSession = Session(configuration, maximumResponseSize: maximumResponseSize)
        #else
            singleUseSession = session
        #endif
    }

    public func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse {
        var urlRequest = URLRequest(url: request.url)
        urlRequest.httpMethod = request.method.rawValue
        urlRequest.httpBody = request.body
        for field in request.headers.fields { urlRequest.setValue(field.value, forHTTPHeaderField: field.name) }
        let mustBeSentOnce = request.body != nil || !request.method.isIdempotent
        #if canImport(FoundationNetworking)
            if mustBeSentOnce { urlRequest.setValue("close", forHTTPHeaderField: "Connection") }
        #endif

        let (body, response) = try await (mustBeSentOnce ? singleUseSession : session).send(urlRequest)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        let headers = response.allHeaderFields.compactMap { name, value in
            (name as? String).map { (name: $0, value: String(describing: value)) }
        }
        return FeishuHTTPResponse(status: response.statusCode, headers: FeishuHTTPHeaders(headers), body: body)
    }
}

/// An answer that is longer than the transport takes.
public struct FeishuResponseTooLarge: LocalizedError {
    /// In bytes.
    public let limit: Int

    public var errorDescription: String? {
        "the answer is longer than \(limit) bytes; see the parameter maximumResponseSize of FeishuURLSessionTransport"
    }
}

/// A session of the system that ends with its last owner: one with a delegate lives on until it is told to end.
private final class Session: Sendable {
    private let urlSession: URLSession
    private let exchanges: Exchanges

    init(_ configuration: URLSessionConfiguration, maximumResponseSize: Int) {
        exchanges = Exchanges(maximumResponseSize: maximumResponseSize)
        urlSession = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    deinit {
        urlSession.finishTasksAndInvalidate()
    }

    func send(_ request: URLRequest) async throws -> (Data, URLResponse?) {
        try Task.checkCancellation()
        let task = urlSession.dataTask(with: request)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                exchanges.begin(task, continuation)
            }
        } onCancel: {
            exchanges.abandon(task)
        }
    }
}

/// Collects the answers of the calls under way. All of its state is behind the lock, hence the conformance.
private final class Exchanges: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private struct Exchange {
        let continuation: CheckedContinuation<(Data, URLResponse?), any Error>
        var body = Data()
        var isTooLarge = false
    }

    private let maximumResponseSize: Int
    private let lock = NSLock()
    private var exchanges: [Int: Exchange] = [:]
    /// Calls that were cancelled before they began.
    private var abandoned: Set<Int> = []

    init(maximumResponseSize: Int) {
        self.maximumResponseSize = maximumResponseSize
    }

    /// Starts a call, unless it was cancelled in the meantime.
    func begin(_ task: URLSessionTask, _ continuation: CheckedContinuation<(Data, URLResponse?), any Error>) {
        let isAbandoned = lock.withLock {
            if abandoned.remove(task.taskIdentifier) != nil { return true }
            exchanges[task.taskIdentifier] = Exchange(continuation: continuation)
            return false
        }
        if isAbandoned { continuation.resume(throwing: CancellationError()) } else { task.resume() }
    }

    /// Ends a call at once, whatever the system makes of it.
    func abandon(_ task: URLSessionTask) {
        let hasNotBegun = task.state == .suspended
        let exchange = lock.withLock {
            let exchange = exchanges.removeValue(forKey: task.taskIdentifier)
            if exchange == nil, hasNotBegun { abandoned.insert(task.taskIdentifier) }
            return exchange
        }
        exchange?.continuation.resume(throwing: CancellationError())
        task.cancel()
    }

    func urlSession(_ session: URLSession, dataTask task: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = lock.withLock {
            guard var exchange = exchanges.removeValue(forKey: task.taskIdentifier) else { return false }
            let size = max(Int64(exchange.body.count + data.count), task.response?.expectedContentLength ?? 0)
            exchange.isTooLarge = exchange.isTooLarge || size > Int64(maximumResponseSize)
            if exchange.isTooLarge { exchange.body = Data() } else { exchange.body.append(data) }
            exchanges[task.taskIdentifier] = exchange
            return exchange.isTooLarge
        }
        if isTooLarge { task.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let exchange = lock.withLock({ exchanges.removeValue(forKey: task.taskIdentifier) }) else { return }
        if exchange.isTooLarge {
            exchange.continuation.resume(throwing: FeishuResponseTooLarge(limit: maximumResponseSize))
        } else if let error {
            exchange.continuation.resume(throwing: error)
        } else {
            exchange.continuation.resume(returning: (exchange.body, task.response))
        }
    }

    /// The platform redirects no call, and a redirect could carry the access token to another host.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
