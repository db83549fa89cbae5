/// The polling parameters for a result that the platform computes in the background.
public struct FeishuPolling<Response: Sendable>: Sendable {
    /// The maximum duration of the whole wait, with the calls.
    public var timeout: Duration
    /// Whether an empty response means that the result is not available yet.
    public var repeatsWhileEmpty: Bool
    /// The pause before the second call. Every subsequent pause is twice as long as the one before, up to
    /// `longestPause`.
    public var firstPause: Duration
    /// The longest pause.
    public var longestPause: Duration
    /// A closure that returns whether a response is final. Undocumented states are final, because they might never
    /// change.
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
    /// The documented polling parameters.
    static var polling: FeishuPolling<Response> { get }
}

extension FeishuClient {
    /// Polls an endpoint until its response is final. A response that reports a failed task is final too, and is returned.
    ///
    /// - Parameters:
    ///   - call: The call that asks for the result.
    ///   - timeout: The maximum duration of the whole wait. If nil, that of the polling parameters or, where those are the
    ///     documented ones, the `timeout` of the client's options if that is shorter.
    ///   - given: The polling parameters. If nil, the documented ones.
    /// - Throws: `FeishuError`, including on a timeout, or `CancellationError` when the task is cancelled.
    public func waitUntilFinished<Call: FeishuPollingEndpoint>(
        _ call: Call, timeout: Duration? = nil, polling given: FeishuPolling<Call.Response>? = nil
    ) async throws -> Call.Response {
        var polling = given ?? Call.polling
        if let timeout {
            polling.timeout = timeout
        } else if given == nil, let callTimeout {
            polling.timeout = min(polling.timeout, callTimeout)
        }
        do {
            return try await response(to: call, within: polling)
        } catch let error as FeishuError {
            observer?(.waitEndedWithoutResult(Call.descriptor, error))
            throw error
        }
    }

    private func response<Call: FeishuPollingEndpoint>(
        to call: Call, within polling: FeishuPolling<Call.Response>
    ) async throws -> Call.Response {
        let timedOut = FeishuError(.timedOut(after: polling.timeout), in: Call.descriptor)
        // The timeout also cancels a call that hangs.
        let (result, isLate) = await timeline.run(within: polling.timeout) { _ -> Result<Call.Response?, any Error> in
            do {
                return .success(try await poll(call, polling))
            } catch {
                return .failure(error)
            }
        }
        // A result that arrived after the timeout is still returned.
        if isLate, case .failure = result { throw timedOut }
        guard let response = try result.get() else { throw timedOut }
        return response
    }

    /// - Returns: The final response, or nil after the timeout.
    private func poll<Call: FeishuPollingEndpoint>(
        _ call: Call, _ polling: FeishuPolling<Call.Response>
    ) async throws -> Call.Response? {
        let deadline = timeline.elapsed() + polling.timeout.clamped
        var pause = polling.firstPause.clamped
        while true {
            let response = try await send(call)
            let isEmpty = polling.repeatsWhileEmpty && response == .absent
            if !isEmpty && polling.isFinished(response) { return response }
            let remaining = deadline - timeline.elapsed()
            if remaining <= .zero { return nil }
            try await timeline.sleep(min(pause, remaining))
            pause = min(pause * 2, polling.longestPause).clamped
        }
    }
}
