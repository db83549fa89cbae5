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
    }

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
        let limit = services.acknowledgement.limit - (services.timeline.elapsed() - arrival)
        let deadline = services.timeline.deadlines.add(after: limit) { self.expire() }
        services.running.begin()
        Task {
            await work()
            deadline.remove()
            services.running.end()
        }
        for await response in replies { return response }
        let isAcknowledged = state.withLock { state in
            state.isExpected = false
            return state.isAcknowledged
        }
        return isAcknowledged ? .accepted : .unavailable
    }

    /// Acknowledges the event if it is being handled; otherwise, there is no time left for it.
    private func expire() {
        let (wait, isAcknowledged) = state.withLock { state in
            switch state.phase {
            case .waiting:
                state.phase = .overloaded
                return (state.slotWait, false)
            case .handling:
                state.isAcknowledged = state.isExpected
                return (nil, state.isAcknowledged)
            case .overloaded, .failed: return (nil, false)
            }
        }
        wait?.cancel()
        if isAcknowledged { send(.accepted) }
    }

    private func work() async {
        guard await services.log.claim(context.info) else {
            services.observer?(.duplicate(context.info))
            return send(.accepted)
        }
        guard await takeSlot() else {
            services.observer?(.overloaded(context.info))
            await services.log.release(context.info)
            return send(.unavailable)
        }
        await handle()
        services.slots.leave()
    }

    private func takeSlot() async -> Bool {
        let wait = Task { [slots = services.slots] in try await slots.enter {} }
        let isTooLate = state.withLock { state in
            state.slotWait = wait
            return state.phase == .overloaded
        }
        if isTooLate { wait.cancel() }
        guard (try? await wait.value) != nil else { return false }
        if beginHandling() { return true }
        services.slots.leave()
        return false
    }

    private func beginHandling() -> Bool {
        let isImmediate = services.acknowledgement.isImmediate
        let (isHandling, isAcknowledged) = state.withLock { state in
            state.slotWait = nil
            if state.phase == .overloaded { return (false, false) }
            state.phase = .handling
            state.isAcknowledged = isImmediate && state.isExpected
            return (true, state.isAcknowledged)
        }
        if isAcknowledged { send(.accepted) }
        return isHandling
    }

    private func handle() async {
        let startedAt = services.timeline.elapsed()
        do {
            try await runHandlers()
            await services.log.finish(context.info)
            services.observer?(.handled(context.info, duration: services.timeline.elapsed() - startedAt))
            send(.accepted)
        } catch {
            let isAcknowledged = state.withLock { state in
                if !state.isAcknowledged { state.phase = .failed }
                return state.isAcknowledged
            }
            services.observer?(.failed(context.info, error, isAcknowledged: isAcknowledged))
            // The platform does not send an acknowledged event again, so its claim only keeps duplicates away.
            if !isAcknowledged { await services.log.release(context.info) }
            send(.failed)
        }
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
