import FeishuAPI
import FeishuTesting
import Foundation

/// The examples of the article "Events without a public address", with a stand-in for WebSocketKit.
enum LongConnection {
    static func run() async throws {
        let group = StandInGroup()
        let socket = KitWebSocket(group: group)
        let address = URL(string: "wss://example.com/?service_id=1") ?? URL(fileURLWithPath: "/")
        try await socket.connect(to: address)
        try await socket.send(Data([1, 2]))
        // The server of the stand-in returns every message.
        let message = try await socket.receive()
        precondition(message == Data([1, 2]))
        await socket.close()
        let afterClosing = try? await socket.receive()
        precondition(afterClosing == nil)

        do {
            try await KitWebSocket(group: StandInGroup(status: 403)).connect(to: address)
            preconditionFailure("the handshake was not refused")
        } catch let refusal as FeishuHandshakeRefusal {
            precondition(refusal.status == 403 && refusal.headers["Handshake-Msg"] == "forbidden")
        }
        _ = configuration(logger: Logger(label: "feishu"))
    }

    /// Compiled only: it would connect to the platform.
    static func connect(secret: String, group: any EventLoopGroup) async throws {
        let app = FeishuApp.custom(id: "cli_a1b2", secret: secret)
        var receiver = FeishuEventReceiver(client: FeishuClient(app: app))
        receiver.on(Feishu.Hire.V1.EHRImportTask.Imported.self) { event, context in
            print(event.taskID ?? "", context.tenantKey ?? "")
        }

        // Add all handlers before: the connection has a copy of the receiver.
        let connection = FeishuEventConnection(
            app: app, receiver: receiver, configuration: .init(observer: { print("connection: \($0)") })
        ) { KitWebSocket(group: group) }
        try await connection.run()
    }

    /// Compiled only: it waits for a signal.
    static func runUntilSignal(
        _ connection: FeishuEventConnection, _ receiver: FeishuEventReceiver, _ signals: Signals
    ) async throws {
        let running = Task { try await connection.run() }
        await signals.wait()
        await connection.close()
        await receiver.drain()
        try await running.value
    }

    /// A substitute for the signal handler of a process.
    struct Signals { func wait() async {} }

    static func configuration(logger: Logger) -> FeishuEventConnection.Configuration {
        let configuration = FeishuEventConnection.Configuration(
            observer: { event in
                logger.log(level: event.level >= .warning ? .warning : .debug, "\(event)", metadata: [:])
            })
        return configuration
    }
}

/// A WebSocket of WebSocketKit.
final class KitWebSocket: FeishuWebSocket {
    private struct Closed: LocalizedError {
        var errorDescription: String? { "the WebSocket is closed" }
    }

    private let group: any EventLoopGroup
    private let socket = NIOLockedValueBox<WebSocket?>(nil)
    private let (messages, incoming) = AsyncThrowingStream<Data, any Error>.makeStream(
        bufferingPolicy: .bufferingOldest(1000))

    init(group: any EventLoopGroup) { self.group = group }

    func connect(to url: URL) async throws {
        // The default is 16 KiB.
        let configuration = WebSocketClient.Configuration(maxFrameSize: 1 << 24)
        do {
            try await WebSocket.connect(to: url, configuration: configuration, on: group) {
                [socket, incoming] connected in
                socket.withLockedValue { $0 = connected }
                connected.onBinary { _, buffer in
                    // Instead of losing a message, close: the platform sends it again.
                    if case .dropped = incoming.yield(Data(buffer: buffer)) { _ = connected.close() }
                }
                connected.onClose.whenComplete { _ in incoming.finish(throwing: Closed()) }
                // With pings, WebSocketKit closes a connection on which nobody answers.
                connected.pingInterval = .seconds(60)
            }.get()
        } catch WebSocketClient.Error.invalidResponseStatus(let response) {
            // The headers contain the reason, which decides whether the connection tries again.
            let headers = response.headers.map { (name: $0.name, value: $0.value) }
            throw FeishuHandshakeRefusal(status: Int(response.status.code), headers: FeishuHTTPHeaders(headers))
        }
    }

    func send(_ message: Data) async throws {
        guard let socket = socket.withLockedValue({ $0 }) else { throw Closed() }
        try await socket.send(raw: message, opcode: .binary)
    }

    func receive() async throws -> Data {
        for try await message in messages { return message }
        throw Closed()
    }

    func close() async {
        try? await socket.withLockedValue { $0 }?.close()
        incoming.finish(throwing: Closed())
    }
}
