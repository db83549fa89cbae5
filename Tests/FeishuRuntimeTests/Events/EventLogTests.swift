import FeishuRuntime
import FeishuTesting
import Foundation
import Testing

/// The record of handled events, and what happens without it.
@Suite struct EventLogTests {
    @Test func anEventIsClaimedOnce() async {
        let log = FeishuMemoryEventLog()
        #expect(await log.claim("a"))
        #expect(await log.claim("b"))
        #expect(await !log.claim("a"))
        await log.finish("a")
        #expect(await !log.claim("a"))
        await log.release("b")
        #expect(await log.claim("b"))
    }

    @Test func ofSimultaneousClaimsOneSucceeds() async {
        let log = FeishuMemoryEventLog()
        let successes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 { group.addTask { await log.claim("a") } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(successes == 1)
    }

    @Test func eventsAreForgottenAfterEightHours() async {
        let clock = ManualClock()
        let log = FeishuMemoryEventLog(clock: clock)
        _ = await log.claim("a")
        clock.advance(by: .seconds(7 * 3600 + 300))
        _ = await log.claim("b")
        #expect(await !log.claim("a"))
        clock.advance(by: .seconds(3300))
        #expect(await log.claim("a"))
        #expect(await !log.claim("b"))
        #expect(await log.count == 2)
    }

    @Test func aClaimAfterAReleaseIsRememberedForItsOwnTime() async {
        let clock = ManualClock()
        let log = FeishuMemoryEventLog(lifetime: .seconds(10), clock: clock)
        _ = await log.claim("a")
        await log.release("a")
        clock.advance(by: .seconds(9))
        _ = await log.claim("a")
        clock.advance(by: .seconds(9))
        #expect(await !log.claim("a"))
    }

    @Test func theNumberOfEventsIsLimited() async {
        let log = FeishuMemoryEventLog(limit: 100)
        for number in 0..<10_000 {
            #expect(await log.claim("\(number)"))
            if number % 3 == 0 { await log.release("\(number)") }
        }
        #expect(await log.count <= 100)
        #expect(await !log.claim("9998"))
        #expect(await !log.claim("9950"))
    }

    private struct Failure: Error {}

    /// A log that fails or hangs in some of its methods.
    private struct BrokenLog: FeishuEventLog {
        enum Method { case claim, finish, release }

        let log = FeishuMemoryEventLog()
        let broken: Set<Method>
        /// Receives a value when a method begins to hang. If nil, the methods throw.
        let hangs: AsyncStream<Void>.Continuation?

        private func check(_ method: Method) async throws {
            if !broken.contains(method) { return }
            guard let hangs else { throw Failure() }
            hangs.yield()
            let (stream, continuation) = AsyncStream<Void>.makeStream()
            for await _ in stream {}
            continuation.finish()
        }

        func claim(_ id: String) async throws -> Bool {
            try await check(.claim)
            return await log.claim(id)
        }

        func finish(_ id: String) async throws {
            try await check(.finish)
            await log.finish(id)
        }

        func release(_ id: String) async throws {
            try await check(.release)
            await log.release(id)
        }
    }

    @Test(arguments: [false, true]) func anEventIsHandledWithoutTheLog(isHanging: Bool) async throws {
        let (hangs, hang) = AsyncStream<Void>.makeStream()
        var tested = TestedReceiver { $0.log = BrokenLog(broken: [.claim, .finish], hangs: isHanging ? hang : nil) }
        tested.recordHandled()
        let (receiver, push) = (tested.receiver, try tested.sender.push(ExamCreated(examID: "7")))
        let response = Task { await receiver.respond(to: push) }
        if isHanging { await tested.clock.advance(after: hangs, count: 2) }
        #expect(await response.value.status == 200)
        #expect(tested.handled.recorded == ["7"] && tested.log.count == 3)
    }

    @Test(arguments: [false, true]) func anEventThatCannotBeReleasedIsHandledAgain(isHanging: Bool) async throws {
        let (hangs, hang) = AsyncStream<Void>.makeStream()
        var tested = TestedReceiver { $0.log = BrokenLog(broken: [.release], hangs: isHanging ? hang : nil) }
        let handled = tested.handled
        tested.receiver.on(ExamCreated.self) { _, _ in
            handled.record("run")
            if handled.recorded.count == 1 { throw Failure() }
        }
        let (receiver, push) = (tested.receiver, try tested.sender.push(ExamCreated()))
        let response = Task { await receiver.respond(to: push) }
        if isHanging { await tested.clock.advance(after: hangs, count: 1) }
        #expect(await response.value.status == 500)
        #expect(await tested.status(of: push) == 200 && handled.recorded == ["run", "run"])
        #expect(await tested.status(of: push) == 200 && handled.recorded == ["run", "run"])
    }
}

extension ManualClock {
    /// Lets the limit of a log pass each time that the log begins to hang.
    fileprivate func advance(after hangs: AsyncStream<Void>, count: Int) async {
        var left = count
        for await _ in hangs {
            advance(by: .seconds(1))
            left -= 1
            if left == 0 { return }
        }
    }
}
