import SourceText

/// Coordinates the requests of a run: a delay that the portal requests applies to all of them, and no more requests are
/// sent after several consecutive failures.
actor RequestGate {
    private let sleep: @Sendable (Duration) async throws -> Void
    /// The pending delays. Requests wait until all of them are over.
    private var waits: [Int: Task<Void, any Error>] = [:]
    private var waitCount = 0
    private var consecutiveFailures = 0
    private var isClosed = false

    private static let maximumFailures = 5

    /// - Parameter wait: Waits for a duration.
    init(wait: @escaping @Sendable (Duration) async throws -> Void) {
        sleep = wait
    }

    /// Waits until a request may be sent.
    ///
    /// - Throws: `Failure` if no more requests may be sent.
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

    /// Delays all requests for a duration.
    func pause(for duration: Duration) {
        waitCount += 1
        waits[waitCount] = Task { [sleep] in try await sleep(duration) }
    }

    /// Delays a single request for a duration.
    func wait(for duration: Duration) async throws(Failure) {
        do { try await sleep(duration) } catch { throw Self.cancelled }
    }

    private static let cancelled = Failure("portal-failed", "cancelled")

    /// Records a successful request.
    func succeeded() { consecutiveFailures = 0 }

    /// Records a failed request.
    ///
    /// - Parameters:
    ///   - isTransient: Whether the failure is unrelated to the requested document.
    ///   - isFinal: Whether to send no more requests.
    func failed(isTransient: Bool, isFinal: Bool) {
        if isTransient { consecutiveFailures += 1 }
        if isFinal || consecutiveFailures >= Self.maximumFailures { isClosed = true }
    }
}
