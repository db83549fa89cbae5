import Foundation
import HireFixture
import LoopbackPlatform

/// Sends very many calls to a platform on a bad day, and then audits the books of both sides.
@main
enum Soak {
    /// 20,000, or what the first argument says.
    static let callCount = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 20_000
    static let concurrency = 64

    static func main() async throws {
        Watchdog.start(seconds: 300)
        var problems = try await Audit.run()
        problems += try await Burst.run()
        for problem in problems.prefix(20) { print("problem: \(problem)") }
        print(problems.isEmpty ? "sound" : "\(problems.count) problems")
        exit(problems.isEmpty ? 0 : 1)
    }
}

/// Ends the process where something hangs.
enum Watchdog {
    static func start(seconds: Int) {
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: TimeInterval(seconds))
            print("problem: not done after \(seconds) seconds")
            exit(1)
        }
    }
}

/// The resident memory of this process in megabytes; nil where the system does not tell it in the way of Linux.
func residentMegabytes() -> Double? {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 }
}
