/// What a receiver does with an event or a callback, and how it replies.
struct EventWork: Sendable {
    /// Runs the handlers and returns the response.
    let run: @Sendable (FeishuEventContext, FeishuReceiverObserver?) async throws -> FeishuPushResponse
    /// The time after a push at which it is answered although the handlers still run.
    let limit: Duration
    /// The response at that time.
    let lateResponse: FeishuPushResponse
    /// Whether the event is claimed, so that its duplicates are not handled. The platform sends no callback twice, and each
    /// needs an answer.
    let isClaimed: Bool

    /// The time after which a push is answered in any case, because the platform waits for 3 seconds.
    static let longestWait: Duration = .milliseconds(2500)
}
