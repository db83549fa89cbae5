import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A transport that uses `URLSession` without cookies, caches, or redirects.
public struct FeishuURLSessionTransport: FeishuTransport {
    private let session: Session
    /// The session for requests that must not be sent twice. If the server has closed a kept-alive connection,
    /// URLSession on Linux automatically sends the request again, without its body, so the request hangs or runs
    /// twice. Therefore each of these requests uses a new connection that is not kept alive.
    private let singleUseSession: Session

    /// Creates a transport.
    ///
    /// - Parameters:
    ///   - timeout: The maximum wait for data before a call fails, 30 seconds by default.
    ///   - maximumConnections: The maximum number of simultaneous connections to the platform. Further calls wait.
    ///   - maximumResponseSize: The maximum size of a response body in bytes, 64 MiB by default. A call with a larger
    ///     response fails with `FeishuResponseTooLarge`.
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

/// An error for a response that exceeds the maximum size of the transport.
public struct FeishuResponseTooLarge: LocalizedError {
    /// The maximum size in bytes.
    public let limit: Int

    public var errorDescription: String? {
        "the response is larger than \(limit) bytes; see maximumResponseSize of FeishuURLSessionTransport"
    }
}

/// A `URLSession` that is invalidated on deinitialization. Otherwise a session with a delegate is never released.
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
                exchanges.start(task, continuation)
            }
        } onCancel: {
            exchanges.cancel(task)
        }
    }
}

/// The session delegate, which collects the responses of the calls in flight. `@unchecked Sendable` because a lock
/// protects all state.
private final class Exchanges: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private struct Exchange {
        let continuation: CheckedContinuation<(Data, URLResponse?), any Error>
        var body = Data()
        var isTooLarge = false
    }

    private let maximumResponseSize: Int
    private let lock = NSLock()
    private var exchanges: [Int: Exchange] = [:]
    /// The identifiers of tasks that were cancelled before they started.
    private var cancelledBeforeStart: Set<Int> = []

    init(maximumResponseSize: Int) {
        self.maximumResponseSize = maximumResponseSize
    }

    /// Starts a task unless it has been cancelled.
    func start(_ task: URLSessionTask, _ continuation: CheckedContinuation<(Data, URLResponse?), any Error>) {
        let isCancelled = lock.withLock {
            if cancelledBeforeStart.remove(task.taskIdentifier) != nil { return true }
            exchanges[task.taskIdentifier] = Exchange(continuation: continuation)
            return false
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) } else { task.resume() }
    }

    /// Cancels a task and resumes its caller immediately, without waiting for URLSession.
    func cancel(_ task: URLSessionTask) {
        let isNotStarted = task.state == .suspended
        let exchange = lock.withLock {
            let exchange = exchanges.removeValue(forKey: task.taskIdentifier)
            if exchange == nil, isNotStarted { cancelledBeforeStart.insert(task.taskIdentifier) }
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
        end(task, with: error.map { .failure($0) } ?? .success(task.response))
    }

    /// Resumes the caller of a task with what was received so far.
    private func end(_ task: URLSessionTask, with result: Result<URLResponse?, any Error>) {
        guard let exchange = lock.withLock({ exchanges.removeValue(forKey: task.taskIdentifier) }) else { return }
        exchange.continuation.resume(
            with: exchange.isTooLarge
                ? .failure(FeishuResponseTooLarge(limit: maximumResponseSize)) : result.map { (exchange.body, $0) })
    }

    /// Answers challenges for credentials, of which there are none: the response that contains the challenge is delivered.
    /// On Linux, Foundation waits for an answer for ever. Certificates are checked as usual.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        #if canImport(FoundationNetworking)
            // Whatever the answer is, the task does not end with its response, which is complete here.
            end(task, with: .success(challenge.failureResponse ?? task.response))
            completionHandler(.cancelAuthenticationChallenge, nil)
        #else
            let isServerTrust =
                challenge.protectionSpace.authenticationMethod == NSURLAuthenticationMethodServerTrust
            completionHandler(isServerTrust ? .performDefaultHandling : .rejectProtectionSpace, nil)
        #endif
    }

    /// Rejects redirects. The platform does not use them, and a redirect could send the access token to another host.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
