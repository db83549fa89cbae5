import Foundation

/// The handlers of a receiver.
struct EventHandlers: Sendable {
    typealias Handler = @Sendable (FeishuEventContext, FeishuReceiverObserver?) async throws -> Void

    private var byType: [String: [Handler]] = [:]
    private var ofAny: [Handler] = []
    private var answers: [String: EventWork] = [:]

    /// The types of the callbacks that this module knows.
    static let callbackTypes: Set = [FeishuCardAction.descriptor.type, FeishuLinkPreview.descriptor.type]

    var types: [String] { Set(byType.keys).union(answers.keys).sorted() }

    mutating func add<Event: FeishuEvent>(
        _: Event.Type, _ handle: @escaping @Sendable (Event, FeishuEventContext) async throws -> Void
    ) {
        byType[Event.descriptor.type, default: []].append { context, observer in
            do {
                let event = try Event(in: context, observer)
                try await handle(event, context)
            } catch let mismatch as PayloadMismatch {
                observer?(.payloadMismatched(context.info, mismatch.failure))
            }
        }
    }

    mutating func addFirst(ofType type: String, _ handler: @escaping Handler) {
        byType[type, default: []].insert(handler, at: 0)
    }

    mutating func addAny(_ handle: @escaping @Sendable (FeishuEventContext) async throws -> Void) {
        ofAny.append { context, _ in try await handle(context) }
    }

    /// Replaces the handler that answers the callbacks of a type.
    mutating func setAnswer<Callback: FeishuCallback>(
        to _: Callback.Type, late: Callback.Answer?,
        _ answer: @escaping @Sendable (Callback, FeishuEventContext) async throws -> Callback.Answer
    ) {
        answers[Callback.descriptor.type] = EventWork(
            run: { context, observer in
                do {
                    let callback = try Callback(in: context, observer)
                    return try FeishuPushResponse(answer: try await answer(callback, context))
                } catch let mismatch as PayloadMismatch {
                    observer?(.payloadMismatched(context.info, mismatch.failure))
                    throw mismatch
                }
            },
            limit: EventWork.longestWait,
            lateResponse: late.map { (try? FeishuPushResponse(answer: $0)) ?? .failed } ?? .accepted,
            isClaimed: false)
    }

    func answers(_ type: String) -> Bool { answers[type] != nil }

    /// Returns what to do with an event or a callback.
    func work(for type: String, _ acknowledgement: FeishuEventAcknowledgement) -> EventWork {
        answers[type]
            ?? EventWork(
                run: { context, observer in
                    try await handle(context, observer)
                    return .accepted
                },
                limit: acknowledgement.limit, lateResponse: .accepted, isClaimed: true)
    }

    /// Runs the handlers of an event one after the other.
    ///
    /// - Throws: The first error of a handler. The handlers after it do not run, because all will run again.
    private func handle(_ context: FeishuEventContext, _ observer: FeishuReceiverObserver?) async throws {
        if byType[context.type] == nil { observer?(.unhandled(context.info)) }
        for handler in (byType[context.type] ?? []) + ofAny { try await handler(context, observer) }
    }
}

/// An error for a payload that cannot be decoded.
private struct PayloadMismatch: LocalizedError {
    let failure: FeishuDecodingFailure

    var errorDescription: String? { "the payload is not of the type of the handler" }
}

extension FeishuEvent {
    /// Decodes the payload of an event like a response: a field of another type does not affect the other fields.
    fileprivate init(in context: FeishuEventContext, _ observer: FeishuReceiverObserver?) throws {
        do {
            self = try Self.payload(of: context.body, FieldReporter(of: context.info, to: observer))
        } catch {
            throw PayloadMismatch(failure: FeishuDecodingFailure(error, in: context.body))
        }
    }
}

extension FieldReporter {
    fileprivate convenience init(of info: FeishuEventInfo, to observer: FeishuReceiverObserver?) {
        var onDeviation: (@Sendable (FeishuFieldDeviation) -> Void)?
        if let observer {
            onDeviation = { deviation in observer(.fieldDeviated(info, deviation)) }
        }
        self.init(
            root: nil, onDroppedField: { failure in observer?(.fieldDropped(info, failure)) }, onDeviation: onDeviation)
    }
}
