/// Goes around every attempt of a call: it sees the request, hands it on as it is or changed, and sees the answer or
/// what is thrown.
///
/// The request carries its access token. One that leads to another host is refused, so that no token goes astray. The
/// calls that fetch tokens pass no middleware, for their bodies are secrets.
public typealias Middleware =
    @Sendable (
        _ request: HTTPRequest, _ attempt: CallAttempt, _ next: @Sendable (HTTPRequest) async throws -> HTTPResponse
    )
    async throws -> HTTPResponse

/// One sending of a call.
public struct CallAttempt: Sendable {
    public let call: CallInfo
    /// From 1.
    public let number: Int
}
