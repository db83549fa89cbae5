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
    private let state = Locked(State())

    init(maximumResponseSize: Int) {
        self.maximumResponseSize = maximumResponseSize
    }

    /// Starts a task unless it has been cancelled.
    func start(
        _ task: URLSessionTask, _ request: FeishuHTTPRequest, _ continuation: CheckedContinuation<Received, any Error>
    ) {
        let error: (any Error)? = state.withLock { state in
            if let error = state.endedBeforeStart.removeValue(forKey: task.taskIdentifier) { return error }
            state.exchanges[task.taskIdentifier] = Exchange(
                continuation: continuation, destination: request.destination, onProgress: request.onProgress)
            return nil
        }
        if let error { continuation.resume(throwing: error) } else { task.resume() }
    }

    func fail(_ task: URLSessionTask, with error: any Error) {
        let isNotStarted = task.state == .suspended
        let exchange = state.withLock { state in
            let exchange = state.exchanges.removeValue(forKey: task.taskIdentifier)
            if exchange == nil, isNotStarted { state.endedBeforeStart[task.taskIdentifier] = error }
            return exchange
        }
        exchange?.file?.remove()
        exchange?.continuation.resume(throwing: error)
        task.cancel()
    }

    func urlSession(_ session: URLSession, dataTask task: URLSessionDataTask, didReceive data: Data) {
        // The end of the task waits meanwhile, so that a file is not removed while it is written.
        let (onProgress, progress, isFailed) = state.withLock { state in
            guard var exchange = state.exchanges.removeValue(forKey: task.taskIdentifier) else {
                return (nil as ProgressHandler?, nil as FeishuTransferProgress?, false)
            }
            let expected = (task.response?.expectedContentLength).flatMap { $0 > 0 ? Int(clamping: $0) : nil }
            do {
                try exchange.append(data, of: task.response, expected: expected, limit: maximumResponseSize)
            } catch {
                exchange.error = error
                exchange.body = Data()
            }
            state.exchanges[task.taskIdentifier] = exchange
            return (exchange.onProgress, .received(bytes: exchange.size, of: expected), exchange.error != nil)
        }
        if isFailed {
            task.cancel()
        } else if let progress {
            onProgress?(progress)
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

    /// Resumes the caller of a task with what was received so far.
    private func end(_ task: URLSessionTask, with result: Result<URLResponse?, any Error>) {
        guard var exchange = state.withLock({ $0.exchanges.removeValue(forKey: task.taskIdentifier) }) else { return }
        exchange.continuation.resume(
            with: Result {
                do {
                    if let error = exchange.error { throw error }
                    return Received(
                        body: exchange.body, file: try exchange.completeFile(of: try result.get()),
                        response: try result.get())
                } catch {
                    exchange.file?.remove()
                    throw error
                }
            })
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
            completionHandler(.cancelAuthenticationChallenge, nil)
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
        completionHandler(nil)
    }
}
