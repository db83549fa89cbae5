import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The session delegate, which collects the responses to the requests in flight.
final class Exchanges: NSObject, URLSessionDataDelegate, Sendable {
    typealias ProgressHandler = @Sendable (FeishuTransferProgress) -> Void

    private struct State: Sendable {
        var exchanges: [Int: Exchange] = [:]
        /// The errors of tasks that ended before they started.
        var endedBeforeStart: [Int: any Error] = [:]
    }

    private let maximumResponseSize: Int
    private let openFile: PartialFile.Opener
    private let state = Locked(State())
    #if canImport(FoundationNetworking)
        let delegateQueue = DelegateQueue()
    #endif

    /// - Parameter openFile: Opens the files of downloads.
    init(maximumResponseSize: Int, openFile: @escaping PartialFile.Opener = PartialFile.create) {
        self.maximumResponseSize = maximumResponseSize
        self.openFile = openFile
    }

    /// Starts a task unless it has been cancelled.
    func start(
        _ task: URLSessionTask, _ request: FeishuHTTPRequest, _ continuation: CheckedContinuation<Received, any Error>
    ) {
        let error: (any Error)? = state.withLock { state in
            if let error = state.endedBeforeStart.removeValue(forKey: task.taskIdentifier) { return error }
            state.exchanges[task.taskIdentifier] = Exchange(
                request, openFile: openFile, continuation)
            return nil
        }
        if let error { continuation.resume(throwing: error) } else { task.resume() }
    }

    /// Ends a task with an error. Its caller is resumed immediately, without waiting for URLSession.
    func fail(_ task: URLSessionTask, with error: any Error) {
        let isNotStarted = task.state == .suspended
        let exchange = state.withLock { state in
            let exchange = state.exchanges.removeValue(forKey: task.taskIdentifier)
            if exchange == nil, isNotStarted { state.endedBeforeStart[task.taskIdentifier] = error }
            return exchange
        }
        exchange?.fail(with: error)
        cancel(task)
    }

    private func cancel(_ task: URLSessionTask) {
        #if canImport(FoundationNetworking)
            delegateQueue.cancel(task)
        #else
            task.cancel()
        #endif
    }

    #if canImport(FoundationNetworking)
        /// Refuses a response that announces trailers. Foundation of Swift 6.3 ends the process when it receives one, so the
        /// task ends before, unless the trailer is in the same packet.
        func urlSession(
            _ session: URLSession, dataTask task: URLSessionDataTask, didReceive response: URLResponse,
            completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
        ) {
            if (response as? HTTPURLResponse)?.value(forHTTPHeaderField: "Trailer") != nil {
                fail(task, with: FeishuTransportError(.unreadableResponse("it announces trailers")))
            }
            completionHandler(.allow)
        }
    #endif

    func urlSession(_ session: URLSession, dataTask task: URLSessionDataTask, didReceive data: Data) {
        let expected = (task.response?.expectedContentLength).flatMap { $0 > 0 ? Int(clamping: $0) : nil }
        do {
            let (exchange, file) = try state.withLock { state in
                let file = try state.exchanges[task.taskIdentifier]?.append(
                    data, of: task.response, expected: expected, limit: maximumResponseSize)
                return (state.exchanges[task.taskIdentifier], file ?? nil)
            }
            guard let exchange else { return }
            let report = { @Sendable in exchange.onProgress?(.received(bytes: exchange.size, of: expected)) ?? () }
            guard let file else { return report() }
            try file.append(data) { [weak self] result in
                switch result {
                case .success: report()
                case .failure(let error): self?.fail(task, with: error)
                }
            }
        } catch {
            fail(task, with: error)
        }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didSendBodyData bytesSent: Int64, totalBytesSent: Int64,
        totalBytesExpectedToSend: Int64
    ) {
        let onProgress = state.withLock { $0.exchanges[task.taskIdentifier]?.onProgress }
        onProgress?(
            .sent(
                bytes: Int(clamping: totalBytesSent),
                of: totalBytesExpectedToSend > 0 ? Int(clamping: totalBytesExpectedToSend) : nil))
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        end(task, with: error.map { .failure($0) } ?? .success(task.response))
    }

    /// Resumes the caller of a task with what was received so far, and a file when it is complete: until then the caller can
    /// be cancelled.
    private func end(_ task: URLSessionTask, with result: Result<URLResponse?, any Error>) {
        let id = task.taskIdentifier
        let ended = state.withLock { state -> (exchange: Exchange, file: Result<PartialFile?, any Error>)? in
            guard let exchange = state.exchanges[id], !exchange.isEnding else { return nil }
            let file = Result { try exchange.completeFile(of: result.get()) }
            if case .success(.some) = file {
                state.exchanges[id]?.isEnding = true
            } else {
                state.exchanges[id] = nil
            }
            return (exchange, file)
        }
        guard let (exchange, file) = ended else { return }
        do {
            let response = try result.get()
            if let file = try file.get() { return complete(file, of: id, response) }
            exchange.continuation.resume(returning: Received(body: exchange.body, file: nil, response: response))
        } catch {
            exchange.fail(with: error)
        }
    }

    private func complete(_ file: PartialFile, of id: Int, _ response: URLResponse?) {
        // Whoever takes the exchange resumes the caller: a cancellation, or this method once the file is complete.
        let taken = Locked<Exchange?>(nil)
        let take: @Sendable () -> Exchange? = { [state] in
            let exchange = state.withLock { $0.exchanges.removeValue(forKey: id) }
            taken.withLock { $0 = $0 ?? exchange }
            return exchange
        }
        file.complete {
            take() != nil
        } completion: { result in
            guard let exchange = taken.withLock({ $0 }) ?? take() else { return }
            switch result {
            case .success:
                exchange.continuation.resume(
                    returning: Received(body: exchange.body, file: file.destination, response: response))
            case .failure(let error): exchange.fail(with: error)
            }
        }
    }

    /// Answers challenges for credentials, of which there are none: the response that contains the challenge is delivered.
    /// On Linux, Foundation would wait for an answer without end. Certificates are checked as usual.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        #if canImport(FoundationNetworking)
            // No answer makes the task end with its response, so the caller is resumed here, with the complete body.
            end(task, with: .success(challenge.failureResponse ?? task.response))
            cancel(task)
        #else
            // The configuration answers proxies and requests for a certificate.
            let space = challenge.protectionSpace
            let methods = [NSURLAuthenticationMethodServerTrust, NSURLAuthenticationMethodClientCertificate]
            let isConfigured = space.isProxy() || methods.contains(space.authenticationMethod)
            completionHandler(isConfigured ? .performDefaultHandling : .rejectProtectionSpace, nil)
        #endif
    }

    /// Rejects redirects. The platform does not use them, and a redirect could send the access token to another host.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        #if canImport(FoundationNetworking)
            // Foundation crashes if the task is cancelled before this answer arrives, so the task ends without one.
            end(task, with: .success(response))
            cancel(task)
        #else
            completionHandler(nil)
        #endif
    }
}
