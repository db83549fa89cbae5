/// The kind of a failure, which determines whether the call can be retried.
enum FailureKind {
    /// The call exceeded a rate limit and did not run.
    case throttled
    /// The call might have run, and a retry can succeed.
    case transient
    /// A retry would fail in the same way.
    case final
}

extension FeishuError {
    var kind: FailureKind {
        switch reason {
        case .api(let code, _): kind(of: code)
        case .http: kindByStatus
        case .transport(let error as FeishuTransportError): error.isFinal ? .final : .transient
        case .transport(let error): error is FeishuFileError ? .final : .transient
        case .token, .middleware, .decoding, .invalidRequest, .timedOut: .final
        }
    }

    private func kind(of code: FeishuErrorCode) -> FailureKind {
        switch documented?.reaction {
        case .throttled: return .throttled
        case .retry: return .transient
        case .renewToken, .noRetry: return .final
        case nil: break
        }
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

    /// The time for which the endpoint's other calls must not be sent either, or nil if the failure concerns only this
    /// call. The limits of the messaging service are those of one chat or user, for example.
    var requestedPause: Duration? {
        guard kind == .throttled else { return nil }
        let isGateway = status == 429 || code == PlatformCodes.rateLimit
        return retryAfter ?? (isGateway ? .seconds(1) : nil)
    }
}
