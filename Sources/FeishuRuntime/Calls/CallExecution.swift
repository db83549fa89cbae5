import Foundation

/// The execution of one call, with its attempts and waits.
struct CallExecution<Call: FeishuEndpoint>: Sendable {
    private let client: FeishuClient
    private let request: FeishuHTTPRequest
    private let info: FeishuCallInfo
    /// The deadline that does not include waits in queues.
    private var deadline: Deadlines.Deadline?
    private var attempts = 0
    private var waits = FeishuWaits()
    private var lastResponse: FeishuHTTPResponse?
    private var lastError: FeishuError?
    private var retries: Retries
    private var admission: RateLimiter.Admission?

    /// The result of a call with its statistics.
    struct Outcome: Sendable {
        var result: Result<FeishuResponse<Call.Response>, any Error>
        var attempts = 0
        var waits = FeishuWaits()
        var lastResponse: FeishuHTTPResponse?
    }

    /// - Parameters:
    ///   - request: The request of the call.
    ///   - isRepeatable: Whether the call can be repeated after a failure that leaves open whether it took effect.
    ///   - info: What events and errors say about the call.
    ///   - client: The client that makes the call.
    init(of request: FeishuHTTPRequest, isRepeatable: Bool, info: FeishuCallInfo, by client: FeishuClient) {
        self.client = client
        self.request = request
        self.info = info
        retries = Retries(client.retries, isIdempotent: isRepeatable)
    }

    /// Whether the call ends within the default timeout without being watched, because every part of the client does. A
    /// watch costs as much as everything else that the client does for a call.
    var hasBuiltInTimeout: Bool {
        guard let transport = client.transport as? FeishuURLSessionTransport, let limit = transport.totalTimeout else {
            return false
        }
        let hasOwnTokens =
            client.tokens is AppTokenProvider || client.tokens is FeishuFixedTokenProvider
            || client.tokens is UserTokenProvider
        // Two fetches of a token, the start of the last attempt, and its end.
        let longest = TokenCache.fetchLimit * 2 + client.retries.deadline.clamped + limit.clamped
        return hasOwnTokens && client.middlewares.isEmpty && longest <= FeishuClient.Configuration.defaultTimeout
    }

    /// Runs the call until it returns or throws.
    ///
    /// - Parameter deadline: A deadline that does not include waits in queues.
    consuming func run(suspending deadline: Deadlines.Deadline? = nil) async -> Outcome {
        var execution = self
        execution.deadline = deadline
        let result: Result<FeishuResponse<Call.Response>, any Error>
        do {
            result = .success(try await execution.sendWithRetries())
        } catch let error as ClockFailure {
            result = .failure(FeishuError(.invalidRequest(error.localizedDescription), in: execution.info.endpoint))
        } catch {
            result = .failure(error)
        }
        return Outcome(
            result: result, attempts: execution.attempts, waits: execution.waits, lastResponse: execution.lastResponse)
    }

    /// The time for the retry policy, which does not include waits for a rate limit.
    private var retryTime: Duration { client.timeline.elapsed() - waits.rateLimit }

    private var attempt: FeishuCallAttempt { FeishuCallAttempt(call: info, number: attempts) }

    private mutating func sendWithRetries() async throws -> FeishuResponse<Call.Response> {
        while true {
            do {
                return try await sendRenewingToken()
            } catch let error as FeishuError {
                // Pauses the queue even if this call is not retried, because other calls would be throttled too. No
                // call waits longer than the retry deadline for this.
                if let admission, let pause = error.requestedPause {
                    client.rateLimiter.throttle(
                        admission, for: min(pause, client.retries.deadline), limit: error.rateLimit)
                }
                guard let pause = retries.pause(after: error, at: retryTime) else { throw error }
                client.observer?(.retrying(attempt, error, pause: pause))
                lastError = error
                waits.retry += pause
                try await client.timeline.sleep(pause)
            }
        }
    }

    /// Sends the call, and sends it again with a new access token if the platform rejects the first one. That is safe
    /// for every call, because the platform checks the token before it runs anything.
    private mutating func sendRenewingToken() async throws -> FeishuResponse<Call.Response> {
        // Admission comes last: a call that waited for a token after its admission would be sent together with later
        // calls.
        var token = try await accessToken()
        if try await waitForAdmission() > .zero { token = try await accessToken() }
        if !retries.beginAttempt(at: retryTime), let lastError { throw lastError }
        do {
            return try await send(token: token)
        } catch let error as FeishuError where error.isTokenRejection {
            await client.tokens.reject(token)
            let renewed = try await accessToken()
            if renewed == token { throw error }
            client.observer?(.tokenRejected(attempt, error))
            try await waitForAdmission()
            if !retries.beginAttempt(at: retryTime) { throw error }
            return try await send(token: renewed)
        }
    }

    /// Waits until the rate limits admit the call.
    ///
    /// - Returns: The duration of the wait.
    @discardableResult
    private mutating func waitForAdmission() async throws -> Duration {
        guard let share = client.share else { return .zero }
        let admission = try await client.rateLimiter.admit(
            .init(endpoint: info.endpoint.id, tenantKey: info.tenantKey), limits: info.endpoint.rateLimits,
            share: share, isRetry: attempts > 0
        ) { atLeast in
            deadline?.suspend()
            client.observer?(.throttled(info, atLeast: atLeast))
        }
        self.admission = admission
        deadline?.resume()
        waits.rateLimit += admission.waited
        return admission.waited
    }

