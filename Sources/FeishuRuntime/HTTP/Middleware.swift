/// Goes around every attempt of a call: it sees the request, hands it on as it is or changed, and sees the answer or
/// what is thrown.
///
/// The request carries its access token. One that leads to another host is refused, so that no token goes astray. The
/// calls that fetch tokens pass no middleware, for their bodies are secrets.
public typealias FeishuMiddleware =
    @Sendable (
        _ request: FeishuHTTPRequest, _ attempt: FeishuCallAttempt,
        _ next: @Sendable (FeishuHTTPRequest) async throws -> FeishuHTTPResponse
    )
    async throws -> FeishuHTTPResponse

/// One sending of a call.
public struct FeishuCallAttempt: Sendable {
    public let call: FeishuCallInfo
    /// From 1.
    public let number: Int
}
