/// Whether a failed call can succeed when it is repeated.
enum FailureKind {
    /// The call did not run, because it came too early.
    case throttled
    /// The call may have run. The next one can succeed.
    case transient
    case final
}

extension FeishuError {
    var kind: FailureKind {
        switch reason {
        case .api(let code, _): kind(of: code)
        case .http: kindByStatus
        case .transport(let error): error is FeishuResponseTooLarge ? .final : .transient
        case .token, .middleware, .decoding, .invalidRequest, .timedOut: .final
        }
    }

    private func kind(of code: FeishuErrorCode) -> FailureKind {
        if PlatformCodes.throttled.contains(code) { return .throttled }
        if PlatformCodes.transient.contains(code) { return .transient }
        return PlatformCodes.final.contains(code) ? .final : kindByStatus
    }

    private var kindByStatus: FailureKind {
        switch status ?? 0 {
        case 429: .throttled
        case 500..<600: .transient
        default: .final
        }
    }
}
