import FeishuRuntime
import FeishuTesting
import Foundation
import Testing

/// A clock that a test advances.
@Suite struct TestClockTests {
    @Test func sleepsEndWhenTheTimeHasPassed() async throws {
        let clock = FeishuTestClock()
        let ends = Ends()
        let sleeps = [3, 1, 2].map { seconds in
            Task {
                try await clock.sleep(for: .seconds(seconds))
                await ends.add(seconds)
            }
        }
        await clock.waitForSleepers(3)
        clock.advance(by: .milliseconds(1999))
        try await sleeps[1].value
        #expect(await ends.all == [1])
        clock.advance(by: .seconds(2))
        for sleep in sleeps { try await sleep.value }
        #expect(clock.now.offset == .milliseconds(3999))
        // The end is in the past.
        try await clock.sleep(until: clock.now.advanced(by: .seconds(-1)))
    }

    @Test func aSleepCanBeCancelled() async throws {
        let clock = FeishuTestClock()
        let sleep = Task { try await clock.sleep(for: .seconds(1)) }
        await clock.waitForSleepers()
        sleep.cancel()
        await #expect(throws: CancellationError.self) { try await sleep.value }
        let cancelled = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await clock.sleep(for: .seconds(1))
        }
        await #expect(throws: CancellationError.self) { try await cancelled.value }
    }

    @Test func aTimeLimitDoesNotCount() async throws {
        let clock = FeishuTestClock()
        let limit = Task { try await clock.sleep(for: .seconds(1), tolerance: .milliseconds(100)) }
        let wait = Task { await clock.waitForSleepers() }
        let sleep = Task { try await clock.sleep(for: .seconds(1)) }
        await wait.value
        clock.advance(by: .seconds(1))
        try await limit.value
        try await sleep.value
        // A test can have a time limit of its own.
        let cancelled = Task { await clock.waitForSleepers() }
        cancelled.cancel()
        await cancelled.value
    }

    @Test func theDatePasses() {
        let clock = FeishuTestClock(date: Date(timeIntervalSince1970: 1000))
        clock.advance(by: .seconds(60))
        clock.advance(by: .seconds(-5))
        #expect(clock.date == Date(timeIntervalSince1970: 1060))
    }

    /// A push that is made an hour later on the same clock is not too old.
    @Test func aReceiverAndASenderCanShareAClock() async throws {
        let clock = FeishuTestClock(date: Date(timeIntervalSince1970: 1_000_000_000))
        clock.advance(by: .seconds(3600))
        let receiver = FeishuEventReceiver(encryptKey: "key", configuration: .init(clock: clock))
        let sender = FeishuEventSender(encryptKey: "key", now: { clock.date })
        clock.advance(by: .seconds(3600))
        let push = try sender.push(FeishuCardAction.click(value: "a"))
        #expect(await receiver.respond(to: push).status == 200)
        clock.advance(by: .seconds(301))
        #expect(await receiver.respond(to: push).status == 401)
    }

    @Test func aLateAnswerTakesNoTime() async throws {
        let clock = FeishuTestClock()
        let (started, start) = AsyncStream<Void>.makeStream()
        var receiver = FeishuEventReceiver(configuration: .init(clock: clock))
        receiver.answer(FeishuCardAction.self, late: .toast(.info("wait"))) { _, _ in
            start.yield()
            try await clock.sleep(for: .seconds(60))
            return .toast(.success("done"))
        }
        let tested = receiver
        async let answer = FeishuEventSender().answer(of: tested, to: FeishuCardAction.click(value: "a"))
        for await _ in started { break }
        clock.advance(by: .milliseconds(2500))
        #expect(try await answer == .toast(.info("wait")))
        clock.advance(by: .seconds(60))
        await receiver.drain()
    }
}

private actor Ends {
    var all: [Int] = []

    func add(_ end: Int) { all.append(end) }
}
