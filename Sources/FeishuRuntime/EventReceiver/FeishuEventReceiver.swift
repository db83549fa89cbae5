import Foundation

/// A receiver of the events and callbacks that the platform pushes to an app's URL, for any HTTP server, or sends over a
/// `FeishuEventConnection`.
///
/// It checks the signature, the age, and the token of a push, decrypts it, answers the challenge, recognizes duplicates, and runs
/// the handlers of the event. A receiver is a value: register all handlers before the server or the connection gets a copy.
/// Copies share the event log and the limits.
public struct FeishuEventReceiver: Sendable {
    private let verifier: PushVerifier
    private let client: FeishuClient?
    private let services: ReceiverServices
    private var handlers = EventHandlers()

    /// The maximum size of a push or a message in bytes.
    var maximumBodySize: Int { verifier.maximumBodySize }

    /// Creates a receiver without handlers.
    ///
    /// - Parameters:
    ///   - verificationToken: The app's Verification Token, or nil if it has none. It is then not compared.
    ///   - encryptKey: The app's Encrypt Key, or nil if it has none. Pushes are then neither signed nor encrypted, so anybody who
    ///     knows the token can send one.
    ///   - additionalEncryptKeys: Other keys that are accepted, for the time in which one key replaces another.
    ///   - client: The client that handlers get. If it is of a store app, it receives the app's tickets.
    ///   - configuration: How events are acknowledged, limited, and observed.
    public init(
        verificationToken: String? = nil, encryptKey: String? = nil, additionalEncryptKeys: [String] = [],
        client: FeishuClient? = nil, configuration: Configuration = Configuration()
    ) {
        verifier = PushVerifier(
            keys: ((encryptKey.map { [$0] } ?? []) + additionalEncryptKeys).map(EncryptKey.init),
            token: verificationToken.map(Secret.init), maximumAge: configuration.maximumAge,
            maximumBodySize: configuration.maximumBodySize)
        self.client = client
        services = ReceiverServices(configuration)
    }

    /// Adds a handler for the events of a type. Several handlers of a type run one after the other, in the order in which they
    /// were added.
    ///
    /// If a handler throws, the platform sends the event again, and all handlers run again. A payload that does not fit is
    /// reported to the observer, and the handler does not run. A field that does not fit is nil, as in responses.
    public mutating func on<Event: FeishuEvent>(
        _ event: Event.Type, _ handler: @escaping @Sendable (Event, FeishuEventContext) async throws -> Void
    ) {
        handlers.add(event, handler)
    }

    /// Adds a handler for the callbacks of a type, which are then answered with an empty reply; see `answer(_:late:_:)`.
    @available(*, deprecated, message: "use answer(_:late:_:), whose result is the reply")
    public mutating func on<Callback: FeishuCallback>(
        _ callback: Callback.Type, _ handler: @escaping @Sendable (Callback, FeishuEventContext) async throws -> Void
    ) {
        handlers.add(callback, handler)
    }

    /// Adds a handler for all events, including those of unknown types. It runs after the handlers of the event's type.
    public mutating func onAny(_ handler: @escaping @Sendable (FeishuEventContext) async throws -> Void) {
        handlers.addAny(handler)
    }

    /// Sets the handler that answers the callbacks of a type. Its result is the reply.
    ///
    /// The handlers of `on` and `onAny` do not run for these callbacks, and another call of this method for the type replaces the
    /// handler.
    ///
    /// - Parameters:
    ///   - callback: The type of the callbacks, such as `FeishuCardAction`.
    ///   - late: The reply to a callback whose handler does not return within 2.5 seconds, such as a toast; an empty reply if
    ///     nil. The handler continues, but its result is not sent.
    ///   - handler: A closure that returns the answer. If it throws, the reply is an error, and the platform says so to the user.
    public mutating func answer<Callback: FeishuCallback>(
        _ callback: Callback.Type, late: Callback.Answer? = nil,
        _ handler: @escaping @Sendable (Callback, FeishuEventContext) async throws -> Callback.Answer
    ) {
        handlers.setAnswer(to: callback, late: late, handler)
    }

    /// Returns the response to a push, after its handlers returned or the time to acknowledge it is over.
    ///
    /// Handlers continue when the task is cancelled, for example because the platform closed the connection.
    public func respond(to push: FeishuPush) async -> FeishuPushResponse {
        let arrival = services.timeline.elapsed()
        do {
            switch try verifier.content(of: push, at: services.date()) {
            case .challenge(let challenge):
                services.observer?(.challenged)
                return FeishuPushResponse(status: 200, json: ["challenge": .string(challenge)])
            case .event(let envelope, let body): return await run(for: envelope, body).response(since: arrival)
            }
        } catch {
            services.observer?(.rejected(error))
            return error.response
        }
    }

    /// Returns the response to an envelope that did not arrive as a push, but from the platform itself, so that it is neither
    /// signed nor encrypted; and the run of its handlers, if there is one.
    func respond(toMessage body: Data) async -> (push: FeishuPushResponse, run: EventRun?) {
        let arrival = services.timeline.elapsed()
        do {
            let run = run(for: try verifier.envelope(ofMessage: body), body)
            return (await run.response(since: arrival), run)
        } catch {
            services.observer?(.rejected(error))
            return (error.response, nil)
        }
    }

    /// Whether callbacks of a type have a handler that answers them.
    package func answers(_ type: String) -> Bool { handlers.answers(type) }

    private func run(for envelope: EventEnvelope, _ body: Data) -> EventRun {
        let context = FeishuEventContext(
            info: envelope.info, client: client?.forEvents(ofTenant: envelope.info.tenantKey), body: body)
        let work = handlers(for: envelope).work(for: envelope.info.type, services.acknowledgement)
        return EventRun(context, work, services)
    }

    /// Waits until all handlers returned, or until the task is cancelled. Stop the server before, so that no other event
    /// arrives.
    public func drain() async { await services.running.drain() }

    /// Returns the handlers, and that of the client for an app ticket, if it is of a store app.
    private func handlers(for envelope: EventEnvelope) -> EventHandlers {
        guard let ticket = envelope.appTicket, let client, client.appType == .store else { return handlers }
        var handlers = handlers
        handlers.addFirst(ofType: envelope.info.type) { _, _ in try await client.receive(appTicket: ticket) }
        return handlers
    }
}

extension FeishuEventReceiver: CustomStringConvertible, CustomReflectable {
    public var description: String {
        handlers.types.isEmpty ? "receiver without handlers" : "receiver of \(handlers.types.joined(separator: ", "))"
    }
    /// Without keys and tokens.
    public var customMirror: Mirror { Mirror(self, children: ["types": handlers.types]) }
}

extension FeishuClient {
    /// Returns the client for the calls of an event's handlers. A custom app can call for its own tenant only.
    fileprivate func forEvents(ofTenant key: String?) -> FeishuClient {
        guard let key, appType != .custom else { return self }
        return tenant(key: key)
    }
}
