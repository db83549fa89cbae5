import Foundation

/// The cost of a number of calls, in seconds of wall-clock time and CPU time.
struct Cost {
    let wall: Double
    let cpu: Double

    /// Measures the cost of calls.
    ///
    /// - Parameter concurrency: The number of simultaneous calls.
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
        // 0 is RUSAGE_SELF, which is imported with a different type on each platform.
        getrusage(0, &usage)
        let seconds = { (time: timeval) in Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}

/// The costs of the same number of calls by two clients, one after the other.
struct Round {
    let first: Cost
    let second: Cost

    /// Measures both clients in alternation, and reverses their order in every other round. An additional first round
    /// is discarded as warm-up.
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
