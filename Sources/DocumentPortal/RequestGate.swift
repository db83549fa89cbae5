import SourceText

/// What all requests of a run have to pass: a wait that the portal asks for holds for each of them, and after several
/// failures in a row no further one is sent.
actor RequestGate {
    private let sleep: @Sendable (Duration) async throws -> Void
    /// The waits that are not over. The longest one counts.
    private var waits: [Int: Task<Void, any Error>] = [:]
    private var waitCount = 0
    private var failuresInARow = 0
    private var isClosed = false

    private static let maximumFailures = 5

    /// - Parameter wait: Waits for a duration.
    init(wait: @escaping @Sendable (Duration) async throws -> Void) {
        sleep = wait
    }

    /// Waits until a request may be sent.
    ///
    /// - Throws: `Failure` where none may be sent anymore.
    func waitForTurn() async throws(Failure) {
        while true {
            if isClosed {
                throw Failure(
                    "portal-failed", "not requested, because the requests before it failed", notes: ["try again later"])
            }
            guard let (number, wait) = waits.first else { return }
            do { try await wait.value } catch { throw Self.cancelled }
            waits[number] = nil
        }
    }

    /// Lets no request pass for a while.
    func pause(for duration: Duration) {
        waitCount += 1
        waits[waitCount] = Task { [sleep] in try await sleep(duration) }
    }

    /// Waits on behalf of one request.
    func wait(for duration: Duration) async throws(Failure) {
        do { try await sleep(duration) } catch { throw Self.cancelled }
    }

    private static let cancelled = Failure("portal-failed", "cancelled")

    func succeeded() { failuresInARow = 0 }

    /// - Parameters:
    ///   - isTransient: Whether the failure is not about the document of the request.
    ///   - isLast: Whether the portal wants no further request.
    func failed(isTransient: Bool, isLast: Bool) {
        if isTransient { failuresInARow += 1 }
        if isLast || failuresInARow >= Self.maximumFailures { isClosed = true }
    }
}
