import Foundation
import Testing

@testable import FeishuRuntime

/// Waits for a slot.
@Suite struct SlotQueueTests {
    @Test func eachSlotIsPassedToOneOfThoseThatStillWait() async throws {
        let queue = SlotQueue(1)
        let entered = Recorder<Int>()
        try await queue.enter {}
        let tasks = (0..<300).map { number in
            Task {
                try await queue.enter {}
                entered.record(number)
            }
        }
        let cancelled = Set((0..<300).filter { $0 % 3 != 0 })
        for number in cancelled { tasks[number].cancel() }
        for number in cancelled {
            await #expect(throws: CancellationError.self) { try await tasks[number].value }
        }
        #expect(entered.recorded.isEmpty)
        for count in 1...100 {
            queue.leave()
            while entered.recorded.count < count { await Task.yield() }
            #expect(entered.recorded.count == count)
        }
        #expect(Set(entered.recorded) == Set(0..<300).subtracting(cancelled))
        queue.leave()
        try await queue.enter { Issue.record("the slot is not free") }
    }
}
