import Foundation

/// A connection to the platform over which an app receives its events and callbacks, without a public address.
///
/// It runs the handlers of a receiver. The platform offers it to custom apps of Feishu, and sends each message to one of up to 50
/// connections of an app, which it chooses at random. In the developer console, events and callbacks must be set to be received
/// over a long connection (长连接).
///
/// ```swift
/// let connection = FeishuEventConnection(app: app, receiver: receiver) { MyWebSocket() }
/// try await connection.run()
/// ```
public final class FeishuEventConnection: Sendable {
    private struct State: Sendable {
        var isClosed = false
        var work: Task<Void, any Error>?
    }

    private let app: FeishuApp
    private let host: FeishuHost
    private let receiver: FeishuEventReceiver
    private let configuration: Configuration
    private let timeline: Timeline
    private let makeSocket: @Sendable () -> any FeishuWebSocket
    private let state = Locked(State())

    /// Creates a connection that is not established yet.
    ///
    /// - Parameters:
    ///   - app: A custom app of Feishu.
    ///   - receiver: The receiver. The connection takes a copy, so all handlers must be added before. Its Verification Token and
    ///     Encrypt Key are not used, because the platform neither signs nor encrypts what it sends over a connection.
    ///   - host: The platform host.
    ///   - configuration: How the connection is established and observed.
    ///   - makeSocket: A closure that returns a new WebSocket for every connection. On Apple platforms, it can be omitted.
    public init(
        app: FeishuApp, receiver: FeishuEventReceiver, host: FeishuHost = .feishu,
        configuration: Configuration = Configuration(), makeSocket: @escaping @Sendable () -> any FeishuWebSocket
    ) {
        self.app = app
        self.host = host
        self.receiver = receiver
        self.configuration = configuration
        self.makeSocket = makeSocket
        timeline = Timeline(configuration.clock)
    }

    /// Connects, handles events, and connects again whenever the connection is lost, until `close()` is called.
    ///
    /// - Throws: `FeishuConnectionError` if the platform refuses the app, or `CancellationError` when the task is cancelled, after
    ///   the connection was closed.
    public func run() async throws {
        let work = try state.withLock { state in
            if state.isClosed { return Task<Void, any Error>?.none }
            if state.work != nil { throw FeishuConnectionError.isRunning }
            let work = Task { try await connectUntilCancelled() }
            state.work = work
            return work
        }
        guard let work else { return }
        defer { state.withLock { $0.work = nil } }
        try await withTaskCancellationHandler {
            try await work.value
        } onCancel: {
            work.cancel()
        }
        try Task.checkCancellation()
    }

    /// Closes the connection after the replies to the events that arrived before, which takes up to 3 seconds, and waits for that.
    /// `run()` then returns. A closed connection stays closed.
    ///
    /// Handlers that continue after their reply are not awaited; see `drain()` of the receiver. A handler must not call this method,
    /// because it would wait for its own reply.
    public func close() async {
        let work = state.withLock { state in
            state.isClosed = true
            return state.work
        }
        work?.cancel()
        _ = await work?.result
    }

    private func connectUntilCancelled() async throws {
        if let reason = unsupportedReason { throw fail(.unsupported(reason)) }
        var settings = ConnectionSettings()
        var failures = 0
        while !Task.isCancelled {
            do throws(FeishuConnectionError) {
                configuration.observer?(.connecting)
                try await connect(&settings) { failures = 0 }
            } catch {
                if Task.isCancelled { break }
                if error.isFinal { throw fail(error) }
                configuration.observer?(.disconnected(error))
                failures += 1
                if let limit = settings.attempts, failures > limit {
                    throw fail(.tooManyAttempts(limit, last: error))
                }
                let pause = settings.pause(before: failures)
                configuration.observer?(.reconnecting(after: pause))
                do {
                    try await timeline.sleep(pause)
                } catch let failure as ClockFailure {
                    throw fail(.unsupported(failure.localizedDescription))
                } catch {
                    break
                }
            }
        }
        configuration.observer?(.closed)
    }

    private func fail(_ error: FeishuConnectionError) -> FeishuConnectionError {
        configuration.observer?(.failed(error))
        return error
    }

    private var unsupportedReason: String? {
        if app.type != .custom { return "a store app cannot have a long connection; receive its events at a URL" }
        if app.id.isEmpty || app.secret.value.isEmpty { return "the app's id or secret is an empty string" }
        if host == .lark { return "Lark has no long connections; receive events at a URL" }
        return nil
    }

