import Foundation

/// One call on its way: its attempts, and what they waited for.
struct CallExecution<Call: FeishuEndpoint>: Sendable {
    private let client: FeishuClient
    private let request: FeishuHTTPRequest
    private let info: FeishuCallInfo
    private var attempts = 0
    private var throttled = Duration.zero
    private var lastAnswer: FeishuHTTPResponse?
    private var lastError: FeishuError?
    private var retries: Retries
    private var admission: RateLimiter.Admission?

    /// How a call ended.
    struct Outcome: Sendable {
        var result: Result<FeishuResponse<Call.Response>, any Error>
        var attempts = 0
        var throttled = Duration.zero
        var lastAnswer: FeishuHTTPResponse?
    }

    init(of request: FeishuHTTPRequest, info: FeishuCallInfo, by client: FeishuClient) {
        self.client = client
        self.request = request
        self.info = info
        retries = Retries(client.retries, isIdempotent: Call.descriptor.isIdempotent)
    }

    /// Runs the call to its end.
    consuming func run() async -> Outcome {
        var execution = self
        let result: Result<FeishuResponse<Call.Response>, any Error>
        do {
            result = .success(try await execution.attemptUntilDone())
        } catch {
            result = .failure(error)
        }
        return Outcome(
            result: result, attempts: execution.attempts, throttled: execution.throttled,
            lastAnswer: execution.lastAnswer)
    }

    private mutating func attemptUntilDone() async throws -> FeishuResponse<Call.Response> {
        while true {
            do {
                return try await attemptWithToken()
            } catch let error as FeishuError {
                // Whether this call is sent again or not: the others shall not run into the same answer. None waits for
                // that longer than a call may take.
                if error.kind == .throttled, let asked = error.retryAfter {
                    await client.rateLimiter?.pause(queue, for: min(asked, client.retries.deadline))
                }
                guard let pause = retries.pause(after: error, at: client.timeline.elapsed()) else { throw error }
                client.observer?(.retrying(info, error, pause: pause))
                lastError = error
                try await client.timeline.sleep(pause)
            }
        }
    }

    /// Sends the call once, or twice where the platform rejects the access token, which it does before it runs anything.
    private mutating func attemptWithToken() async throws -> FeishuResponse<Call.Response> {
        // The turn comes last: a call that waits for a token after its turn would be sent together with later ones.
        var token = try await accessToken()
        if try await waitForTurn() > .zero { token = try await accessToken() }
        if !retries.begin(at: client.timeline.elapsed()), let lastError { throw lastError }
        do {
            return try await send(token: token)
        } catch let error as FeishuError where error.rejectsToken {
            await client.tokens.reject(token)
            let renewed = try await accessToken()
            if renewed == token { throw error }
            client.observer?(.tokenRejected(info, error))
            try await waitForTurn()
            return try await send(token: renewed)
        }
    }

    private var queue: RateLimiter.QueueID { .init(endpoint: Call.descriptor.id, tenantKey: info.tenantKey) }

    /// - Returns: How long that took.
    @discardableResult
    private mutating func waitForTurn() async throws -> Duration {
        guard let rateLimiter = client.rateLimiter else { return .zero }
        let admission = try await rateLimiter.admit(queue, keeping: Call.descriptor.rateLimits)
        self.admission = admission
        if admission.waited > .zero {
            throttled += admission.waited
            client.observer?(.throttled(info, waited: admission.waited))
        }
        return admission.waited
    }

    private func accessToken() async throws -> String {
        let token: String
        do {
            token = try await client.tokens.accessToken(
                accepting: Call.descriptor.accessTokens, tenantKey: info.tenantKey)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw FeishuError(.token(error), in: Call.descriptor)
        }
        // The system would leave such a header out, and the call would go without a token.
        if token.isEmpty || token.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
            throw FeishuError(
                .invalidRequest("the access token is empty or has a space or line break in it"), in: Call.descriptor)
        }
        return token
    }

    private mutating func send(token: String) async throws -> FeishuResponse<Call.Response> {
        var request = request
        request.headers["Authorization"] = "Bearer \(token)"
        attempts += 1
        do {
            let answer = try await answer(to: request)
            lastAnswer = answer
            if let admission, admission.number != nil { await client.rateLimiter?.recordArrival(admission, in: queue) }
            let value = try Call.response(from: answer) { [client, info] failure in
                client.observer?(.fieldDropped(info, failure.hiding([Secret(token)])))
            }
            return FeishuResponse(value: value, http: answer)
        } catch let error as FeishuError {
            throw error.hiding([Secret(token)])
        }
    }

    /// Throws where a middleware set a header that is none.
    private static func check(_ headers: FeishuHTTPHeaders) throws {
        do throws(InvalidParameter) {
            try FeishuHTTPHeaders.check(headers.fields)
        } catch {
            throw FeishuError(.invalidRequest(error.reason), in: Call.descriptor)
        }
    }

    /// Sends a request through the middlewares, the first of which is the outermost.
    private func answer(to request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse {
        if client.middlewares.isEmpty { return try await client.transport.answer(to: request, of: Call.descriptor) }
        let attempt = FeishuCallAttempt(call: info, number: attempts)
        let origin = request.url.origin
        var next: @Sendable (FeishuHTTPRequest) async throws -> FeishuHTTPResponse = {
            [transport = client.transport] request in
            guard request.url.origin == origin else {
                throw FeishuError(
                    .invalidRequest("a middleware leads the call to another host than \(origin)"), in: Call.descriptor)
            }
            try Self.check(request.headers)
            return try await transport.answer(to: request, of: Call.descriptor)
        }
        for middleware in client.middlewares.reversed() {
            next = { [next] in try await middleware($0, attempt, next) }
        }
        do {
            return try await next(request)
        } catch let error where error is FeishuError || error is CancellationError {
            throw error
        } catch {
            throw FeishuError(.middleware(error), in: Call.descriptor)
        }
    }
}

extension URL {
    /// The scheme, host and port.
    fileprivate var origin: String { "\(scheme ?? "")://\(host ?? "")" + (port.map { ":\($0)" } ?? "") }
}
