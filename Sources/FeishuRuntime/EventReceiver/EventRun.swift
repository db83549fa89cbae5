import Foundation

/// The work for one event or callback. It goes on after the reply, and when nobody waits for the reply anymore.
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
        /// Whether the reply was sent before the handlers returned. The platform then does not send the event again.
        var isAcknowledged = false
        /// Whether somebody waits for the reply.
        var isExpected = true
        /// Whether this run claimed the event and has not ended.
        var hasClaim = false
        var slotWait: Task<Void, any Error>?
        var slotDeadline: Deadlines.Deadline?
    }

    private let context: FeishuEventContext
    private let event: EventWork
    private let services: ReceiverServices
    private let state = Locked(State())
    private let replies: AsyncStream<FeishuPushResponse>
    private let reply: AsyncStream<FeishuPushResponse>.Continuation

    init(_ context: FeishuEventContext, _ event: EventWork, _ services: ReceiverServices) {
        self.context = context
        self.event = event
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
            noteIfUnanswered(state)
            return state.isAcknowledged
        }
        return isAcknowledged ? event.lateResponse : .unavailable
    }

    private func work(since arrival: Duration) async {
        if event.isClaimed {
            let isUnanswered = services.unanswered.withLock { $0.contains(context.id) }
            guard await services.log.claim(context.info) else {
                services.observer?(.duplicate(context.info))
                return send(isUnanswered ? .unavailable : .accepted)
            }
            state.withLock { state in
                state.hasClaim = true
                noteIfUnanswered(state)
            }
        }
        if await takeSlot(since: arrival) {
            await handle(since: arrival)
            services.slots.leave()
        } else {
            services.observer?(.overloaded(context.info))
            if event.isClaimed { await services.log.release(context.info) }
            send(.unavailable)
        }
        state.withLock { state in
            state.hasClaim = false
            _ = services.unanswered.withLock { $0.remove(context.id) }
        }
    }

    /// Makes duplicates fail until this run ends, if nobody got its reply: its handlers can still fail, and the platform must then
    /// send the event again.
    private func noteIfUnanswered(_ state: State) {
        guard state.hasClaim, !state.isExpected, !state.isAcknowledged else { return }
        _ = services.unanswered.withLock { $0.insert(context.id) }
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
        let deadline = services.timeline.deadlines.add(after: left(of: EventWork.longestWait, since: arrival)) {
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
        let deadline = answerInTime(since: arrival)
        defer { deadline?.remove() }
        let startedAt = services.timeline.elapsed()
        do {
            let response = try await runHandlers()
            if event.isClaimed { await services.log.finish(context.info) }
            services.observer?(.handled(context.info, duration: services.timeline.elapsed() - startedAt))
            if !event.isClaimed, state.withLock(\.isAcknowledged) { services.observer?(.answeredLate(context.info)) }
            send(response)
        } catch {
            await fail(with: error)
        }
    }

    private func fail(with error: any Error) async {
        let isAcknowledged = state.withLock { state in
            state.phase = .failed
            return state.isAcknowledged
        }
        if event.isClaimed {
            services.observer?(.failed(context.info, error, isAcknowledged: isAcknowledged))
            // The platform does not send an acknowledged event again, so its claim only keeps duplicates away.
            if !isAcknowledged { await services.log.release(context.info) }
        } else {
            services.observer?(.answerFailed(context.info, error))
        }
        send(.failed)
    }

    /// Answers when the time is over, or now.
    private func answerInTime(since arrival: Duration) -> Deadlines.Deadline? {
        let left = left(of: event.limit, since: arrival)
        if left > .zero { return services.timeline.deadlines.add(after: left) { self.answerLate() } }
        answerLate()
        return nil
    }

    private func answerLate() {
        let isAcknowledged = state.withLock { state in
            if state.phase == .handling, state.isExpected { state.isAcknowledged = true }
            return state.isAcknowledged
        }
        if isAcknowledged { send(event.lateResponse) }
    }

    private func runHandlers() async throws -> FeishuPushResponse {
        guard let limit = services.handlerTimeout else { return try await event.run(context, services.observer) }
        let (result, isLate) = await services.timeline.run(within: limit) { [event, context, services] _ in
            do {
                return Result<FeishuPushResponse, any Error>.success(try await event.run(context, services.observer))
            } catch {
                return .failure(error)
            }
        }
        if isLate, case .failure = result { throw HandlerTimeout(limit: limit) }
        return try result.get()
    }
}

/// An error for handlers that were cancelled because they took too long.
struct HandlerTimeout: LocalizedError {
    let limit: Duration

    var errorDescription: String? { "the handlers did not return within \(limit)" }
}
