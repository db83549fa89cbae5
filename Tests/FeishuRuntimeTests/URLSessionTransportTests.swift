import FeishuRuntime
import Foundation
import LoopbackPlatform
import Testing

/// The behavior of the URLSession transport that complete calls do not cover.
@Suite struct URLSessionTransportTests {
    @Test(arguments: [(1000, true), (1001, false), (5_000_000, false)])
    func anOversizedResponseFailsTheCall(size: Int, isAccepted: Bool) async throws {
        let server = try LoopbackServer { _ in
            .init(#"{"code":0,"msg":""# + String(repeating: "a", count: size - 19) + "\"}")
        }
        defer { server.stop() }
        let client = try FeishuClient.tested(
            tokens: FixedToken(), host: .url(server.url),
            transport: FeishuURLSessionTransport(maximumResponseSize: 1000))
        do {
            let response = try await client.response(to: Read())
            #expect(isAccepted && response.http.body.count == size)
        } catch let error as FeishuError {
            guard case .transport(let cause) = error.reason else { throw error }
            #expect(!isAccepted && (cause as? FeishuResponseTooLarge)?.limit == 1000)
            // The call is not retried, because the response would be the same.
            #expect(server.requests.count == 1)
        }
    }

    /// The server closes a kept-alive connection when the next request arrives, as a server does after an idle timeout.
    @Test func aCallThatMustNotRunTwiceIsSentOnce() async throws {
        let server = try LoopbackServer { request in
            request.target.hasPrefix("GET") ? .init(#"{"code":0}"#) : nil
        }
        defer { server.stop() }
        let client = try FeishuClient.tested(tokens: FixedToken(), host: .url(server.url))
        for call in [Write(), Write()] {
            try await client.send(Read())
            let error = await #expect(throws: FeishuError.self) { try await client.send(call) }
            guard case .transport = error?.reason else {
                Issue.record("expected a transport failure, found \(String(describing: error))")
                continue
            }
        }
        #expect(server.requests.map(\.target) == ["GET /thing", "POST /thing", "GET /thing", "POST /thing"])
    }

    /// Returns a server that responds only when the test ends.
    private static func silentServer(_ gate: DispatchSemaphore) throws -> LoopbackServer {
        try LoopbackServer { _ in
            gate.wait()
            gate.signal()
            return nil
        }
    }

    @Test func aCallInFlightEndsImmediatelyWhenCancelled() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try Self.silentServer(gate)
        defer { server.stop() }
        defer { gate.signal() }
        let client = try FeishuClient.tested(tokens: FixedToken(), host: .url(server.url))
        let call = Task { try await client.send(Read()) }
        while server.requests.isEmpty { await Task.yield() }
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
    }

    /// Cancels calls at different moments.
    @Test func everyCancelledCallEnds() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try Self.silentServer(gate)
        defer { server.stop() }
        defer { gate.signal() }
        let transport = FeishuURLSessionTransport()
        let request = FeishuHTTPRequest(method: .get, url: server.url)
        for spins in 0..<400 {
            let call = Task { try await transport.send(request) }
            for _ in 0..<spins % 40 * 50 { _ = call.isCancelled }
            call.cancel()
            await #expect(throws: CancellationError.self) { try await call.value }
        }
    }

    @Test func aCallInACancelledTaskIsNotSent() async throws {
        let server = try LoopbackServer { _ in .init(#"{"code":0}"#) }
        defer { server.stop() }
        let client = try FeishuClient.tested(tokens: FixedToken(), host: .url(server.url))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await client.send(Read())
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.requests.isEmpty)
    }

    /// Foundation on Linux waits for ever for an answer to a challenge that nobody gives.
    @Test(arguments: ["Basic realm=\"x\"", "Bearer", "Digest realm=\"x\", nonce=\"y\"", "Negotiate", "NTLM", "Other"])
    func aChallengeIsAResponseLikeAnyOther(challenge: String) async throws {
        let body = #"{"code":99991663,"msg":"\#(String(repeating: "a", count: 300_000))"}"#
        let server = try LoopbackServer { _ in
            .init(status: 401, headers: ["WWW-Authenticate": challenge], body)
        }
        defer { server.stop() }
        for method in [FeishuHTTPMethod.get, .post] {
            let request = FeishuHTTPRequest(method: method, url: server.url)
            let response = try await FeishuURLSessionTransport().send(request)
            #expect(response.status == 401 && response.body == Data(body.utf8))
        }
    }
}
