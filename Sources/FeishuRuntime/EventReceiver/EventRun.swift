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
        /// Whether the reply was sent before the handlers returned.
        var isAnsweredEarly = false
        /// Whether a duplicate was acknowledged.
        var hasAcknowledgedDuplicate = false
        /// Whether somebody waits for the reply.
        var isExpected = true
        /// The response, once the work is done.
        var outcome: FeishuPushResponse?
        /// Those who wait for the outcome.
        var waiters: [AsyncStream<Never>.Continuation] = []
        var slotWait: Task<Void, any Error>?
        var slotDeadline: Deadlines.Deadline?

        /// Whether it was reported to the platform that the event is handled, so that it does not send the event again.
        var isAcknowledged: Bool { isAnsweredEarly || hasAcknowledgedDuplicate }
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
            return state.isAcknowledged
        }
        return isAcknowledged ? event.lateResponse : .unavailable
    }

    /// Records that the reply could not be sent. An event whose handlers failed, or will fail, can then be sent again.
    func replyWasLost() async {
        let (mustRelease, isAnswerLost) = state.withLock { state in
            let wasAcknowledged = state.isAcknowledged
            let isAnswerLost = !event.isClaimed && !state.isAnsweredEarly && state.outcome?.status == 200
            (state.isAnsweredEarly, state.isExpected) = (false, false)
            let isFree = wasAcknowledged && !state.isAcknowledged && state.phase == .failed
            return (isFree && event.isClaimed, isAnswerLost)
        }
        if mustRelease { await services.log.release(context.info) }
        if isAnswerLost { services.observer?(.answerNotSent(context.info)) }
    }

    private func work(since arrival: Duration) async {
        if !event.isClaimed { return end(with: await handleInSlot(since: arrival)) }
        if let first = services.running.add(self, for: context.id) {
            services.observer?(.duplicate(context.info))
            return send(await first.responseToDuplicate(since: arrival))
        }
        defer { services.running.remove(context.id) }
        if await services.log.claim(context.info) { return end(with: await handleInSlot(since: arrival)) }
        services.observer?(.duplicate(context.info))
        end(with: .accepted)
    }

    private func handleInSlot(since arrival: Duration) async -> FeishuPushResponse {
        guard await takeSlot(since: arrival) else {
            services.observer?(.overloaded(context.info))
            if event.isClaimed { await services.log.release(context.info) }
            return .unavailable
        }
        defer { slots.leave() }
        return await handle(since: arrival)
    }

    private func end(with response: FeishuPushResponse) {
        let waiters = state.withLock { state in
            state.outcome = response
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.finish() }
        send(response)
    }

    /// Returns the response to another push of the event: that it is handled, if the reply to the first push says so too. If nobody
    /// got that reply, for example because the connection was lost, the outcome decides, as far as it is known in time.
    private func responseToDuplicate(since arrival: Duration) async -> FeishuPushResponse {
        let (ends, waiter) = AsyncStream<Never>.makeStream()
        let response: FeishuPushResponse? = state.withLock { state in
            if let outcome = state.outcome { return outcome }
            if state.phase == .overloaded || state.phase == .failed { return .unavailable }
            if state.isExpected { state.hasAcknowledgedDuplicate = true }
            if state.isAcknowledged { return .accepted }
            state.waiters.append(waiter)
            return nil
        }
        if let response { return response }
        let deadline = services.timeline.deadlines.add(after: left(of: EventWork.longestWait, since: arrival)) {
            waiter.finish()
        }
        defer { deadline.remove() }
        for await _ in ends {}
        return state.withLock(\.outcome) ?? .unavailable
    }

    private func left(of limit: Duration, since arrival: Duration) -> Duration {
        limit - (services.timeline.elapsed() - arrival)
    }

    // MARK: The slot

    private var slots: SlotQueue { event.isClaimed ? services.slots : services.callbackSlots }

    /// - Returns: Whether there was a slot in time. A free slot is never too late, so that a busy process makes progress.
    private func takeSlot(since arrival: Duration) async -> Bool {
        let wait = Task {
            try await slots.enter { waitForSlot(since: arrival) }
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
        if hasSlot, !isHandling { slots.leave() }
        return isHandling
    }

    private func waitForSlot(since arrival: Duration) {
        let deadline = services.timeline.deadlines.add(after: left(of: EventWork.longestWait, since: arrival)) {
            self.giveUpSlot()
        }
        state.withLock { $0.slotDeadline = deadline }
    }

    private func giveUpSlot() {
        let (wait, isAcknowledged) = state.withLock { state in
            if state.phase == .waiting, !state.isAcknowledged { state.phase = .overloaded }
            return (state.slotWait, state.isAcknowledged)
        }
        // An acknowledged event is not sent again, so it keeps waiting.
        if isAcknowledged { send(event.lateResponse) } else { wait?.cancel() }
    }

    // MARK: The handlers

    private func handle(since arrival: Duration) async -> FeishuPushResponse {
        let deadline = answerInTime(since: arrival)
        defer { deadline?.remove() }
        let startedAt = services.timeline.elapsed()
        do {
            let response = try await runHandlers()
            if event.isClaimed { await services.log.finish(context.info) }
            services.observer?(.handled(context.info, duration: services.timeline.elapsed() - startedAt))
            if !event.isClaimed, state.withLock({ $0.isAcknowledged || !$0.isExpected }) {
                services.observer?(.answerNotSent(context.info))
            }
            return response
        } catch {
            await fail(with: error)
            return .failed
        }
    }

    private func fail(with error: any Error) async {
        let isAcknowledged = state.withLock { state in
            state.phase = .failed
            return state.isAcknowledged
        }
        guard event.isClaimed else {
            services.observer?(.answerFailed(context.info, error, isAnswered: isAcknowledged))
            return
        }
        services.observer?(.failed(context.info, error, isAcknowledged: isAcknowledged))
        // The platform does not send an acknowledged event again, so its claim only keeps duplicates away.
        if !isAcknowledged { await services.log.release(context.info) }
    }

    /// Answers when the time is over, or now.
    private func answerInTime(since arrival: Duration) -> Deadlines.Deadline? {
        let left = left(of: event.limit, since: arrival)
        if left > .zero { return services.timeline.deadlines.add(after: left) { self.answerLate() } }
        answerLate()
        return nil
    }

    private func answerLate() {
        let isAnswered = state.withLock { state in
            if state.phase == .handling, state.isExpected { state.isAnsweredEarly = true }
            return state.isAnsweredEarly
        }
        if isAnswered { send(event.lateResponse) }
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
