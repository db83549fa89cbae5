import Foundation
import HireFixture

/// Compares the client with the least that the same calls take: URLSession and JSONDecoder by hand.
///
/// Both send the same calls to the same server, in turns, so that whatever else the machine does meets both. Prints
/// `name value bar` lines, and fails where a bar is not met.
@main
enum Benchmark {
    static func main() async throws {
        if CommandLine.arguments.dropFirst() == ["serve"] { return try Platform.serve() }
        let platform = try Platform.start()
        defer { platform.stop() }

        var results = try await calls(to: platform.url)
        results.append(try await limiter())
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

    /// What it costs that a call asks whether it may be sent, without a network.
    private static func limiter() async throws -> Measurement {
        let calls = 50_000
        let clients = [FeishuRateLimitPolicy.off, .documented].map { policy in
            FeishuClient(
                tokens: FeishuFixedTokenProvider("t-benchmark", kind: .tenant),
                configuration: .init(transport: ConstantTransport(), rateLimits: policy))
        }
        let rounds = try await Round.pairs(
            count: 15, calls: calls, concurrency: 1, { _ = try await clients[0].send(UnlimitedPing()) },
            { _ = try await clients[1].send(UnlimitedPing()) })
        let cost = rounds.median { ($0.second.wall - $0.first.wall) / Double(calls) * 1e6 }
        return Measurement("limiter_microseconds_per_call", cost, atMost: 2)
    }
}

/// A figure and what it has to be.
private struct Measurement: CustomStringConvertible {
    let name: String
    let value: Double
    let bar: Double
    let isMet: Bool

    init(_ name: String, _ value: Double, atMost bar: Double) {
        (self.name, self.value, self.bar, isMet) = (name, value, bar, value <= bar)
    }

    init(_ name: String, _ value: Double, atLeast bar: Double) {
        (self.name, self.value, self.bar, isMet) = (name, value, bar, value >= bar)
    }

    var description: String { String(format: "%@ %.2f %.2f", name, value, bar) + (isMet ? "" : " NOT MET") }
}

/// The generated call, but that its documented limit would be all that is measured.
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

private struct UnlimitedPing: FeishuEndpoint {
    static let descriptor = FeishuEndpointDescriptor(
        id: "ping.v1.ping.get", method: .get, path: "/ping",
        rateLimits: [.perMinute(60_000_000), .perSecond(1_000_000)], documentURL: "https://example.com")
}

private struct ConstantTransport: FeishuTransport {
    private let answer = FeishuHTTPResponse(status: 200, body: Data(#"{"code":0}"#.utf8))

    func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse { answer }
}
