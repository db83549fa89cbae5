import SourceText

/// Coordinates the requests of a run. If the portal asks for a delay, all requests wait. After several consecutive
/// transient failures, or if the requested delay is too long, no more requests are sent.
actor RequestGate {
    private let sleep: @Sendable (Duration) async throws -> Void
    /// The delays that apply to all requests, keyed by a sequence number. Requests wait until all delays are over.
    private var waits: [Int: Task<Void, any Error>] = [:]
    private var waitCount = 0
    private var consecutiveFailures = 0
    private var isClosed = false

    private static let maximumFailures = 5

    /// - Parameter wait: Waits for the given duration.
    init(wait: @escaping @Sendable (Duration) async throws -> Void) {
        sleep = wait
    }

    /// Waits until a request may be sent.
    ///
    /// - Throws: `Failure` if no more requests may be sent, or if the wait is cancelled.
    func waitForTurn() async throws(Failure) {
        while true {
            if isClosed {
                throw Failure(
                    "portal-failed", "request not sent because earlier requests failed", notes: ["try again later"])
            }
            guard let (number, wait) = waits.first else { return }
            do { try await wait.value } catch { throw Self.cancelled }
            waits[number] = nil
        }
    }

    /// Imposes a delay of the given duration on all requests that have not been sent yet.
    func pause(for duration: Duration) {
        waitCount += 1
        waits[waitCount] = Task { [sleep] in try await sleep(duration) }
    }

    /// Delays a single request by the given duration.
    func wait(for duration: Duration) async throws(Failure) {
        do { try await sleep(duration) } catch { throw Self.cancelled }
    }

    private static let cancelled = Failure("portal-failed", "cancelled")

    func recordSuccess() { consecutiveFailures = 0 }

    /// Records a request that failed and will not be retried.
    ///
    /// - Parameters:
    ///   - isTransient: Whether the failure is transient. Only transient failures count toward the limit of
    ///     consecutive failures.
    ///   - isFinal: Whether to stop sending requests immediately.
    func recordFailure(isTransient: Bool, isFinal: Bool) {
        if isTransient { consecutiveFailures += 1 }
        if isFinal || consecutiveFailures >= Self.maximumFailures { isClosed = true }
    }
}
