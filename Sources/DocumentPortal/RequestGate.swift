import SourceText

/// What all requests of a run have to pass: a wait that the portal asks for holds for each of them, and after several
/// failures in a row no further one is sent.
actor RequestGate {
    private let sleep: @Sendable (Duration) async throws -> Void
    private var pause: Task<Void, any Error>?
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
    func pass() async throws(Failure) {
        if isClosed {
            throw Failure(
                "portal-failed", "not requested, because the requests before it failed", notes: ["try again later"])
        }
        guard let pause else { return }
        do { try await pause.value } catch { throw Failure("cancelled", "cancelled") }
        if self.pause == pause { self.pause = nil }
    }

    /// Lets no request pass for a while.
    func pause(for duration: Duration) {
        // Requests that were under way together ask for one wait, not for one after the other.
        if pause != nil { return }
        pause = Task { [sleep] in try await sleep(duration) }
    }

    /// Waits on behalf of one request.
    func wait(for duration: Duration) async throws(Failure) {
        do { try await sleep(duration) } catch { throw Failure("cancelled", "cancelled") }
    }

    func succeeded() { failuresInARow = 0 }

    /// - Parameters:
    ///   - isTransient: Whether the failure is not about the document of the request.
    ///   - isLast: Whether the portal wants no further request.
    func failed(isTransient: Bool, isLast: Bool) {
        if isTransient { failuresInARow += 1 }
        if isLast || failuresInARow >= Self.maximumFailures { isClosed = true }
    }
}
