import Foundation
import HireFixture
import LoopbackPlatform

/// Whether a burst of calls keeps to a documented limit, and uses it.
enum Burst {
    private static let callCount = 500

    struct Limited: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "soak.v1.limited.get", method: .get, path: "/limited", rateLimits: [.perSecond(20)],
            documentURL: "https://example.com")
    }

    static func run() async throws -> [String] {
        let gate = Gate(limit: 20)
        let server = try LoopbackServer(keepsRequests: false) { _ in
            gate.isOpen()
                ? .init(#"{"code":0}"#)
                : .init(status: 429, #"{"code":99991400,"msg":"request trigger frequency limit"}"#)
        }
        defer { server.stop() }
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider("t-soak", kind: .tenant), host: try .url(server.url),
            configuration: .init(retries: .none))
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<callCount { group.addTask { _ = try await client.send(Limited()) } }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        // The first window is open at once.
        let share = Double(callCount - 20) / seconds / 20
        print(
            String(
                format: "burst of %d calls to 20 a second: %.1f s, %.1f %% of the limit, %d over it", callCount,
                seconds,
                share * 100, gate.refusals))
        var problems: [String] = []
        if gate.refusals > 0 { problems.append("the burst tripped the limit \(gate.refusals) times") }
        if share < 0.95 { problems.append("the burst used \(share) of the limit") }
        return problems
    }
}

/// Counts the calls of the last second, as the platform does. All of its state is behind the lock.
private final class Gate: @unchecked Sendable {
    private let lock = NSLock()
    private let limit: Int
    private var times: [ContinuousClock.Instant] = []
    private var refused = 0

    init(limit: Int) { self.limit = limit }

    var refusals: Int { lock.withLock { refused } }

    func isOpen() -> Bool {
        lock.withLock {
            let now = ContinuousClock.now
            times.removeAll { now - $0 >= .seconds(1) }
            guard times.count < limit else {
                refused += 1
                return false
            }
            times.append(now)
            return true
        }
    }
}
