/// The measurement of one attempt.
struct AttemptMeasurement: Sendable {
    private struct ConnectionWait: Sendable {
        var startedAt: Duration?
        var total: Duration = .zero
    }

    private let attempt: FeishuCallAttempt
    private let request: FeishuHTTPRequest
    private let timeline: Timeline
    private let observer: FeishuObserver?
    /// The deadline that does not include the wait for a connection.
    private let deadline: Deadlines.Deadline?
    private let startedAt: Duration
    private let wait = Locked(ConnectionWait())

    init(
        _ attempt: FeishuCallAttempt, of request: FeishuHTTPRequest, on timeline: Timeline,
        reportingTo observer: FeishuObserver?, suspending deadline: Deadlines.Deadline?
    ) {
        self.attempt = attempt
        self.request = request
        self.timeline = timeline
        self.observer = observer
        self.deadline = deadline
        startedAt = timeline.elapsed()
    }

    /// Records progress that the transport reports.
    @Sendable func record(_ progress: FeishuTransferProgress) {
        switch progress {
        case .waitingForConnection:
            deadline?.suspend()
            wait.withLock { $0.startedAt = timeline.elapsed() }
        case .started:
            wait.withLock { wait in
                guard let startedAt = wait.startedAt else { return }
                wait.total += timeline.elapsed() - startedAt
                wait.startedAt = nil
                deadline?.resume()
            }
        case .sent, .received:
            if request.transfersFile { observer?(.progressed(attempt, progress)) }
        }
        request.onProgress?(progress)
    }

    /// Reports the end of the attempt.
    ///
    /// - Returns: The wait for a connection.
    func finish(with response: FeishuHTTPResponse?) -> Duration {
        let connectionWait = wait.withLock(\.total)
        observer?(
            .attempted(
                attempt,
                FeishuAttemptSummary(
                    duration: timeline.elapsed() - startedAt, connectionWait: connectionWait,
                    bytesSent: request.body?.size ?? 0, bytesReceived: response?.bodySize ?? 0,
                    status: response?.status)))
        return connectionWait
    }
}

extension FeishuHTTPResponse {
    fileprivate var bodySize: Int { file.flatMap { FeishuHTTPBody.file($0).size } ?? body.count }
}
