// On Linux, Foundation has no WebSockets: URLSession throws "WebSockets not supported by libcurl".
#if !canImport(FoundationNetworking)
    import Foundation

    /// A WebSocket of URLSession.
    final class URLSessionWebSocket: NSObject, FeishuWebSocket, URLSessionWebSocketDelegate {
        private let task = Locked<URLSessionWebSocketTask?>(nil)
        private let (handshakes, handshake) = AsyncThrowingStream<Void, any Error>.makeStream()

        func connect(to url: URL) async throws {
            let configuration = URLSessionConfiguration.ephemeral
            // The connection itself notices when the platform is silent.
            configuration.timeoutIntervalForRequest = configuration.timeoutIntervalForResource
            let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
            defer { session.finishTasksAndInvalidate() }
            let task = session.webSocketTask(with: url)
            task.maximumMessageSize = 16 << 20
            self.task.withLock { $0 = task }
            task.resume()
            for try await _ in handshakes { return }
            throw CancellationError()
        }

        func send(_ message: Data) async throws { try await task.withLock(\.self)?.send(.data(message)) }
        func receive() async throws -> Data {
            guard let task = task.withLock(\.self) else { throw URLError(.networkConnectionLost) }
            return if case .data(let message) = try await task.receive() { message } else { Data() }
        }
        func close() async { task.withLock(\.self)?.cancel(with: .normalClosure, reason: nil) }

        func urlSession(_: URLSession, webSocketTask _: URLSessionWebSocketTask, didOpenWithProtocol _: String?) {
            handshake.yield()
        }

        func urlSession(_: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
            handshake.finish(
                throwing: FeishuHandshakeRefusal(task.response) ?? error ?? URLError(.networkConnectionLost))
        }
    }
#endif
