import Foundation
import HireFixture
import LoopbackPlatform

/// Checks that every call ended exactly once with the correct response or error, and that no call that is not
/// idempotent ran twice.
enum Audit {
    static func run() async throws -> [String] {
        let platform = FaultyPlatform()
        let server = try LoopbackServer(keepsRequests: false, respond: platform.respond)
        defer { server.stop() }
        let finished = Counter()
        let client = FeishuClient(
            app: .custom(id: "cli_soak", secret: "s"), host: try .url(server.url),
            configuration: .init(
                transport: FeishuURLSessionTransport(totalTimeout: .seconds(1)),
                retries: .init(attempts: 5, firstPause: .milliseconds(20), longestPause: .milliseconds(200))
            ) { event in
                if case .finished = event { finished.increment() }
            })
        let calls = (0..<Soak.callCount).map { Call(number: $0) }
        let ledger = Ledger()
        let start = ContinuousClock.now
        try await calls[...].send(by: client, into: ledger)
        let seconds = (ContinuousClock.now - start) / .seconds(1)

        var problems = calls.compactMap { $0.problem(ledger, platform.records) }
        if finished.value != calls.count { problems.append("\(finished.value) calls reported that they finished") }
        if platform.tokenFetches != platform.revocations + 1 {
            problems.append("\(platform.tokenFetches) tokens fetched, but \(platform.revocations) revoked")
        }
        print(String(format: "%d calls in %.1f s, %d in flight", calls.count, seconds, Soak.concurrency))
        print("responses by fault: " + platform.faults.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))
        print("calls by outcome: " + ledger.outcomes.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))
        print("tokens fetched: \(platform.tokenFetches), revoked: \(platform.revocations)")
        return problems
    }
}

/// One call of the soak test, identified by its number.
struct Call: Sendable {
    let number: Int

    var id: String { "order-\(number)" }
    private var isIdempotent: Bool { number % 3 != 2 }

    func send(by client: FeishuClient, into ledger: Ledger) async {
        do {
            let response =
                switch number % 3 {
                case 0: try await client.send(GetOrder(id: id))
                case 1: try await client.send(PatchOrder(id: id))
                default: try await client.send(CreateOrder(id: id))
                }
            ledger.record(id, .returned(response.delivery?.applicationID ?? "nothing"))
        } catch {
            ledger.record(id, .threw(error))
        }
    }

    /// Returns a description of what is wrong with the outcome of the call, or nil if it is correct.
    func problem(_ ledger: Ledger, _ records: [String: FaultyPlatform.Record]) -> String? {
        let outcomes = ledger.outcomes(of: id)
        let record = records[id] ?? .init()
        guard outcomes.count == 1 else { return "\(id) ended \(outcomes.count) times" }
        if !isIdempotent, record.executions > 1 { return "\(id) ran \(record.executions) times" }
        switch outcomes[0] {
        case .returned(let found):
            if found != id { return "\(id) returned \(found)" }
            return record.executions > 0 && record.last == .none ? nil : "\(id) returned after \(record)"
        case .threw(let error):
            guard let error = error as? FeishuError else { return "\(id) threw \(error)" }
            return error.matches(record.last) ? nil : "\(id) threw after \(record): \(error)"
        }
    }
}

extension FeishuError {
    /// Returns whether the error matches the last fault of the platform.
    fileprivate func matches(_ fault: FaultyPlatform.Fault) -> Bool {
        switch (reason, fault) {
        case (.api(99991400, _), .throttled), (.api(99991663, _), .rejected), (.api(1002001, _), .failed): true
        case (.http, .failed): status == 502
        case (.transport, .dropped): true
        case (.transport(let error as FeishuTransportError), .stalled):
            if case .responseTooLate = error.reason { true } else { false }
        case (.http, .challenged): status == 401
        case (.http, .garbled), (.decoding, .garbled): status == 200
        default: false
        }
    }
}

extension Collection<Call> where Self: Sendable, Index == Int {
    /// Sends the calls with the concurrency of the soak test.
    func send(by client: FeishuClient, into ledger: Ledger) async throws {
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<Soak.concurrency {
                group.addTask {
                    for index in stride(from: startIndex + worker, to: endIndex, by: Soak.concurrency) {
                        await self[index].send(by: client, into: ledger)
                    }
                }
            }
        }
    }
}

/// The outcomes of the calls. A lock protects all state.
final class Ledger: @unchecked Sendable {
    enum Outcome: Sendable {
        case returned(String)
        case threw(any Error)
    }

    private let lock = NSLock()
    private var outcomesByID: [String: [Outcome]] = [:]

    func record(_ id: String, _ outcome: Outcome) {
        lock.withLock { outcomesByID[id, default: []].append(outcome) }
    }

    func outcomes(of id: String) -> [Outcome] { lock.withLock { outcomesByID[id] ?? [] } }

    /// The number of calls by outcome.
    var outcomes: [String: Int] {
        lock.withLock {
            outcomesByID.values.joined().reduce(into: [:]) { counts, outcome in
                switch outcome {
                case .returned: counts["returned", default: 0] += 1
                case .threw(let error):
                    let reason = (error as? FeishuError).map { "\($0.reason)".prefix { $0 != "(" } } ?? "other"
                    counts["threw \(reason)", default: 0] += 1
                }
            }
        }
    }
}

final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    var value: Int { lock.withLock { count } }

    func increment() { lock.withLock { count += 1 } }
}
