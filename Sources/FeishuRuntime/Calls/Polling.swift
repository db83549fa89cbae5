/// How to wait for a result that the platform computes in the background.
public struct FeishuPolling<Response: Sendable>: Sendable {
    /// How long to wait in all.
    public var timeout: Duration
    /// Whether an empty answer means that the result is not there yet.
    public var repeatsWhileEmpty: Bool
    /// The pause before the second call; every further pause is twice as long.
    public var firstPause: Duration
    /// The longest pause.
    public var longestPause: Duration
    /// Whether an answer is final. A state that the document does not know is, so that nobody waits for it for ever.
    public var isFinished: @Sendable (Response) -> Bool

    public init(
        timeout: Duration = .seconds(60), repeatsWhileEmpty: Bool = false, firstPause: Duration = .milliseconds(500),
        longestPause: Duration = .seconds(8), isFinished: @escaping @Sendable (Response) -> Bool
    ) {
        self.timeout = timeout
        self.repeatsWhileEmpty = repeatsWhileEmpty
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.isFinished = isFinished
    }
}

/// An endpoint whose result is computed in the background.
public protocol FeishuPollingEndpoint: FeishuEndpoint {
    /// How to wait for it, as the document says.
    static var polling: FeishuPolling<Response> { get }
}

extension FeishuClient {
    /// Sends a call again and again until its answer is final.
    ///
    /// - Parameter polling: How to wait; as the endpoint's document says by default.
    /// - Throws: `FeishuError`, also when the time is over; `CancellationError` when the task is cancelled.
    public func waitUntilFinished<Call: FeishuPollingEndpoint>(
        _ call: Call, polling: FeishuPolling<Call.Response> = Call.polling
    ) async throws -> Call.Response {
        let timedOut = FeishuError(.timedOut(after: polling.timeout), in: Call.descriptor)
        // A call that hangs ends with the time, too.
        let (value, isLate) = await timeline.run(within: polling.timeout) { () -> Result<Call.Response?, any Error> in
            do {
                return .success(try await poll(call, polling))
            } catch {
                return .failure(error)
            }
        }
        guard let result = value else { throw CancellationError() }
        // What came late is still what happened.
        if isLate, case .failure = result { throw timedOut }
        guard let response = try result.get() else { throw timedOut }
        return response
    }

    /// - Returns: The final answer, or nil when the time is over.
    private func poll<Call: FeishuPollingEndpoint>(
        _ call: Call, _ polling: FeishuPolling<Call.Response>
    ) async throws -> Call.Response? {
        let deadline = timeline.elapsed() + polling.timeout
        var pause = polling.firstPause
        while true {
            let response = try await send(call)
            let isEmpty = polling.repeatsWhileEmpty && response == .absent
            if !isEmpty && polling.isFinished(response) { return response }
            let remaining = deadline - timeline.elapsed()
            if remaining <= .zero { return nil }
            try await timeline.sleep(min(pause, remaining))
            pause = min(pause * 2, polling.longestPause)
        }
    }
}
