/// The measurement of one attempt.
struct AttemptMeasurement: Sendable {
    private struct State: Sendable {
        var waitStartedAt: Duration?
        var connectionWait: Duration = .zero
        // Of the request as a middleware changed it. The request itself has this measurement as the receiver of its
        // progress, so keeping it would keep both for ever.
        var transfersFile = false
        var bytesSent = 0
    }

    private let attempt: FeishuCallAttempt
    private let timeline: Timeline
    private let observer: FeishuObserver?
    /// The deadline that does not include the wait for a connection.
    private let deadline: Deadlines.Deadline?
    private let startedAt: Duration
    private let state = Locked(State())

    init(
        _ attempt: FeishuCallAttempt, on timeline: Timeline, reportingTo observer: FeishuObserver?,
        suspending deadline: Deadlines.Deadline?
    ) {
        self.attempt = attempt
        self.timeline = timeline
        self.observer = observer
        self.deadline = deadline
        startedAt = timeline.elapsed()
    }

    /// Records the request that the transport gets. Files can take any time.
    func recordStart(of request: FeishuHTTPRequest) {
        let size = request.body?.size ?? 0
        state.withLock { state in
            state.transfersFile = request.transfersFile
            state.bytesSent = size
        }
        if request.transfersFile { deadline?.suspend() }
    }

    /// Records progress that the transport reports.
    @Sendable func record(_ progress: FeishuTransferProgress) {
        switch progress {
        case .waitingForConnection:
            deadline?.suspend()
            let now = timeline.elapsed()
            state.withLock { $0.waitStartedAt = now }
        case .started:
            endWait(at: timeline.elapsed())
            if !transfersFile { deadline?.resume() }
        case .sent, .received:
            if let observer, transfersFile { observer(.progressed(attempt, progress)) }
        }
    }

    private var transfersFile: Bool { state.withLock(\.transfersFile) }

    private func endWait(at now: Duration) {
        state.withLock { state in
            if let startedAt = state.waitStartedAt { state.connectionWait += now - startedAt }
            state.waitStartedAt = nil
        }
    }

    /// Reports the end of the attempt.
    ///
    /// - Returns: The wait for a connection.
    func finish(with response: FeishuHTTPResponse?, at now: Duration) -> Duration {
        endWait(at: now)
        deadline?.resume()
        let (connectionWait, bytesSent) = state.withLock { ($0.connectionWait, $0.bytesSent) }
        observer?(
            .attempted(
                attempt,
                FeishuAttemptSummary(
                    duration: now - startedAt, connectionWait: connectionWait,
                    bytesSent: bytesSent, bytesReceived: response?.bodySize ?? 0, status: response?.status))
        )
        return connectionWait
    }
}
