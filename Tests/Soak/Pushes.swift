import FeishuRuntime
import FeishuTesting
import Foundation

/// Sends events to a receiver like the platform: again if they are not acknowledged, and some twice. A tenth are not genuine.
/// Some handlers fail, and some are slower than the acknowledgement. Every event must be accounted for, in flat memory.
enum Pushes {
    private static let count = 20_000
    private static let token = "soak-token"
    private static let key = "soak-key"
    /// What two measurements can differ by although nothing is kept.
    private static let tolerance = 6.0

    struct Ping: FeishuEvent {
        static let descriptor = FeishuEventDescriptor(id: "soak.v1.ping", type: "soak.ping_v1", documentURL: nil)
        var number: Int?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("number", &number)
        }
    }

    /// What is special about a push, by its number.
    enum Kind: Int, CaseIterable {
        case plain, duplicated, forged, stale, garbled, slow, failing, failingLate

        init(number: Int) {
            self =
                switch number % 60 {
                case 0..<6: .duplicated
                case 10, 11: .forged
                case 20, 21: .stale
                case 30, 31: .garbled
                case 40: .slow
                case 50..<53: .failing
                case 59 where number % 600 == 59: .failingLate
                default: .plain
                }
        }

        var isGenuine: Bool { self != .forged && self != .stale && self != .garbled }
    }

    private struct Failure: Error {}

    static func receiver(_ ledger: PushLedger) -> FeishuEventReceiver {
        var receiver = FeishuEventReceiver(
            verificationToken: token, encryptKey: key,
            configuration: .init(
                acknowledges: .afterHandling(within: .milliseconds(100)), log: FeishuMemoryEventLog(limit: 2000),
                maximumConcurrentEvents: 32, observer: ledger.record))
        receiver.on(Ping.self) { event, _ in
            guard let number = event.number else { throw Failure() }
            let attempt = ledger.begin(number)
            switch Kind(number: number) {
            case .slow: try await Task.sleep(for: .milliseconds(200))
            case .failing where attempt == 1: throw Failure()
            case .failingLate:
                try await Task.sleep(for: .milliseconds(200))
                throw Failure()
            default: break
            }
            ledger.succeed(number)
        }
        return receiver
    }

    static func run() async throws -> [String] {
        let ledger = PushLedger()
        let receiver = receiver(ledger)
        let start = ContinuousClock.now
        try await send(0..<count / 2, to: receiver, ledger)
        let half = residentMegabytes() ?? 0
        try await send(count / 2..<count, to: receiver, ledger)
        let end = residentMegabytes() ?? 0
        await receiver.drain()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print(String(format: "%d pushes in %.1f s: %.1f MB after half, %.1f MB at the end", count, seconds, half, end))
        print("receiver: " + ledger.counts.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))
        var problems = (0..<count).compactMap { ledger.problem(of: $0) }
        if end - half > tolerance { problems.append("pushes left \(end - half) MB in memory") }
        return problems
    }

    private static func send(_ numbers: Range<Int>, to receiver: FeishuEventReceiver, _ ledger: PushLedger) async throws
    {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<Soak.concurrency {
                group.addTask {
                    for number in stride(
                        from: numbers.lowerBound + worker, to: numbers.upperBound, by: Soak.concurrency)
                    {
                        try await send(number, to: receiver, ledger)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func send(_ number: Int, to receiver: FeishuEventReceiver, _ ledger: PushLedger) async throws {
        let kind = Kind(number: number)
        let sender = FeishuEventSender(
            verificationToken: token, encryptKey: kind == .forged ? "another key" : key)
        var ping = Ping()
        ping.number = number
        var push = try sender.push(ping, id: "\(number)", age: kind == .stale ? .seconds(400) : .zero)
        if kind == .garbled { push.body[number % push.body.count] ^= 1 }
        if kind == .duplicated {
            let copy = push
            async let duplicate = receiver.respond(to: copy)
            return ledger.end(number, [await receiver.respond(to: copy).status, await duplicate.status])
        }
        var statuses = [await receiver.respond(to: push).status]
        while kind.isGenuine, statuses.last != 200, statuses.count < 50 {
            try await Task.sleep(for: .milliseconds(10))
            statuses.append(await receiver.respond(to: push).status)
        }
        ledger.end(number, statuses)
    }
}

/// The record of what became of pushes. A lock protects all state.
final class PushLedger: @unchecked Sendable {
    private struct Entry {
        var attempts = 0
        var successes = 0
        var lateFailures = 0
        var statuses: [Int] = []
    }

    private let lock = NSLock()
    private var entries: [Int: Entry] = [:]
    private var countByEvent: [String: Int] = [:]

    var counts: [String: Int] { lock.withLock { countByEvent } }

    /// - Returns: The number of the attempt.
    func begin(_ number: Int) -> Int {
        lock.withLock {
            entries[number, default: Entry()].attempts += 1
            return entries[number]?.attempts ?? 0
        }
    }

    func succeed(_ number: Int) { lock.withLock { entries[number, default: Entry()].successes += 1 } }

    func end(_ number: Int, _ statuses: [Int]) {
        lock.withLock { entries[number, default: Entry()].statuses = statuses }
    }

    @Sendable func record(_ event: FeishuReceiverEvent) {
        let name: String
        switch event {
        case .rejected(let rejection): name = "\(rejection.rawValue)"
        case .duplicate: name = "duplicate"
        case .handled: name = "handled"
        case .failed(let info, _, isAcknowledged: true):
            name = "failed late"
            lock.withLock { entries[Int(info.id) ?? -1, default: Entry()].lateFailures += 1 }
        case .failed: name = "failed"
        case .overloaded: name = "overloaded"
        default: name = "other"
        }
        lock.withLock { countByEvent[name, default: 0] += 1 }
    }

    /// Returns a description of what is wrong with a push, or nil if it is correct.
    func problem(of number: Int) -> String? {
        let entry = lock.withLock { entries[number] ?? Entry() }
        let kind = Pushes.Kind(number: number)
        let isCorrect =
            switch kind {
            case .forged, .stale, .garbled: entry.statuses == [401] && entry.attempts == 0
            case .plain, .slow: entry.statuses.last == 200 && entry.attempts == 1 && entry.successes == 1
            case .duplicated: entry.statuses == [200, 200] && entry.attempts == 1 && entry.successes == 1
            case .failing: entry.statuses.last == 200 && entry.attempts == 2 && entry.successes == 1
            case .failingLate: entry.statuses.last == 200 && entry.attempts == 1 && entry.lateFailures == 1
            }
        return isCorrect ? nil : "push \(number) (\(kind)): \(entry)"
    }

    /// Returns a description of what is wrong with an event that was sent over a connection, or nil if it is correct. None is
    /// forged there. A handler that always fails runs again if its first failure was not acknowledged, because the connection
    /// was dropped before.
    func connectionProblem(of number: Int) -> String? {
        let entry = lock.withLock { entries[number] ?? Entry() }
        let kind = Pushes.Kind(number: number)
        let isCorrect =
            switch kind {
            case .failing: entry.attempts == 2 && entry.successes == 1
            case .failingLate: entry.attempts >= 1 && entry.lateFailures == 1
            default: entry.attempts == 1 && entry.successes == 1
            }
        return isCorrect ? nil : "event \(number) (\(kind)): \(entry)"
    }
}
