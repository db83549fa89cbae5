/// The outcome and statistics of a call.
public struct FeishuCallSummary: Sendable {
    /// The total duration, including all waits.
    public var duration: Duration
    /// The parts of the duration in which the call waited.
    public var waits: FeishuWaits
    /// The number of times that the call was sent.
    public var attempts: Int
    /// The HTTP status of the last response, or nil if no response was received.
    public var status: Int?
    /// The log id of the last response, by which the platform's support can find the call.
    public var logID: String?
    /// The error that the call throws, or nil if it returns.
    public var error: (any Error)?

    public init(
        duration: Duration, waits: FeishuWaits = FeishuWaits(), attempts: Int = 1, status: Int? = nil,
        logID: String? = nil, error: (any Error)? = nil
    ) {
        self.duration = duration
        self.waits = waits
        self.attempts = attempts
        self.status = status
        self.logID = logID
        self.error = error
    }
}

/// The outcome and statistics of an attempt.
public struct FeishuAttemptSummary: Sendable {
    /// The duration from the request to the end of the response, including the wait for a connection.
    public var duration: Duration
    /// The wait for a connection.
    public var connectionWait: Duration
    /// The size of the request body in bytes.
    public var bytesSent: Int
    /// The size of the response body in bytes.
    public var bytesReceived: Int
    /// The HTTP status, or nil if no response was received.
    public var status: Int?

    public init(
        duration: Duration, connectionWait: Duration = .zero, bytesSent: Int = 0, bytesReceived: Int = 0,
        status: Int? = nil
    ) {
        self.duration = duration
        self.connectionWait = connectionWait
        self.bytesSent = bytesSent
        self.bytesReceived = bytesReceived
        self.status = status
    }
}

/// The time that a call spent waiting, by cause.
public struct FeishuWaits: Sendable, Hashable {
    /// The wait to stay within the rate limits.
    public var rateLimit: Duration
    /// The wait for a free connection.
    public var connection: Duration
    /// The wait for an access token.
    public var token: Duration
    /// The pauses before retries.
    public var retry: Duration

    public init(
        rateLimit: Duration = .zero, connection: Duration = .zero, token: Duration = .zero, retry: Duration = .zero
    ) {
        self.rateLimit = rateLimit
        self.connection = connection
        self.token = token
        self.retry = retry
    }
}

extension FeishuCallSummary: CustomStringConvertible {
    public var description: String {
        let times = "after \(duration) and \(attempts) attempt\(attempts == 1 ? "" : "s")"
        if let error { return "failed \(times): \(error is CancellationError ? "cancelled" : "\(error)")".onOneLine }
        return "succeeded \(times)"
    }
}

extension FeishuAttemptSummary: CustomStringConvertible {
    public var description: String {
        let outcome = status.map { "got HTTP status \($0)" } ?? "got no response"
        return "\(outcome) after \(duration), \(bytesSent) bytes sent, \(bytesReceived) received"
    }
}
