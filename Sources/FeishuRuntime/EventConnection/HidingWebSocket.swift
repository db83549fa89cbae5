import Foundation

/// A WebSocket whose errors do not contain the secrets of its address.
struct HidingWebSocket: FeishuWebSocket {
    let socket: any FeishuWebSocket
    let secrets: [Secret]

    func connect(to url: URL) async throws { try await hiding { try await socket.connect(to: url) } }
    func send(_ message: Data) async throws { try await hiding { try await socket.send(message) } }
    func receive() async throws -> Data { try await hiding { try await socket.receive() } }
    func close() async { await socket.close() }

    /// Closes the connection, or gives up after a time limit. Continues if the task is cancelled.
    func close(within limit: Duration, _ timeline: Timeline) async {
        await Task {
            try? await timeline.value(within: limit, orThrow: CancellationError()) { await socket.close() }
        }.value
    }

    private func hiding<Value>(_ operation: () async throws -> Value) async throws -> Value {
        do {
            return try await operation()
        } catch {
            throw HiddenError.of(error, hiding: secrets)
        }
    }
}
