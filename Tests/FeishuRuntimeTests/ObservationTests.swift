import FeishuRuntime
import Foundation
import Testing

/// What clients meet beside the documents.
@Suite struct ObservationTests {
    private struct Kind: FeishuOpenEnum {
        static let known: KeyValuePairs = ["open": Kind(rawValue: 1), "closed": Kind(rawValue: 2)]
        let rawValue: Int
    }

    private struct State: FeishuOpenEnum {
        static let known: KeyValuePairs = ["active": State(rawValue: "active")]
        let rawValue: String
    }

    private struct Owner: FeishuAllOptionalModel {
        var id: String?
        var level: Int?
        var kind: Kind?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("id", &id)
            try visitor.visit("level", &level)
            try visitor.visit("kind", &kind)
        }
    }

    private struct Thing: FeishuAllOptionalModel {
        var items: [Owner]?
        var owners: [String: Owner]?
        var counts: [String: [Int]]?
        var grid: [[Double]]?
        var anything: FeishuJSONValue?
        var flag: Bool?
        var state: State?
        var states: [State]?
        var kinds: [String: Kind]?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("items", &items)
            try visitor.visit("owners", &owners)
            try visitor.visit("counts", &counts)
            try visitor.visit("grid", &grid)
            try visitor.visit("anything", &anything)
            try visitor.visit("flag", &flag)
            try visitor.visit("state", &state)
            try visitor.visit("states", &states)
            try visitor.visit("kinds", &kinds)
        }
    }

    private struct Get: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.get", method: .get, path: "/thing",
            errors: [.init(1001, status: 400, "wrong"), .init(1002, "again", reaction: .retry)],
            documentURL: nil)
        typealias Response = Thing
    }

    private struct GetFlat: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.flat.get", method: .get, path: "/flat", envelope: .flat, documentURL: nil)
        typealias Response = Owner
    }

    private static func observe<Call: FeishuEndpoint>(
        _ call: Call, _ responses: [String], in observations: FeishuObservations = FeishuObservations(),
        status: Int = 200
    ) async -> FeishuObservations {
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: StubTransport(queue: responses.map { .json($0, status: status) }),
            observer: observations.observer)
        for _ in responses { _ = try? await client.send(call) }
        return observations
    }

    private static func lines(_ data: String) async -> [String] {
        await observe(Get(), [#"{"code":0,"data":\#(data)}"#]).lines
    }

    private static func line(
        _ kind: String, _ path: String, _ expected: String, _ found: String, _ count: Int = 1
    ) -> String {
        #"{"count":\#(count),"endpoint":"demo.v1.thing.get","expected":"\#(expected)","found":\#(found),"kind":"\#(kind)","path":"response.data.\#(path)"}"#
    }

    @Test(arguments: [
        (
            #"{"items":[{"level":"x"},{"level":"y"},{"level":{}}]}"#, "items.level", "int",
            [("object", 1), ("string", 2)]
        ),
        (#"{"items":{"a":1}}"#, "items", "object[]", [("object", 1)]),
        (#"{"items":[7,null]}"#, "items", "object", [("int", 1), ("null", 1)]),
        (#"{"owners":{"k1":{"level":[1]},"k2":{"level":[2]}}}"#, "owners.level", "int", [("array", 2)]),
        (#"{"owners":{"k1":1.5}}"#, "owners", "object", [("number", 1)]),
        (#"{"owners":true}"#, "owners", "map", [("boolean", 1)]),
        (#"{"counts":{"k1":["x"],"k2":{}}}"#, "counts", "int", [("string", 1)]),
        (#"{"grid":[[1,"x"],["y"]]}"#, "grid", "number", [("string", 2)]),
        (#"{"grid":{}}"#, "grid", "number[][]", [("object", 1)]),
        (#"{"state":{}}"#, "state", "string", [("object", 1)]),
        (#"{"flag":"perhaps"}"#, "flag", "boolean", [("string", 1)]),
    ])
    func droppedValuesAreCountedByType(
        data: String, path: String, expected: String, found: [(String, Int)]
    ) async {
        let lines = await Self.lines(data).filter { $0.contains("\"expected\":\"\(expected)\"") }
        #expect(lines == found.map { Self.line("dropped", path, expected, "\"\($0.0)\"", $0.1) }.sorted())
    }

    @Test(arguments: [
        (#"{"items":[{"level":"12"},{"level":"13"},{"level":14}]}"#, "items.level", "int", "string", 2),
        (#"{"items":[{"id":7}]}"#, "items.id", "string", "int", 1),
        (#"{"owners":{"k1":{"id":1.5}}}"#, "owners.id", "string", "number", 1),
        (#"{"counts":{"k1":["1","2",3]}}"#, "counts", "int", "string", 2),
        (#"{"grid":[["1.5"]]}"#, "grid", "number", "string", 1),
        (#"{"items":[{"kind":"1"}]}"#, "items.kind", "int", "string", 1),
        (#"{"flag":1}"#, "flag", "boolean", "int", 1),
    ])
    func conversionsAreCounted(data: String, path: String, expected: String, found: String, count: Int) async {
        #expect(await Self.lines(data) == [Self.line("converted", path, expected, "\"\(found)\"", count)])
    }

    @Test(arguments: [
        (#"{"items":[{"kind":7},{"kind":1},{"kind":7}]}"#, "items.kind", "int", "7", 2),
        (#"{"state":"archived"}"#, "state", "string", "\"archived\"", 1),
        (#"{"states":["active","archived"]}"#, "states", "string", "\"archived\"", 1),
        (#"{"kinds":{"k1":8,"k2":8,"k3":2}}"#, "kinds", "int", "8", 2),
    ])
    func valuesThatAreNotListedAreCounted(
        data: String, path: String, expected: String, found: String, count: Int
    ) async {
        #expect(await Self.lines(data) == [Self.line("unknownValue", path, expected, found, count)])
    }

    @Test func aConvertedValueCanBeUnknown() async {
        #expect(
            await Self.lines(#"{"items":[{"kind":"9"}]}"#) == [
                Self.line("converted", "items.kind", "int", "\"string\""),
                Self.line("unknownValue", "items.kind", "int", "9"),
            ])
    }

    @Test func aValueThatIsTooLongForAListIsNotShown() async {
        let long = String(repeating: "x", count: 101)
        #expect(
            await Self.lines(#"{"state":"\#(long)"}"#) == [Self.line("unknownValue", "state", "string", "\"string\"")])
    }

    @Test func documentedResponsesAreNoObservations() async {
        #expect(
            await Self.lines(
                #"{"items":[{"id":"1","level":2,"kind":1}],"owners":{"a":{}},"counts":{"a":[1]},"anything":{"x":[1]},"state":"active","flag":null,"grid":[[1]],"more":1}"#
            ) == [])
    }

    @Test func aFlatPayloadHasNoData() async {
        let observations = await Self.observe(GetFlat(), [#"{"code":0,"level":"3"}"#])
        #expect(observations.all.map(\.path) == ["response.level"])
    }

    @Test func undocumentedCodesAreCounted() async throws {
        let failures = [1001, 7, 7, 99_991_400, 99_991_672, 5000].map { #"{"code":\#($0),"msg":"m"}"# }
        let observations = await Self.observe(Get(), failures, status: 400)
        #expect(
            observations.lines == [
                #"{"count":2,"endpoint":"demo.v1.thing.get","expected":"int","found":7,"kind":"undocumentedCode","path":"errors","status":400}"#
            ])
    }

    @Test func distinctObservationsAreLimited() async {
        let observations = FeishuObservations(limit: 2)
        let kinds = (3...9).map { #"{"kind":\#($0)}"# }.joined(separator: ",")
        let body = #"{"code":0,"data":{"items":[\#(kinds)]}}"#
        _ = await Self.observe(Get(), [body, body], in: observations)
        #expect(observations.all.map(\.count) == [2, 2] && observations.omittedCount == 10)
        #expect("\(observations)" == "2 distinct observations, 10 others omitted")
    }

    @Test func eventsAreForwarded() async {
        let events = Recorder<String>()
        let observations = FeishuObservations { event in
            if case .fieldDeviated = event { events.record("\(event.level) \(event)") }
        }
        _ = await Self.observe(Get(), [#"{"code":0,"data":{"flag":"1","state":"x"}}"#], in: observations)
        #expect(
            events.recorded.map { $0.replacing(/\[[0-9a-z]+\]/, with: "[id]") } == [
                "debug demo.v1.thing.get [id] converted a value at response.data.flag to boolean",
                "debug demo.v1.thing.get [id] got a value at response.data.state that is not in the documented list",
            ])
    }

    @Test func nothingPrivateIsCollected() async throws {
        let secret = longSecret
        let deviating =
            #"{"code":0,"log_id":"L","data":{"items":[{"id":{"S":"S"},"level":"S","kind":"S"}],"owners":{"S":{"level":"S"},"S2":"S"},"counts":{"S":["S"]},"grid":[["S"]],"anything":"S","flag":"S","state":"S","states":["S"],"kinds":{"S":9}}}"#
        let failing = #"{"code":7,"msg":"S","error":{"log_id":"S","message":"S"}}"#
        let observations = FeishuObservations()
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider(secret, kind: .tenant),
            configuration: .init(
                transport: StubTransport(
                    queue: [deviating, failing, "<S>"].map {
                        .json($0.replacing("S", with: secret), logID: "log \(secret)")
                    }),
                rateLimits: .off, observer: observations.observer)
        ).tenant(key: "tenant \(secret)").with(.init(headers: ["X-Secret": secret], requestID: "r-\(secret)"))
        for _ in 0..<3 { _ = try? await client.send(Get()) }
        #expect(observations.all.count > 10)
        var text = observations.jsonLines + "\(observations)" + String(reflecting: observations)
        dump(observations, to: &text)
        expectNoSecret(in: observations.all)
        #expect(!text.contains("secret-") && !text.contains("log ") && !text.contains("tenant "))
        for start in secret.indices.dropLast(7) { #expect(!text.contains(secret[start...].prefix(8))) }
    }

    @Test func valuesOfFieldsWithoutAListAreNotCollected() async {
        let name = "Zhang San"
        let observations = await Self.observe(
            Get(),
            [
                #"{"code":0,"data":{"items":[{"id":{"P":"P"},"level":"P"}],"owners":{"P":{"level":"P"},"P2":"P"},"counts":{"P":["P"]},"flag":"P"}}"#
                    .replacing("P", with: name), #"{"code":7,"msg":"P"}"#.replacing("P", with: name),
            ])
        #expect(observations.all.count >= 5 && !observations.jsonLines.contains("Zhang"))
        #expect(!String(reflecting: observations).contains("Zhang"))
    }
}

extension FeishuObservations {
    fileprivate var lines: [String] { jsonLines.split(separator: "\n").map(String.init) }
}
