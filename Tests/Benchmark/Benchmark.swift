import Foundation
import HireFixture

/// Compares the cost of calls by the client with the cost of the same calls by URLSession and JSONDecoder alone.
///
/// Both send the same calls to the same server in alternation, so that other load on the machine affects both equally.
/// Prints lines of the form `name value limit`, and fails if a value is not within its limit.
@main
enum Benchmark {
    static func main() async throws {
        if CommandLine.arguments.dropFirst() == ["serve"] { return try Platform.serve() }
        let platform = try Platform.start()
        defer { platform.stop() }

        var results = try await calls(to: platform.url)
        results.append(try await limiter(platform.url))
        if CommandLine.arguments.count > 1 {
            let rounds = try await ImportCost(documents: URL(fileURLWithPath: CommandLine.arguments[1])).rounds()
            results.append(
                Measurement(
                    "import_of_reading_and_writing", rounds.median { $0.second.cpu / $0.first.cpu }, atMost: 400))
        }
        for response in WrongResponse.allCases { results.append(try await response.measure()) }
        for result in results { print(result) }
        if results.contains(where: { !$0.isMet }) { exit(1) }
    }

    private static func calls(to url: URL) async throws -> [Measurement] {
        let bare = BareClient(url: url)
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider("t-benchmark", kind: .tenant), host: try .url(url))
        let rounds = try await Round.pairs(
            count: 15, calls: 2000, concurrency: 16, { _ = try await bare.get() },
            { _ = try await client.send(UnlimitedGet(websiteID: "1", deliveryTaskID: "2")) })
        return [
            Measurement("cpu_of_bare_client", rounds.median { $0.second.cpu / $0.first.cpu }, atMost: 1.3),
            Measurement("throughput_of_bare_client", rounds.median { $0.first.wall / $0.second.wall }, atLeast: 0.5),
            Measurement("calls_per_second", rounds.median { 2000 / $0.second.wall }, atLeast: 1000),
            Measurement("cpu_microseconds_per_call", rounds.median { $0.second.cpu / 2000 * 1e6 }, atMost: 1000),
        ]
    }

    /// Measures the processor time of rate limiting for a call that does not wait, in percent of that of a whole call.
    private static func limiter(_ url: URL) async throws -> Measurement {
        let limiter = RateLimiter(clock: AdvancingClock())
        let limits: [FeishuRateLimit] = [.perMinute(1000), .perSecond(50)]
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider("t-benchmark", kind: .tenant), host: try .url(url))
        let rounds = try await Round.pairs(
            count: 15, calls: 1000, concurrency: 1,
            { _ = try await client.send(UnlimitedGet(websiteID: "1", deliveryTaskID: "2")) },
            {
                let admission = try await limiter.admit(
                    .init(endpoint: "ping.v1.ping.get", tenantKey: nil), limits: limits)
                limiter.recordResponse(to: admission, at: admission.time + .milliseconds(150), isAccepted: true)
            })
        return Measurement(
            "limiter_percent_of_call", rounds.median { $0.second.cpu / $0.first.cpu * 100 }, atMost: 1)
    }
}

/// A measured value and its limit.
private struct Measurement: CustomStringConvertible {
    let name: String
    let value: Double
    let limit: Double
    let isMet: Bool

    init(_ name: String, _ value: Double, atMost limit: Double) {
        (self.name, self.value, self.limit, isMet) = (name, value, limit, value <= limit)
    }

    init(_ name: String, _ value: Double, atLeast limit: Double) {
        (self.name, self.value, self.limit, isMet) = (name, value, limit, value >= limit)
    }

    var description: String { String(format: "%@ %.2f %.2f", name, value, limit) + (isMet ? "" : " NOT MET") }
}

