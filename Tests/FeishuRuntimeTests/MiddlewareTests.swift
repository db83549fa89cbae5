import FeishuRuntime
import Foundation
import Testing

/// The middlewares that wrap the attempts of a call.
@Suite struct MiddlewareTests {
    private static let done = FeishuHTTPResponse.json(#"{"code":0}"#)

    @Test func middlewaresWrapEveryAttemptWithTheFirstOutermost() async throws {
        let log = Recorder<String>()
        let logging = { (name: String) -> FeishuMiddleware in
            { request, attempt, next in
                log.record("\(name) \(attempt.call.endpoint.id) \(attempt.number)")
                let response = try await next(request)
                log.record("\(name) \(response.status)")
                return response
            }
        }
        let transport = StubTransport(.json("<html>", status: 503), Self.done)
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: transport, middlewares: [logging("a"), logging("b")])
        try await client.send(Read())
        let id = "demo.v1.thing.get"
        #expect(
            log.recorded == [
                "a \(id) 1", "b \(id) 1", "b 503", "a 503", "a \(id) 2", "b \(id) 2", "b 200", "a 200",
            ])
    }

    @Test func requestAndResponseCanBeChanged() async throws {
        let transport = StubTransport(.json(#"{"code":5,"msg":"no"}"#))
        let middleware: FeishuMiddleware = { request, _, next in
            var request = request
            request.headers["X-Signature"] = "s"
            _ = try await next(request)
            return Self.done
        }
        try await FeishuClient.tested(tokens: FixedToken(), transport: transport, middlewares: [middleware])
            .send(Read())
        #expect(transport.requests.map { $0.headers["X-Signature"] } == ["s"])
    }

    @Test func errorsReachMiddlewares() async throws {
        let seen = Recorder<String>()
        let middleware: FeishuMiddleware = { request, _, next in
            do {
                return try await next(request)
            } catch {
                seen.record("\(error)")
                throw error
            }
        }
        let transport = ClosureTransport { _ in throw URLError(.notConnectedToInternet) }
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: transport, retries: .none, middlewares: [middleware])
        await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(seen.recorded.count == 1 && seen.recorded[0].hasPrefix("GET /thing failed: no response: "))
    }

    @Test(arguments: [
        "https://evil.example.com/thing", "http://open.feishu.cn/thing", "https://open.feishu.cn:444/thing",
    ])
    func aChangedOriginIsRejected(url: String) async throws {
        let transport = StubTransport(Self.done)
        let target = try #require(URL(string: url))
        let middleware: FeishuMiddleware = { request, _, next in
            var request = request
            request.url = target
            return try await next(request)
        }
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, middlewares: [middleware])
        let error = await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(
            error?.description
                == "GET /thing failed: a middleware changed the origin of the request; expected https://open.feishu.cn")
        #expect(transport.requests.isEmpty)
    }

    @Test func anErrorOfAMiddlewareReachesTheCaller() async throws {
        struct Refused: Error {}
        let calls = Recorder<Int>()
        let middleware: FeishuMiddleware = { _, attempt, _ in
            calls.record(attempt.number)
            throw Refused()
        }
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: StubTransport(Self.done), middlewares: [middleware])
        let error = await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        guard case .middleware(let cause) = error?.reason else {
            Issue.record("expected a middleware failure, found \(String(describing: error))")
            return
        }
        #expect(cause is Refused)
        // The call is not retried, because this is not a transport failure.
        #expect(calls.recorded == [1])
    }

    @Test func anInvalidHeaderIsRejected() async throws {
        let transport = StubTransport(Self.done)
        let middleware: FeishuMiddleware = { request, _, next in
            var request = request
            request.headers["X-Trace"] = "1\r\nX-Evil: 2"
            return try await next(request)
        }
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, middlewares: [middleware])
        let error = await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(
            error?.description == #"GET /thing failed: the value of header "X-Trace" contains a control character"#)
        #expect(transport.requests.isEmpty)
    }

    @Test func tokensInTransportErrorsAreHidden() async throws {
        struct Quoting: LocalizedError {
            let request: String
            var errorDescription: String? { "could not send \(request)" }
        }
        let transport = ClosureTransport { request in
            throw Quoting(request: request.headers["Authorization"] ?? "")
        }
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, retries: .none)
        let error = await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(error?.description == "GET /thing failed: no response: could not send Bearer <secret>")
    }
}
