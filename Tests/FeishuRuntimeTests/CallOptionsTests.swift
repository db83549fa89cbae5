import HireFixture
import Testing

/// The options of individual calls.
@Suite struct CallOptionsTests {
    private static let done = FeishuHTTPResponse.json(#"{"code":0,"data":{}}"#)

    @Test func headersAndRequestIDAreSent() async throws {
        let transport = StubTransport(Self.done)
        let ids = Recorder<String>()
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport) { event in
            if case .started(let call) = event { ids.record("\(call.id) \(call.requestID ?? "")") }
        }
        try await client.with(FeishuCallOptions(headers: ["X-Trace": "1"], requestID: "r-7")).send(Read())
        try await client.send(Read())
        #expect(transport.requests[0].headers["X-Trace"] == "1")
        #expect(transport.requests[0].headers["X-Request-Id"] == "r-7")
        #expect(transport.requests[1].headers["X-Request-Id"] == nil)
        #expect(ids.recorded[0].hasSuffix(" r-7") && ids.recorded[1].hasSuffix(" "))
        #expect(transport.requests[0].headers["User-Agent"] == FeishuClient.Configuration.defaultUserAgent)
    }

    @Test(arguments: [
        ("Authorization", "Bearer x", #"header "Authorization" is set by the client"#),
        ("host", "example.com", #"header "host" is set by the client"#),
        ("X-A", "1\r\nX-B: 2", #"the value of header "X-A" contains a control character"#),
        ("X-A: 1\r\nX-B", "2", #"invalid header name "X-A: 1\r\nX-B""#), ("", "2", #"invalid header name """#),
    ])
    func anInvalidHeaderIsRejected(name: String, value: String, reason: String) async throws {
        let transport = StubTransport(Self.done)
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport)
        let error = await #expect(throws: FeishuError.self) {
            try await client.with(FeishuCallOptions(headers: [name: value])).send(Read())
        }
        #expect(error?.description.hasPrefix("GET /thing failed: " + reason) == true)
        #expect(transport.requests.isEmpty)
    }

    @Test func aCallUsesTheTokensOfItsOptions() async throws {
        let transport = StubTransport(Self.done)
        let client = FeishuClient.tested(app: .custom(id: "a", secret: "secret-app"), transport: transport)
        let options = FeishuCallOptions(tokens: FeishuFixedTokenProvider("secret-t9", kind: .tenant))
        try await client.with(options).hire.v1.ehrImportTask.patch(ehrImportTaskID: "1", body: .init(state: .failed))
        #expect(transport.requests.map { $0.headers["Authorization"] } == ["Bearer secret-t9"])
        expectNoSecret(in: options)
        expectNoSecret(in: FeishuCallOptions(headers: ["X-Key": "secret-key"]))
    }

    @Test func optionsAreMergedAndTheUserIsPreserved() async throws {
        let transport = StubTransport(Self.done)
        let client = FeishuClient.tested(app: .custom(id: "a", secret: "secret-app"), transport: transport)
        try await client.user(accessToken: "secret-u1").with(FeishuCallOptions(headers: ["X-A": "1"], requestID: "r"))
            .with(FeishuCallOptions(timeout: .seconds(9), headers: ["X-B": "2"])).send(Read())
        let headers = try #require(transport.requests.first?.headers)
        #expect(headers["Authorization"] == "Bearer secret-u1")
        #expect(headers["X-A"] == "1" && headers["X-B"] == "2" && headers["X-Request-Id"] == "r")
    }

    @Test func retriesHaveAShortForm() async throws {
        let failure = FeishuHTTPResponse.json(#"{"code":99991400}"#)
        let transport = StubTransport(failure, failure, Self.done)
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport)
        await #expect(throws: FeishuError.self) { try await client.with(retries: .none).send(Read()) }
        #expect(transport.requests.count == 1)
    }

    @Test func aResponseAfterTheTimeoutIsReturned() async throws {
        let clock = ManualClock(longestSkip: .zero)
        let transport = ClosureTransport { _ in
            await clock.waitForSleeper()
            clock.advance(by: .seconds(9))
            while !Task.isCancelled { await Task.yield() }
            return Self.done
        }
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, clock: clock)
        let response = try await client.with(FeishuCallOptions(timeout: .seconds(5))).send(Write())
        #expect(response == FeishuNoContent())
    }

    @Test func aHangingCallTimesOut() async throws {
        let clock = ManualClock(longestSkip: .zero)
        let client = FeishuClient.tested(tokens: FixedToken(), transport: ClosureTransport.hanging, clock: clock)
        let call = Task { try await client.with(timeout: .seconds(5)).send(Read()) }
        await clock.waitForSleeper()
        clock.advance(by: .seconds(5))
        let error = await #expect(throws: FeishuError.self) { try await call.value }
        #expect(error?.description == "GET /thing failed: no result within 5.0 seconds")
    }

    @Test func aCallWithinItsTimeoutSucceeds() async throws {
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: StubTransport(Self.done), clock: ManualClock(longestSkip: .zero))
        let response = try await client.with(FeishuCallOptions(timeout: .seconds(5))).send(Read())
        #expect(response == FeishuNoContent())
    }

    @Test func aCallWithATimeoutCanBeCancelled() async throws {
        let clock = ManualClock(longestSkip: .zero)
        let client = FeishuClient.tested(tokens: FixedToken(), transport: ClosureTransport.hanging, clock: clock)
        let call = Task { try await client.with(FeishuCallOptions(timeout: .seconds(5))).send(Read()) }
        await clock.waitForSleeper()
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
    }

    @Test func theHTTPResponseIsReturnedWithTheValue() async throws {
        let body = #"{"code":0,"data":{"status":3,"unknown":1}}"#
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: StubTransport(.json(body, status: 201, logID: "log-1")))
        let response = try await client.response(
            to: Feishu.Hire.V1.WebsiteDeliveryTask.Get(websiteID: "1", deliveryTaskID: "2"))
        #expect(response.value.status == .failed)
        #expect(response.http.status == 201 && response.logID == "log-1")
        #expect(String(decoding: response.http.body, as: UTF8.self) == body)
    }
}