/// The generated call without its documented rate limits, which would otherwise determine the result.
private struct UnlimitedGet: FeishuEndpoint {
    typealias Documented = Feishu.Hire.V1.WebsiteDeliveryTask.Get
    typealias Response = Documented.Response
    static let descriptor = FeishuEndpointDescriptor(
        id: Documented.descriptor.id, method: .get, path: Documented.descriptor.path,
        rateLimits: [.perMinute(60_000_000), .perSecond(1_000_000)],
        accessTokens: Documented.descriptor.accessTokens, documentURL: Documented.descriptor.documentURL)
    let websiteID: String
    let deliveryTaskID: String
    var pathParameters: [any FeishuParameterValue] { [websiteID, deliveryTaskID] }
}

/// A clock that advances each time it is read, so that calls in close succession are within documented rate limits.
/// `@unchecked Sendable` because a lock protects the time.
private final class AdvancingClock: Clock, @unchecked Sendable {
    struct Instant: InstantProtocol {
        var time: Duration

        func advanced(by duration: Duration) -> Instant { Instant(time: time + duration) }
        func duration(to other: Instant) -> Duration { other.time - time }
        static func < (first: Instant, second: Instant) -> Bool { first.time < second.time }
    }

    private let lock = NSLock()
    private var time: Duration = .zero
    private let step: Duration = .milliseconds(500)

    var minimumResolution: Duration { .zero }

    var now: Instant {
        lock.withLock {
            time += step
            return Instant(time: time)
        }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws { await Task.yield() }
}

/// Ways in which a megabyte can be wrong, whose costs are compared with that of a right one.
private enum WrongResponse: String, CaseIterable {
    case array, wrongData, wrongCode, deep, failure

    private var body: String {
        let items = Self.items
        return switch self {
        case .array: "[\(items)]"
        case .wrongData: "{\"code\":0,\"msg\":\"\",\"data\":[\(items)]}"
        case .wrongCode: "{\"code\":\"x\",\"msg\":\"\",\"data\":{\"items\":[\(items)]}}"
        case .deep: "{\"code\":0,\"msg\":\"\",\"data\":{\"items\":{\"a\":[\(items)]}}}"
        case .failure: "{\"code\":99,\"msg\":\"\",\"error\":{\"helps\":[\(items)]},\"data\":[\(items)]}"
        }
    }

    private static let items = Array(repeating: #"{"id":"7000000000000000001","name":"名字","state":1}"#, count: 19_000)
        .joined(separator: ",")

    func measure() async throws -> Measurement {
        let good = "{\"code\":0,\"msg\":\"\",\"data\":{\"items\":[\(Self.items)]}}"
        let clients = [good, body].map { body in
            FeishuClient(
                tokens: FeishuFixedTokenProvider("t-benchmark", kind: .tenant),
                configuration: .init(
                    transport: ConstantTransport(response: .init(status: 200, body: Data(body.utf8))), retries: .none))
        }
        let rounds = try await Round.pairs(
            count: 7, calls: 4, concurrency: 1, { _ = try await clients[0].send(ListItems()) },
            { _ = try? await clients[1].send(ListItems()) })
        return Measurement("wrong_megabyte_\(rawValue)", rounds.median { $0.second.cpu / $0.first.cpu }, atMost: 5)
    }
}

/// An endpoint that returns a list.
private struct ListItems: FeishuEndpoint {
    struct Response: FeishuAllOptionalModel {
        struct Item: FeishuAllOptionalModel {
            var id: String?
            var name: String?
            var state: Int?

            mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
                try visitor.visit("id", &id)
                try visitor.visit("name", &name)
                try visitor.visit("state", &state)
            }
        }

        var items: [Item]?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("items", &items)
        }
    }

    static let descriptor = FeishuEndpointDescriptor(
        id: "list.v1.item.list", method: .get, path: "/items", documentURL: "https://example.com")
}

private struct ConstantTransport: FeishuTransport {
    var response = FeishuHTTPResponse(status: 200, body: Data(#"{"code":0}"#.utf8))

    func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse { response }
}
