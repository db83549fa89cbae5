import Foundation
import HireFixture
import LoopbackPlatform

/// Checks that a burst of calls uses a documented limit without exceeding it.
enum Burst {
    private static let callCount = 500

    struct Limited: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "soak.v1.limited.get", method: .get, path: "/limited", rateLimits: [.perSecond(20)],
            documentURL: "https://example.com")
    }

    /// The same endpoint without a documented limit.
    struct Undocumented: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "soak.v1.undocumented.get", method: .get, path: "/undocumented", documentURL: "https://example.com")
    }

    static func run() async throws -> [String] {
        try await documented(jitter: 0, share: 0.9) + documented(jitter: 0.2, share: 0.8) + undocumented()
    }

    /// Sends more calls than the platform accepts per second, without knowing its limit.
    private static func undocumented() async throws -> [String] {
        let gate = Gate(limit: 20)
        let server = try LoopbackServer(keepsRequests: false) { _ in
            gate.admit()
                ? .init(#"{"code":0}"#)
                : .init(
                    status: 429, headers: ["x-ogw-ratelimit-limit": "20", "x-ogw-ratelimit-reset": "1"],
                    #"{"code":99991400,"msg":"request trigger frequency limit"}"#)
        }
        defer { server.stop() }
        let client = FeishuClient(tokens: FeishuFixedTokenProvider("t-soak", kind: .tenant), host: try .url(server.url))
        let start = ContinuousClock.now
        let failures = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<200 {
                group.addTask { (try? await client.send(Undocumented())) == nil ? 1 : 0 }
            }
            return await group.reduce(0, +)
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print(
            String(
                format: "burst of 200 calls at an undocumented 20 per second: %.1f s, %d rejected, %d calls failed",
                seconds, gate.rejections, failures))
        return failures == 0 && seconds < 20 ? [] : ["\(failures) calls failed at an undocumented limit"]
    }

    /// - Parameters:
    ///   - jitter: The longest additional time of a request to the platform, in seconds.
    ///   - share: The part of the limit that must be used.
    private static func documented(jitter: Double, share expectedShare: Double) async throws -> [String] {
        let gate = Gate(limit: 20)
        let server = try LoopbackServer(keepsRequests: false) { _ in
            if jitter > 0 { Thread.sleep(forTimeInterval: .random(in: 0...jitter)) }
            return gate.admit()
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
        // The calls of the first window are sent immediately, so they do not count.
        let share = Double(callCount - 20) / seconds / 20
        print(
            String(
                format: "burst of %d calls at 20 per second, jitter %.1f s: %.1f s, %.1f %% of the limit, %d rejected",
                callCount, jitter, seconds, share * 100, gate.rejections))
        var problems: [String] = []
        if gate.rejections > 0 { problems.append("burst exceeded the limit \(gate.rejections) times") }
        if share < expectedShare { problems.append("burst used only \(share) of the limit") }
        return problems
    }
}

/// A rate limit on the calls of the last second, like the platform's. A lock protects all state.
final class Gate: @unchecked Sendable {
    private let lock = NSLock()
    private let limit: Int
    private var times: [ContinuousClock.Instant] = []
    private var rejected = 0

    init(limit: Int) { self.limit = limit }

    var rejections: Int { lock.withLock { rejected } }

    func admit() -> Bool {
        lock.withLock {
            let now = ContinuousClock.now
            times.removeAll { now - $0 >= .seconds(1) }
            guard times.count < limit else {
                rejected += 1
                return false
            }
            times.append(now)
            return true
        }
    }
}
