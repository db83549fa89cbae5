import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A transport that uses `URLSession` without cookies, caches, or redirects.
public struct FeishuURLSessionTransport: FeishuTransport {
    private let session: Session
    /// Creates the session of one request that transfers a file, because a session waits for the disk to take what it has
    /// received.
    ///
    /// On Linux, also that of a request that must not be sent twice. If the server has closed a kept-alive connection,
    /// URLSession sends a request once more, without its body, so the request hangs or runs twice. A server is free to keep a
    /// connection alive, so only a session of its own has a new connection.
    private let makeSingleUseSession: @Sendable () -> Session
    private let connections: SlotQueue
    /// Whether the configuration has a proxy that URLSession on Linux would ignore.
    private let ignoresProxy: Bool
    let totalTimeout: Duration?
    private let timeline: Timeline

    /// Creates a transport.
    ///
    /// - Parameters:
    ///   - configuration: The configuration of the sessions, for proxies and the like. The other parameters take
    ///     precedence over it, and it is never used with cookies, credentials, or caches.
    ///   - timeout: The maximum wait for data before a request fails, 30 seconds by default.
    ///   - totalTimeout: The maximum duration of a request from its start to the end of the response, 5 minutes by
    ///     default; nil for none. It does not apply to files, and not to the wait for a connection.
    ///   - maximumConnections: The maximum number of simultaneous requests. Further ones wait.
    ///   - maximumResponseSize: The maximum size of a response body in memory in bytes, 64 MiB by default. A request
    ///     with a larger response fails with `FeishuTransportError`.
    public init(
        configuration: URLSessionConfiguration = .ephemeral, timeout: Duration = .seconds(30),
        totalTimeout: Duration? = .seconds(300), maximumConnections: Int = 32, maximumResponseSize: Int = 64 << 20
    ) {
        self.init(
            configuration: configuration, timeout: timeout, totalTimeout: totalTimeout,
            maximumConnections: maximumConnections, maximumResponseSize: maximumResponseSize, clock: ContinuousClock())
    }

    /// - Parameter clock: The clock of the total timeout.
    init(
        configuration: URLSessionConfiguration = .ephemeral, timeout: Duration = .seconds(30),
        totalTimeout: Duration? = .seconds(300), maximumConnections: Int = 32, maximumResponseSize: Int = 64 << 20,
        clock: some Clock<Duration>
    ) {
        // A copy, because the caller can change the configuration later.
        let configuration = configuration.copy() as? URLSessionConfiguration ?? .ephemeral
        #if canImport(FoundationNetworking)
            ignoresProxy = configuration.connectionProxyDictionary?.isEmpty == false
        #else
            ignoresProxy = false
        #endif
        configuration.httpShouldSetCookies = false
        configuration.httpCookieStorage = nil
        #if !canImport(FoundationNetworking)
            // Without this storage, URLSession on Linux never answers a challenge.
            configuration.urlCredentialStorage = nil
        #endif
        configuration.urlCache = nil
        configuration.timeoutIntervalForRequest = timeout.clamped / .seconds(1)
        // The queue of URLSession is not used, because waiting in it counts as time without data.
        configuration.httpMaximumConnectionsPerHost = max(maximumConnections, 1)
        connections = SlotQueue(maximumConnections)
        self.totalTimeout = totalTimeout
        timeline = Timeline(clock)
        session = Session(configuration, maximumResponseSize: maximumResponseSize)
        makeSingleUseSession = { Session(configuration, maximumResponseSize: maximumResponseSize) }
    }

    public func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse {
        if ignoresProxy {
            let isSecure = request.url.scheme?.lowercased() == "https"
            throw FeishuTransportError(.proxyNotSupported(variable: isSecure ? "https_proxy" : "http_proxy"))
        }
        if request.method == .get, request.body != nil { throw FeishuTransportError(.bodyNotSendable) }
        try request.body?.check()
        if let destination = request.destination { try FeishuFileError.checkDestination(destination) }
        try await connections.enter { request.onProgress?(.waitingForConnection) }
        defer { connections.leave() }
        request.onProgress?(.started)

        var urlRequest = URLRequest(url: request.url)
        urlRequest.httpMethod = request.method.rawValue
        urlRequest.httpBody = request.body?.data
        for field in request.headers.fields { urlRequest.setValue(field.value, forHTTPHeaderField: field.name) }
        var isSingleUse = request.transfersFile
        #if canImport(FoundationNetworking)
            if request.body != nil || !request.method.isIdempotent { isSingleUse = true }
            if isSingleUse { urlRequest.setValue("close", forHTTPHeaderField: "Connection") }
        #endif
        let session = isSingleUse ? makeSingleUseSession() : session
        let task = session.task(for: urlRequest, like: request)
        let deadline =
            request.transfersFile
            ? nil
            : totalTimeout.map { limit in
                timeline.deadlines.add(after: limit) { [session] in
                    session.fail(task, with: FeishuTransportError(.responseTooLate(limit: limit)))
                }
            }
        defer { deadline?.remove() }
        let result: Received
        do {
            result = try await session.run(task, for: request)
        } catch let error as URLError {
            throw Self.finalError(of: error) ?? error
        }
        guard let response = result.response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        return FeishuHTTPResponse(
            status: response.statusCode, headers: FeishuHTTPHeaders(of: response), body: result.body, file: result.file)
    }
}

extension FeishuHTTPHeaders {
    init(of response: HTTPURLResponse) {
        self.init(
            response.allHeaderFields.compactMap { name, value in
                (name as? String).map { (name: $0, value: String(describing: value)) }
            })
    }
}

extension FeishuURLSessionTransport {
    /// The error for what URLSession on Linux cannot read, which URLSession reports only by its
    /// description; nil for another one.
    fileprivate static func finalError(of error: URLError) -> (any Error)? {
        switch error.localizedDescription {
        // This is how the library below URLSession refuses headers of more than 300 KiB.
        case "Out of memory": FeishuTransportError(.headersTooLarge)
        case "Failed writing header":
            FeishuTransportError(
                .unreadableResponse(
                    "a header contains bytes that are not UTF-8, or has no space after its colon, or the status has no "
                        + "text"))
        default: nil
        }
    }
}
