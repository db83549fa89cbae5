import Foundation
import LoopbackPlatform
import Testing

@testable import FeishuRuntime

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
            #expect(!isAccepted && (cause as? FeishuTransportError)?.reason == .responseTooLarge(limit: 1000))
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

    /// A server that keeps a connection alive, and drops it when it gets the next request.
    @Test func aRequestThatMustNotRunTwiceHasANewConnection() async throws {
        let numbers = Recorder<String>()
        let server = try LoopbackServer { request in
            numbers.record(request.target)
            return numbers.recorded.count % 2 == 0 ? nil : .init("{}", ignoresClose: true)
        }
        defer { server.stop() }
        let transport = FeishuURLSessionTransport()
        for (method, body) in [(FeishuHTTPMethod.post, Data()), (.post, Data("{}".utf8)), (.patch, Data("{}".utf8))] {
            let request = FeishuHTTPRequest(
                method: method, url: server.url, body: body.isEmpty ? nil : .data(body))
            #expect(try await transport.send(request).status == 200)
            // Fails at once, and is not sent again.
            await #expect(throws: (any Error).self) { try await transport.send(request) }
        }
        #expect(numbers.recorded.count == 6)
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

    static let replies: [(name: String, reply: LoopbackServer.Reply?)] = [
        ("success", .init("{}")), ("dropped connection", nil),
        ("challenge", .init(status: 401, headers: ["WWW-Authenticate": "Basic realm=\"x\""], "{}")),
        ("redirect", .init(status: 302, headers: ["Location": "/elsewhere"], "{}")),
        ("oversized response", .init(String(repeating: "a", count: 20_000))),
    ]

    /// Cancels many calls at moments around the arrival of their responses. Foundation on Linux crashes if the end of a
    /// task and its cancellation meet at the wrong moments.
    @Test(arguments: replies)
    func callsCanBeCancelledWhileTheirResponsesArrive(name: String, reply: LoopbackServer.Reply?) async throws {
        let calls = Locked<[String: Task<Void, any Error>]>([:])
        let server = try LoopbackServer(keepsRequests: false) { request in
            let call = calls.withLock { $0.removeValue(forKey: request.target) }
            let reads = Int.random(in: 0..<5000)
            DispatchQueue.global().async {
                for _ in 0..<reads { _ = call?.isCancelled }
                call?.cancel()
            }
            return reply
        }
        defer { server.stop() }
        let transport = FeishuURLSessionTransport(maximumResponseSize: 1000)
        let ended = await withTaskGroup(of: Int.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for number in 0..<200 {
                        let request = FeishuHTTPRequest(
                            method: .get, url: server.url.appendingPathComponent("\(worker)-\(number)"))
                        let call = calls.withLock { calls in
                            let call = Task { _ = try await transport.send(request) }
                            calls["GET \(request.url.path)"] = call
                            return call
                        }
                        _ = await call.result
                    }
                    return 200
                }
            }
            return await group.reduce(0, +)
        }
        #expect(ended == 1600)
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

    // MARK: Always an end

    /// A server that sends half of a response and then nothing.
    private static func stallingServer(_ gate: DispatchSemaphore) throws -> LoopbackServer {
        try LoopbackServer { _ in .init(String(repeating: "a", count: 100), pause: { gate.wait() }) }
    }

    @Test func aResponseThatIsNeverCompleteEndsAfterTheTotalTimeout() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try Self.stallingServer(gate)
        defer {
            gate.signal()
            server.stop()
        }
        let clock = ManualClock()
        let transport = FeishuURLSessionTransport(clock: clock)
        var request = FeishuHTTPRequest(method: .get, url: server.url)
        let (received, continuation) = AsyncStream<Void>.makeStream()
        request.onProgress = { if case .received = $0 { continuation.yield() } }
        let call = Task { [request] in try await transport.send(request) }
        for await _ in received { break }
        clock.advance(by: .seconds(301))
        let error = await #expect(throws: FeishuTransportError.self) { try await call.value }
        #expect(error?.isFinal == false)
    }

    @Test func requestsWaitForAConnectionOutsideOfURLSession() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try Self.stallingServer(gate)
        defer { server.stop() }
        let transport = FeishuURLSessionTransport(maximumConnections: 2)
        let progress = Recorder<FeishuTransferProgress>()
        var request = FeishuHTTPRequest(method: .get, url: server.url)
        request.onProgress = progress.record
        let calls = (1...6).map { _ in Task { [request] in try await transport.send(request).status } }
        while progress.recorded.count(where: { $0 == .waitingForConnection }) < 4 { await Task.yield() }
        #expect(progress.recorded.count { $0 == .started } == 2)
        // A request that gives up leaves the queue.
        let extra = Task { [request] in try await transport.send(request).status }
        while progress.recorded.count(where: { $0 == .waitingForConnection }) < 5 { await Task.yield() }
        extra.cancel()
        await #expect(throws: CancellationError.self) { try await extra.value }
        for _ in calls { gate.signal() }
        for call in calls { #expect(try await call.value == 200) }
        #expect(progress.recorded.count { $0 == .started } == 6)
    }

    /// URLSession on Linux limits the headers of a response, and reports an error that a retry would repeat.
    @Test func oversizedHeadersAreFinal() async throws {
        let server = try LoopbackServer { _ in
            .init(headers: ["X-Large": String(repeating: "a", count: 400_000)], #"{"code":0}"#)
        }
        defer { server.stop() }
        let client = FeishuClient.tested(tokens: FixedToken(), host: try .url(server.url))
        _ = try? await client.send(Read())
        #expect(server.requests.count == 1)
    }

    @Test func aBodyOfAGETRequestIsRefusedBeforeItIsSent() async throws {
        let server = try LoopbackServer { _ in .init(#"{"code":0}"#) }
        defer { server.stop() }
        let request = FeishuHTTPRequest(method: .get, url: server.url, body: .data(Data("{}".utf8)))
        let error = await #expect(throws: FeishuTransportError.self) {
            try await FeishuURLSessionTransport().send(request)
        }
        #expect(error?.localizedDescription == "URLSession cannot send a GET request with a body")
        #expect(server.requests.isEmpty)
    }

    // MARK: Files

    @Test func aFileIsSentAsTheBody() async throws {
        let server = try LoopbackServer { .init("\($0.body.count)") }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let file = try folder.file("upload", String(repeating: "x", count: 3_000_000))
        let progress = Recorder<FeishuTransferProgress>()
        var request = FeishuHTTPRequest(method: .post, url: server.url, body: .file(file))
        request.onProgress = progress.record
        let response = try await FeishuURLSessionTransport().send(request)
        #expect(response.body == Data("3000000".utf8))
        #expect(server.requests.first?.headers["content-length"] == "3000000")
        #expect(progress.recorded.contains(.sent(bytes: 3_000_000, of: 3_000_000)))
    }

    @Test func aResponseIsReceivedIntoAFile() async throws {
        let body = String(repeating: "y", count: 3_000_000)
        let server = try LoopbackServer { _ in .init(body) }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let file = try folder.file("download", "old")
        let progress = Recorder<FeishuTransferProgress>()
        var request = FeishuHTTPRequest(method: .get, url: server.url, destination: file)
        request.onProgress = progress.record
        // The limit of bodies in memory does not apply.
        let response = try await FeishuURLSessionTransport(maximumResponseSize: 1000).send(request)
        #expect(response.file == file && response.body.isEmpty)
        #expect(try folder.content == ["download": body])
        #expect(progress.recorded.contains(.received(bytes: 3_000_000, of: 3_000_000)))
    }

    @Test func anErrorInsteadOfAFileIsReceivedIntoMemory() async throws {
        let server = try LoopbackServer { _ in .init(status: 404, #"{"code":7}"#) }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let file = try folder.file("download", "old")
        let request = FeishuHTTPRequest(method: .get, url: server.url, destination: file)
        let response = try await FeishuURLSessionTransport().send(request)
        #expect(response.file == nil && response.body == Data(#"{"code":7}"#.utf8))
        #expect(try folder.content == ["download": "old"])
        await #expect(throws: FeishuTransportError.self) {
            try await FeishuURLSessionTransport(maximumResponseSize: 5).send(request)
        }
    }

    @Test func aCancelledDownloadLeavesNoFile() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try LoopbackServer { _ in .init(String(repeating: "a", count: 1_000_000), pause: { gate.wait() }) }
        defer {
            gate.signal()
            server.stop()
        }
        let folder = try TemporaryFolder()
        let (received, continuation) = AsyncStream<Void>.makeStream()
        var request = FeishuHTTPRequest(method: .get, url: server.url, destination: try folder.file("download"))
        request.onProgress = { if case .received = $0 { continuation.yield() } }
        let transport = FeishuURLSessionTransport()
        let call = Task { [request] in try await transport.send(request) }
        for await _ in received { break }
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
        // The caller does not wait for the disk, which may still have parts to write.
        while try !folder.content.isEmpty { await Task.yield() }
    }

    @Test(arguments: ["https://example.com/x", "file:///", "file:///none/at/all"])
    func anUnusableFileIsReportedBeforeTheRequest(url: String) async throws {
        let server = try LoopbackServer { _ in .init("") }
        defer { server.stop() }
        let file = try #require(URL(string: url))
        for request in [
            FeishuHTTPRequest(method: .post, url: server.url, body: .file(file)),
            FeishuHTTPRequest(method: .get, url: server.url, destination: file),
        ] {
            await #expect(throws: FeishuFileError.self) { try await FeishuURLSessionTransport().send(request) }
        }
        #expect(server.requests.isEmpty)
    }
}
