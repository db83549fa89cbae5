import FakeConnection
import Foundation
import Testing

@testable import FeishuRuntime

/// A platform that sends events until they are acknowledged, and drops connections at random.
@Suite struct ManyEventsTests {
    private struct Failure: Error {}

    /// The attempts and the successes of events, by their number.
    private final class Ledger: Sendable {
        let entries = Locked<[Int: (attempts: Int, successes: Int)]>([:])

        /// - Returns: The number of the attempt.
        func begin(_ number: Int) -> Int {
            entries.withLock { entries in
                entries[number, default: (0, 0)].attempts += 1
                return entries[number]?.attempts ?? 0
            }
        }

        func succeed(_ number: Int) { entries.withLock { $0[number]?.successes += 1 } }
    }

    @Test func noEventIsLostOrHandledTwice() async throws {
        let count = 10_000
        let ledger = Ledger()
        let platform = EventPlatform(count: count, dropsOneOf: 200) { number in
            Data(TestedConnection.envelope("\(number)", exam: "\(number)").utf8)
        }
        let clock = ManualClock()
        var receiver = FeishuEventReceiver(configuration: .init(log: FeishuMemoryEventLog(clock: clock), clock: clock))
        receiver.on(ExamCreated.self) { event, _ in
            guard let number = event.examID.flatMap({ Int($0) }) else { throw Failure() }
            let attempt = ledger.begin(number)
            if number.isMultiple(of: 7) { await Task.yield() }
            // One handler in 50 fails at first.
            if number.isMultiple(of: 50), attempt == 1 { throw Failure() }
            ledger.succeed(number)
        }
        let connection = FeishuEventConnection(
            app: .custom(id: "cli_a", secret: "secret-app"), receiver: receiver,
            configuration: .init(transport: AddressTransport(), clock: clock)
        ) { platform.makeSocket() }
        let run = Task { try await connection.run() }
        await platform.waitUntilAcknowledged()
        await connection.close()
        try await run.value
        let entries = ledger.entries.withLock(\.self)
        #expect(entries.count == count)
        let wrong = entries.filter { number, entry in
            entry.successes != 1 || entry.attempts != (number.isMultiple(of: 50) ? 2 : 1)
        }
        #expect(wrong.isEmpty)
        #expect(platform.counts.connections > 50 && platform.counts.resent > 1000)
    }
}
