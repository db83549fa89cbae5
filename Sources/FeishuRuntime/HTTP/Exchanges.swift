import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The session delegate, which collects the responses to the requests in flight.
final class Exchanges: NSObject, URLSessionDataDelegate, URLSessionDownloadDelegate, Sendable {
    private struct Exchange: Sendable {
        let continuation: CheckedContinuation<Received, any Error>
        let destination: URL?
        let onProgress: (@Sendable (FeishuTransferProgress) -> Void)?
        var received = Received()
        var error: (any Error)?
    }

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
        exchange?.received.removeFile()
        exchange?.continuation.resume(throwing: error)
        Self.cancel(task)
    }

    /// Cancels a task, which waits for the thread of URLSession, on which the methods of the delegate run.
    private static func cancel(_ task: URLSessionTask) {
        DispatchQueue.global().async { task.cancel() }
    }

    func urlSession(_ session: URLSession, dataTask task: URLSessionDataTask, didReceive data: Data) {
        let expected = task.response.map { $0.expectedContentLength }.flatMap { $0 > 0 ? Int($0) : nil }
        let (onProgress, size, isTooLarge) = state.withLock { state in
            guard var exchange = state.exchanges.removeValue(forKey: task.taskIdentifier) else {
                return (nil as (@Sendable (FeishuTransferProgress) -> Void)?, 0, false)
            }
            let size = exchange.received.body.count + data.count
            if max(size, expected ?? 0) > maximumResponseSize {
                exchange.error = FeishuResponseTooLarge(limit: maximumResponseSize)
                exchange.received.body = Data()
            } else {
                exchange.received.body.append(data)
            }
            state.exchanges[task.taskIdentifier] = exchange
            return (exchange.onProgress, size, exchange.error != nil)
        }
        if isTooLarge { Self.cancel(task) } else { onProgress?(.received(bytes: size, of: expected)) }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didSendBodyData bytesSent: Int64, totalBytesSent: Int64,
        totalBytesExpectedToSend: Int64
    ) {
        onProgress(of: task)?(
            .sent(bytes: Int(totalBytesSent), of: totalBytesExpectedToSend > 0 ? Int(totalBytesExpectedToSend) : nil))
    }

    func urlSession(
        _ session: URLSession, downloadTask task: URLSessionDownloadTask, didWriteData bytesWritten: Int64,
        totalBytesWritten: Int64, totalBytesExpectedToWrite: Int64
    ) {
        onProgress(of: task)?(
            .received(
                bytes: Int(totalBytesWritten), of: totalBytesExpectedToWrite > 0 ? Int(totalBytesExpectedToWrite) : nil)
        )
    }

    private func onProgress(of task: URLSessionTask) -> (@Sendable (FeishuTransferProgress) -> Void)? {
        state.withLock { $0.exchanges[task.taskIdentifier]?.onProgress }
    }

    /// Takes over a received file, which URLSession removes after this method, until the task has ended.
    func urlSession(
        _ session: URLSession, downloadTask task: URLSessionDownloadTask, didFinishDownloadingTo location: URL
    ) {
        guard let destination = state.withLock({ $0.exchanges[task.taskIdentifier]?.destination }) else { return }
        let received = Result {
            let isSuccess = (task.response as? HTTPURLResponse).map { (200..<300).contains($0.statusCode) } ?? false
            return isSuccess
                ? Received(file: try Self.move(location, nextTo: destination))
                : Received(body: try content(of: location))
        }
        let isWanted = state.withLock { state in
            switch received {
            case .success(let received): state.exchanges[task.taskIdentifier]?.received = received
            case .failure(let error): state.exchanges[task.taskIdentifier]?.error = error
            }
            return state.exchanges[task.taskIdentifier] != nil
        }
        if !isWanted { (try? received.get())?.removeFile() }
    }

    /// Moves a file into the folder of its destination, which can be on another volume.
    private static func move(_ file: URL, nextTo destination: URL) throws -> URL {
        let neighbor = destination.deletingLastPathComponent().appendingPathComponent(".\(UUID().uuidString).part")
        do {
            try FileManager.default.moveItem(at: file, to: neighbor)
        } catch {
            try? FileManager.default.removeItem(at: neighbor)
            throw error
        }
        return neighbor
    }

    private func content(of file: URL) throws -> Data {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        let content = try handle.read(upToCount: maximumResponseSize + 1) ?? Data()
        if content.count > maximumResponseSize { throw FeishuResponseTooLarge(limit: maximumResponseSize) }
        return content
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        end(task, with: error.map { .failure($0) } ?? .success(task.response))
    }

    /// Resumes the caller of a task with what was received so far.
    private func end(_ task: URLSessionTask, with result: Result<URLResponse?, any Error>) {
        guard let exchange = state.withLock({ $0.exchanges.removeValue(forKey: task.taskIdentifier) }) else { return }
        var received = exchange.received
        exchange.continuation.resume(
            with: Result {
                do {
                    if let error = exchange.error { throw error }
                    received.response = try result.get()
                    try received.moveFile(to: exchange.destination)
                    return received
                } catch {
                    received.removeFile()
                    throw error
                }
            })
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
            DispatchQueue.global().async { completionHandler(.cancelAuthenticationChallenge, nil) }
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
