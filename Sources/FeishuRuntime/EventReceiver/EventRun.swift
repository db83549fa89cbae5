import Foundation

/// The work for one event. It goes on after the reply, and when nobody waits for the reply anymore.
final class EventRun: Sendable {
    private enum Phase {
        /// Until the handlers have a slot.
        case waiting
        case handling
        /// The limit was reached before the handlers had a slot, so they will not run.
        case overloaded
        case failed
    }

    private struct State: Sendable {
        var phase = Phase.waiting
        /// Whether the platform was told that the event is handled, so that it does not send the event again.
        var isAcknowledged = false
        /// Whether somebody waits for the reply.
        var isExpected = true
        var slotWait: Task<Void, any Error>?
        var slotDeadline: Deadlines.Deadline?
    }

    /// The time after a push at which it is refused, if its handlers wait for a slot.
    private static let slotLimit: Duration = .milliseconds(2500)

    private let context: FeishuEventContext
    private let handlers: EventHandlers
    private let services: ReceiverServices
    private let state = Locked(State())
    private let replies: AsyncStream<FeishuPushResponse>
    private let reply: AsyncStream<FeishuPushResponse>.Continuation

    init(_ context: FeishuEventContext, _ handlers: EventHandlers, _ services: ReceiverServices) {
        self.context = context
        self.handlers = handlers
        self.services = services
        (replies, reply) = AsyncStream.makeStream()
    }

    private func send(_ response: FeishuPushResponse) {
        reply.yield(response)
        reply.finish()
    }

    /// Starts the work.
    ///
    /// - Parameter arrival: The time of the push.
    /// - Returns: The response to the push. If the task is cancelled, the work goes on.
    func response(since arrival: Duration) async -> FeishuPushResponse {
        services.running.begin()
        Task {
            await work(since: arrival)
            services.running.end()
        }
        for await response in replies { return response }
        let isAcknowledged = state.withLock { state in
            state.isExpected = false
            return state.isAcknowledged
        }
        return isAcknowledged ? .accepted : .unavailable
    }

    private func work(since arrival: Duration) async {
        guard await services.log.claim(context.info) else {
            services.observer?(.duplicate(context.info))
            return send(.accepted)
        }
        if await takeSlot(since: arrival) {
            await handle(since: arrival)
            services.slots.leave()
        } else {
            services.observer?(.overloaded(context.info))
            await services.log.release(context.info)
            send(.unavailable)
        }
    }

    private func left(of limit: Duration, since arrival: Duration) -> Duration {
        limit - (services.timeline.elapsed() - arrival)
    }

    // MARK: The slot

    /// - Returns: Whether there was a slot in time. A free slot is never too late, so that a busy process makes progress.
    private func takeSlot(since arrival: Duration) async -> Bool {
        let wait = Task {
            try await services.slots.enter { waitForSlot(since: arrival) }
        }
        let isTooLate = state.withLock { state in
            state.slotWait = wait
            return state.phase == .overloaded
        }
        if isTooLate { wait.cancel() }
        let hasSlot = (try? await wait.value) != nil
        let (isHandling, deadline) = state.withLock { state in
            if hasSlot, state.phase == .waiting { state.phase = .handling }
            defer { (state.slotWait, state.slotDeadline) = (nil, nil) }
            return (state.phase == .handling, state.slotDeadline)
        }
        deadline?.remove()
        if hasSlot, !isHandling { services.slots.leave() }
        return isHandling
    }

    private func waitForSlot(since arrival: Duration) {
        let deadline = services.timeline.deadlines.add(after: left(of: Self.slotLimit, since: arrival)) {
            self.giveUpSlot()
        }
        state.withLock { $0.slotDeadline = deadline }
    }

    private func giveUpSlot() {
        let wait = state.withLock { state in
            if state.phase == .waiting { state.phase = .overloaded }
            return state.slotWait
        }
        wait?.cancel()
    }

    // MARK: The handlers

    private func handle(since arrival: Duration) async {
        let deadline = acknowledgeInTime(since: arrival)
        defer { deadline?.remove() }
        let startedAt = services.timeline.elapsed()
        do {
            try await runHandlers()
            await services.log.finish(context.info)
            services.observer?(.handled(context.info, duration: services.timeline.elapsed() - startedAt))
            send(.accepted)
        } catch {
            let isAcknowledged = state.withLock { state in
                state.phase = .failed
                return state.isAcknowledged
            }
            services.observer?(.failed(context.info, error, isAcknowledged: isAcknowledged))
            // The platform does not send an acknowledged event again, so its claim only keeps duplicates away.
            if !isAcknowledged { await services.log.release(context.info) }
            send(.failed)
        }
    }

    /// Acknowledges the event when its time is over, or now.
    private func acknowledgeInTime(since arrival: Duration) -> Deadlines.Deadline? {
        let left = left(of: services.acknowledgement.limit, since: arrival)
        if left > .zero { return services.timeline.deadlines.add(after: left) { self.acknowledge() } }
        acknowledge()
        return nil
    }

    private func acknowledge() {
        let isAcknowledged = state.withLock { state in
            if state.phase == .handling, state.isExpected { state.isAcknowledged = true }
            return state.isAcknowledged
        }
        if isAcknowledged { send(.accepted) }
    }

    private func runHandlers() async throws {
        if !handlers.contains(context.type) { services.observer?(.unhandled(context.info)) }
        guard let limit = services.handlerTimeout else {
            return try await handlers.handle(context, services.observer)
        }
        let (result, isLate) = await services.timeline.run(within: limit) { [handlers, context, services] _ in
            do {
                try await handlers.handle(context, services.observer)
                return Result<Void, any Error>.success(())
            } catch {
                return .failure(error)
            }
        }
        if isLate, case .failure = result { throw HandlerTimeout(limit: limit) }
        try result.get()
    }
}

/// An error for handlers that were cancelled because they took too long.
struct HandlerTimeout: LocalizedError {
    let limit: Duration

    var errorDescription: String? { "the handlers did not return within \(limit)" }
}
