import Foundation
import SourceText
import Testing

/// Runs a check on many inputs that are made at random, each from its number and a seed alone.
///
/// `swift test` tries 200 of each kind, and `.ci/run` 2,000; `.ci/fuzz COUNT [SEED]` tries any number, and lets none take longer
/// than a second.
enum Fuzz {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["FUZZ"].flatMap(Int.init) ?? 200
    private static let seed = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    /// The number of the only input to try, to look into one that failed.
    private static let only = environment["FUZZ_ONLY"].flatMap(Int.init)
    /// A debug build on a busy machine says nothing about the time that an input takes.
    private static let isMeasured = environment["FUZZ_MEASURED"] != nil

    /// What became of an input.
    struct Outcome {
        /// Whether it gave output, and not only diagnostics.
        let hasOutput: Bool
        /// What is wrong; nil where nothing is.
        var failure: String?
    }

    /// A generator of random numbers, with the size that the input should have.
    struct Source {
        var random: SplitMix64
        /// From 0 to 1. Most inputs are small; a few are so large that everything quadratic shows.
        let size: Double

        mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

        /// A number up to a limit that grows with the size.
        mutating func count(upTo maximum: Int) -> Int { number(0...max(1, Int(Double(maximum) * size))) }

        mutating func isOneOf(_ count: Int) -> Bool { number(1...count) == 1 }

        mutating func pick<T>(_ choices: [T]) -> T { choices[number(0...choices.count - 1)] }
    }

    /// Renders diagnostics, as many as people are shown.
    ///
    /// - Returns: One without a place in the file; nil where all have one.
    static func failure(rendering diagnostics: [Diagnostic], path: String) -> String? {
        if diagnostics.contains(where: { $0.location.position == nil }) { return "a diagnostic without a place" }
        return diagnostics.prefix(100).map(\.rendered).first { !$0.hasPrefix("\(path):") }
    }

    /// Checks that every input is dealt with, and that a share of them gives output.
    static func run(
        _ name: String, outputShare: Double, _ check: @Sendable (inout Source) throws -> Outcome
    ) {
        let numbers = only.map { [$0] } ?? Array(0..<count)
        let results = numbers.concurrentMap { number in
            let size = number % 400 == 399 ? 1 : number % 20 == 19 ? 0.05 : 0.004
            var source = Source(random: SplitMix64(state: seed &* 1_000_003 &+ UInt64(number)), size: size)
            var outcome = Outcome(hasOutput: false)
            let duration = ContinuousClock().measure {
                do {
                    outcome = try check(&source)
                } catch {
                    outcome.failure = "\(error)"
                }
            }
            return (number: number, outcome: outcome, duration: duration)
        }
        for result in results {
            guard let failure = result.outcome.failure else { continue }
            Issue.record("input \(result.number) of seed \(seed): \(failure.prefix(2_000))")
        }
        let outputs = results.count { $0.outcome.hasOutput }
        #expect(Double(outputs) >= outputShare * Double(results.count) || only != nil, "only \(outputs) gave output")
        guard let slowest = results.max(by: { $0.duration < $1.duration }) else { return }
        if isMeasured { #expect(slowest.duration < .seconds(1), "input \(slowest.number)") }
        print(
            "\(name): \(results.count) inputs of seed \(seed), \(outputs) gave output; the slowest, input "
                + "\(slowest.number), took \(slowest.duration / .milliseconds(1)) ms")
    }
}
