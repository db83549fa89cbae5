/// The attempts of one call so far, and what comes after the next failure.
struct Retries {
    private let policy: RetryPolicy
    private let isIdempotent: Bool
    /// When the first attempt began.
    private var startedAt: Duration?
    private var failures = 0

    init(_ policy: RetryPolicy, isIdempotent: Bool) {
        self.policy = policy
        self.isIdempotent = isIdempotent
    }

    /// Is told that an attempt is about to be sent; waiting for its turn is over by then.
    ///
    /// - Returns: Whether it is still in time.
    mutating func begin(at time: Duration) -> Bool {
        let start = startedAt ?? time
        startedAt = start
        return time - start <= policy.deadline
    }

    /// How long to wait before the next attempt, or nil where the failure is final.
    ///
    /// - Parameter random: A number from 0 to 1, by which the pause is chosen between none and the longest: callers
    ///   that failed together shall not come back together.
    mutating func pause(
        after error: FeishuError, at time: Duration, random: Double = .random(in: 0...1)
    ) -> Duration? {
        failures += 1
        let isWorthAnother =
            switch error.kind {
            case .throttled: true
            case .transient: isIdempotent
            case .final: false
            }
        guard isWorthAnother, failures < policy.attempts else { return nil }
        let doubled = policy.firstPause * Double(1 << min(failures - 1, 30))
        let asked = error.kind == .throttled ? error.retryAfter.flatMap { $0 > .zero ? $0 : nil } : nil
        let pause = asked ?? min(doubled, policy.longestPause) * random
        return time + pause - (startedAt ?? time) < policy.deadline ? pause : nil
    }
}

/// Whether a failure passes, after the platform's documents and its official clients.
enum FailureKind {
    /// The call did not run: it came too early.
    case throttled
    /// The call may have run or not; the next one may succeed.
    case transient
    case final
}

extension FeishuError {
    var kind: FailureKind {
        switch reason {
        case .api(let code, _): kind(of: code)
        case .http: status == 429 ? .throttled : isServerFailure ? .transient : .final
        case .transport(let error): error is ResponseTooLarge ? .final : .transient
        case .token, .middleware, .decoding, .invalidRequest, .timedOut: .final
        }
    }

    private func kind(of code: FeishuErrorCode) -> FailureKind {
        switch code {
        case 99991400, 1000004, 1000005, 90217, 11232, 11233, 11247: .throttled
        case 2200, 5000, 55001, 1500, 96002: .transient
        // IP denied, monthly quota, tokens of the wrong kind, missing scopes, bad secrets, an expired user token, wrong
        // parameters, a task that is gone.
        case 99991401, 99991403, 99991661, 99991662, 99991672, 99991677, 10014, 10015, 1002002, 1002008: .final
        default: status == 429 ? .throttled : isServerFailure ? .transient : .final
        }
    }

    private var isServerFailure: Bool { (500..<600).contains(status ?? 0) }
}
