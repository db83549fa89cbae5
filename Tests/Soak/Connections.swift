import FakeConnection
import FeishuRuntime
import FeishuTesting
import Foundation

/// Sends events over long connections that are dropped at random, to the receiver that also gets the pushes: each until it is
/// acknowledged, some in parts, and some twice. Every event must be accounted for, in flat memory.
enum Connections {
    private static let count = 20_000
    /// What two measurements can differ by although nothing is kept.
    private static let tolerance = 6.0

    static func run() async throws -> [String] {
        let ledger = PushLedger()
        let receiver = Pushes.receiver(ledger)
        let start = ContinuousClock.now
        let first = try await send(0..<count / 2, to: receiver)
        let half = residentMegabytes() ?? 0
        let second = try await send(count / 2..<count, to: receiver)
        let end = residentMegabytes() ?? 0
        await receiver.drain()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print(
            String(
                format:
                    "%d events over %d connections in %.1f s, %d sent again: %.1f MB after half, %.1f MB at the end",
                count, first.connections + second.connections, seconds, first.resent + second.resent, half, end))
        print("receiver: " + ledger.counts.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))
        var problems = (0..<count).compactMap { ledger.connectionProblem(of: $0) }
        if end - half > tolerance { problems.append("connections left \(end - half) MB in memory") }
        return problems
    }

    private static func send(
        _ numbers: Range<Int>, to receiver: FeishuEventReceiver
    ) async throws -> (connections: Int, resent: Int) {
        let platform = EventPlatform(count: numbers.count, dropsOneOf: 1000) { number in
            let number = numbers.lowerBound + number
            return Data(
                #"{"schema":"2.0","header":{"event_id":"\#(number)","event_type":"\#(Pushes.Ping.descriptor.type)"},"event":{"number":\#(number)}}"#
                    .utf8)
        }
        let settings = #"{"ReconnectCount":-1,"ReconnectInterval":1,"ReconnectNonce":0,"PingInterval":1}"#
        let connection = FeishuEventConnection(
            app: .custom(id: "cli_soak", secret: "soak-secret"), receiver: receiver,
            configuration: .init(transport: AddressTransport(settings: settings))
        ) { platform.makeSocket() }
        let run = Task { try await connection.run() }
        await platform.waitUntilAcknowledged()
        await connection.close()
        try await run.value
        return platform.counts
    }
}