    // MARK: One connection

    /// Connects and handles events until the task is cancelled or the connection is lost.
    private func connect(
        _ settings: inout ConnectionSettings, onConnect: () -> Void
    ) async throws(FeishuConnectionError) {
        let response = try await address()
        if let sent = response.settings { settings.update(with: sent) }
        guard let url = response.address else { throw .invalidAddress(isMissing: (response.url ?? "").isEmpty) }
        let socket = HidingWebSocket(socket: makeSocket(), secrets: url.connectionSecrets)
        try await shakeHands(socket, url)
        onConnect()
        configuration.observer?(.connected(host: url.host ?? ""))
        var session = ConnectionSession(
            socket, service: url.connectionService, receiver: receiver, settings: settings, timeline: timeline,
            observer: configuration.observer)
        defer { settings = session.settings }
        try await session.run()
    }

    private func address() async throws(FeishuConnectionError) -> ConnectionAddress.Response {
        let call = ConnectionAddress(body: ["AppID": app.id, "AppSecret": app.secret.value])
        let limit = configuration.timeout
        do {
            var request = try call.request(to: host)
            request.headers["User-Agent"] = configuration.userAgent
            let response = try await timeline.value(within: limit, orThrow: FeishuConnectionError.tooLate(limit)) {
                [request, transport = configuration.transport] in
                try await transport.response(to: request, of: ConnectionAddress.descriptor)
            }
            return try ConnectionAddress.response(from: response)
        } catch let error as FeishuError {
            throw .noAddress(error.hiding([app.secret]).withoutBody)
        } catch let error as FeishuConnectionError {
            throw error
        } catch {
            throw .unreachable(error)
        }
    }

    private func shakeHands(_ socket: HidingWebSocket, _ url: URL) async throws(FeishuConnectionError) {
        let limit = configuration.timeout
        do {
            try await timeline.value(within: limit, orThrow: FeishuConnectionError.tooLate(limit)) {
                try await socket.connect(to: url)
                // Nobody waits for a handshake that took too long, so that only this task can close the connection.
                if Task.isCancelled { await socket.close() }
            }
        } catch {
            await socket.close(within: ConnectionSession.closingLimit, timeline)
            switch error {
            case let error as FeishuConnectionError: throw error
            case let refusal as FeishuHandshakeRefusal: throw FeishuConnectionError(refusal, hiding: socket.secrets)
            default: throw .unreachable(error)
            }
        }
    }
}

#if !canImport(FoundationNetworking)
    extension FeishuEventConnection {
        /// Creates a connection over the WebSockets of URLSession, which Foundation has on Apple platforms.
        public convenience init(
            app: FeishuApp, receiver: FeishuEventReceiver, host: FeishuHost = .feishu,
            configuration: Configuration = Configuration()
        ) {
            self.init(app: app, receiver: receiver, host: host, configuration: configuration) { URLSessionWebSocket() }
        }
    }
#endif

extension FeishuEventConnection: CustomStringConvertible, CustomReflectable {
    public var description: String { "long connection of app \(app.id)" }
    /// Without credentials.
    public var customMirror: Mirror { Mirror(self, children: ["appID": app.id, "receiver": receiver]) }
}

extension FeishuEventConnection {
    /// The configuration of a connection.
    public struct Configuration: Sendable {
        /// The transport of the call that returns the address to connect to.
        public var transport: any FeishuTransport
        /// The `User-Agent` header of that call.
        public var userAgent: String
        /// The maximum duration of that call, and of the WebSocket handshake after it, 30 seconds by default.
        public var timeout: Duration
        /// The clock that decides when pings are sent, when a connection is dead, and how long pauses take.
        public var clock: any Clock<Duration>
        /// A closure that receives what the connection does.
        public var observer: FeishuConnectionObserver?

        public init(
            transport: any FeishuTransport = FeishuURLSessionTransport(),
            userAgent: String = FeishuClient.Configuration.defaultUserAgent,
            timeout: Duration = .seconds(30), clock: any Clock<Duration> = ContinuousClock(),
            observer: FeishuConnectionObserver? = nil
        ) {
            self.transport = transport
            self.userAgent = userAgent
            self.timeout = timeout
            self.clock = clock
            self.observer = observer
        }
    }
}
