import Foundation

/// What many calls took: seconds of the wall clock and of all processors.
struct Cost {
    let wall: Double
    let cpu: Double

    /// - Parameter concurrency: How many calls are under way at once.
    static func of(
        _ calls: Int, concurrency: Int, _ call: @escaping @Sendable () async throws -> Void
    ) async throws -> Cost {
        let cpu = processorTime()
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<concurrency {
                group.addTask {
                    for _ in 0..<calls / concurrency { try await call() }
                }
            }
            try await group.waitForAll()
        }
        return Cost(wall: (ContinuousClock.now - start) / .seconds(1), cpu: processorTime() - cpu)
    }

    private static func processorTime() -> Double {
        var usage = rusage()
        // RUSAGE_SELF, which is imported with another type on every platform.
        getrusage(0, &usage)
        let seconds = { (time: timeval) in Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}

/// The same number of calls by two clients, one after the other.
struct Round {
    let first: Cost
    let second: Cost

    /// Measures in turns, and every other time in the other order; a first turn to warm up does not count.
    static func pairs(
        count: Int, calls: Int, concurrency: Int, _ first: @escaping @Sendable () async throws -> Void,
        _ second: @escaping @Sendable () async throws -> Void
    ) async throws -> [Round] {
        var rounds: [Round] = []
        for number in 0...count {
            let isReversed = number % 2 == 1
            let early = try await Cost.of(calls, concurrency: concurrency, isReversed ? second : first)
            let late = try await Cost.of(calls, concurrency: concurrency, isReversed ? first : second)
            rounds.append(isReversed ? Round(first: late, second: early) : Round(first: early, second: late))
        }
        return Array(rounds.dropFirst())
    }
}

extension [Round] {
    func median(_ value: (Round) -> Double) -> Double {
        map(value).sorted()[count / 2]
    }
}
