/// How to wait for a result that the platform computes in the background.
public struct Polling: Hashable, Sendable {
    /// How long to wait in all.
    public var timeout: Duration
    /// Whether an empty answer means that the result is not there yet.
    public var repeatsWhileEmpty: Bool
    /// The pause before the second call; every further pause is twice as long.
    public var firstPause: Duration
    /// The longest pause.
    public var longestPause: Duration

    public init(
        timeout: Duration = .seconds(60), repeatsWhileEmpty: Bool = false, firstPause: Duration = .milliseconds(500),
        longestPause: Duration = .seconds(8)
    ) {
        self.timeout = timeout
        self.repeatsWhileEmpty = repeatsWhileEmpty
        self.firstPause = firstPause
        self.longestPause = longestPause
    }
}

/// An endpoint whose result is computed in the background.
public protocol PollingEndpoint: Endpoint {
    static var polling: Polling { get }

    /// Whether the answer is final. A state that the document does not know is, so that nobody waits for it for ever.
    static func isFinished(_ response: Response) -> Bool
}

extension FeishuClient {
    /// Sends a call again and again until its answer is final.
    ///
    /// - Parameter polling: How to wait; as the endpoint's document says by default.
    /// - Throws: `FeishuError`, also when the time is over; `CancellationError` when the task is cancelled.
    public func waitUntilFinished<Call: PollingEndpoint>(
        _ call: Call, polling: Polling = Call.polling
    ) async throws -> Call.Response {
        let deadline = timeline.elapsed() + polling.timeout
        var pause = polling.firstPause
        while true {
            let response = try await send(call)
            let isEmpty = polling.repeatsWhileEmpty && response == .absent
            if !isEmpty && Call.isFinished(response) { return response }
            let remaining = deadline - timeline.elapsed()
            if remaining <= .zero { throw FeishuError(.timedOut(after: polling.timeout), in: Call.descriptor) }
            try await timeline.sleep(min(pause, remaining))
            pause = min(pause * 2, polling.longestPause)
        }
    }
}