    private mutating func accessToken() async throws -> String {
        let startedAt = client.timeline.elapsed()
        defer { waits.token += client.timeline.elapsed() - startedAt }
        let token: String
        do {
            token = try await client.tokens.accessToken(
                accepting: info.endpoint.accessTokens, tenantKey: info.tenantKey)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw FeishuError(.token(error), in: info.endpoint)
        }
        // URLSession omits a header with such a value, so the call would be sent without a token.
        if !Secret(token).isUsableInHeader {
            throw FeishuError(.invalidRequest("the access token \(Secret.headerRule)"), in: info.endpoint)
        }
        return token
    }

    private mutating func send(token: String) async throws -> FeishuResponse<Call.Response> {
        var request = request
        request.headers["Authorization"] = "Bearer \(token)"
        attempts += 1
        let measurement = AttemptMeasurement(
            attempt, on: client.timeline, reportingTo: client.observer, suspending: deadline)
        request.onProgress = measurement.record
        let response: FeishuHTTPResponse
        do {
            response = try await self.response(to: request, measuredBy: measurement)
        } catch {
            waits.connection += measurement.finish(with: nil, at: client.timeline.elapsed())
            throw (error as? FeishuError).map { presentable($0, token) } ?? error
        }
        let receivedAt = client.timeline.elapsed()
        waits.connection += measurement.finish(with: response, at: receivedAt)
        let harmless = response.hiding([Secret(token)])
        lastResponse = harmless ?? response
        let result = Result { try value(of: response, shownAs: harmless ?? response, hiding: Secret(token)) }
        var error: FeishuError?
        if case .failure(let failure) = result { error = failure as? FeishuError }
        if let admission {
            client.rateLimiter.recordResponse(to: admission, at: receivedAt, isAccepted: error?.kind != .throttled)
        }
        if let error { throw presentable(error, token) }
        return FeishuResponse(value: try result.get(), http: response)
    }

    /// Returns an error without the token of its call.
    private func presentable(_ error: FeishuError, _ token: String) -> FeishuError {
        var error = error.hiding([Secret(token)])
        error.showsExcerpts = client.showsExcerpts
        return error
    }

    /// Decodes a response.
    ///
    /// - Parameter shown: The response without secrets, from which errors and events take their texts. They are cut to
    ///   a length, and a secret that is cut could not be recognized anymore.
    private func value(
        of response: FeishuHTTPResponse, shownAs shown: FeishuHTTPResponse, hiding token: Secret
    ) throws -> Call.Response {
        let report: @Sendable (FeishuDecodingFailure) -> Void = {
            [observer = client.observer, showsExcerpts = client.showsExcerpts, attempt] failure in
            // A token with JSON escapes is recognized only here.
            var failure = failure.hiding([token])
            failure.showsExcerpts = showsExcerpts
            observer?(.fieldDropped(attempt, failure))
        }
        let reportDeviation = reportOfDeviations(hiding: token)
        if shown.body == response.body {
            return try decode(response, report, reportDeviation)
        }
        let result = Result { try decode(response, { _ in }, nil) }
        _ = try decode(shown, report, reportDeviation)
        return try result.get()
    }

    private func decode(
        _ response: FeishuHTTPResponse, _ onDroppedField: @escaping @Sendable (FeishuDecodingFailure) -> Void,
        _ onDeviation: (@Sendable (FeishuFieldDeviation) -> Void)?
    ) throws -> Call.Response {
        if Call.self == UntypedCall.self {
            return try Call.response(
                from: response, of: info.endpoint, onDroppedField: onDroppedField, onDeviation: onDeviation)
        }
        // Downloads have an implementation of their own.
        return try Call.response(from: response, onDroppedField: onDroppedField, onDeviation: onDeviation)
    }

    /// Returns a closure that reports deviations, or nil if nobody observes them.
    private func reportOfDeviations(hiding token: Secret) -> (@Sendable (FeishuFieldDeviation) -> Void)? {
        guard let observer = client.observer else { return nil }
        return { [attempt] deviation in observer(.fieldDeviated(attempt, deviation.hiding([token]))) }
    }

    /// Checks the headers, which a middleware can change.
    private func check(_ headers: FeishuHTTPHeaders) throws {
        do throws(InvalidParameter) {
            try FeishuHTTPHeaders.check(headers.fields)
        } catch {
            throw FeishuError(.invalidRequest(error.reason), in: info.endpoint)
        }
    }

    /// Sends a request through the middlewares; the first middleware is the outermost.
    private func response(
        to request: FeishuHTTPRequest, measuredBy measurement: AttemptMeasurement
    ) async throws -> FeishuHTTPResponse {
        if client.middlewares.isEmpty {
            measurement.recordStart(of: request)
            return try await client.transport.response(to: request, of: info.endpoint)
        }
        let attempt = attempt
        let origin = request.url.origin
        var next: @Sendable (FeishuHTTPRequest) async throws -> FeishuHTTPResponse = {
            [transport = client.transport] request in
            guard request.url.origin == origin else {
                throw FeishuError(
                    .invalidRequest("a middleware changed the origin of the request; expected \(origin)"),
                    in: info.endpoint)
            }
            try self.check(request.headers)
            measurement.recordStart(of: request)
            return try await transport.response(to: request, of: info.endpoint)
        }
        for middleware in client.middlewares.reversed() {
            next = { [next] in try await middleware($0, attempt, next) }
        }
        do {
            return try await next(request)
        } catch let error where error is FeishuError || error is CancellationError {
            throw error
        } catch {
            throw FeishuError(.middleware(error), in: info.endpoint)
        }
    }
}

extension URL {
    /// The scheme, host and port.
    fileprivate var origin: String { "\(scheme ?? "")://\(host ?? "")" + (port.map { ":\($0)" } ?? "") }
}
