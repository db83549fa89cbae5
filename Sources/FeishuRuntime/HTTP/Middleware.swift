/// A closure that wraps every attempt of a call. It can inspect and change the request before it passes it to `next`,
/// and it can inspect and change the response or the error that results.
///
/// The request contains its access token. Changing the scheme, host, or port of its URL is an error, because that would
/// send the token elsewhere. Middlewares do not see the calls that fetch tokens, because the bodies of those calls are
/// secret.
public typealias FeishuMiddleware =
    @Sendable (
        _ request: FeishuHTTPRequest, _ attempt: FeishuCallAttempt,
        _ next: @Sendable (FeishuHTTPRequest) async throws -> FeishuHTTPResponse
    )
    async throws -> FeishuHTTPResponse
