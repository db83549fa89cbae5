import Foundation
import HireFixture
import LoopbackPlatform

/// Checks that memory stays flat; sends a large number of calls to a faulty platform, and then audits the records of the
/// client and the platform.
@main
enum Soak {
    /// The number of calls: the first argument, or 20,000 by default.
    static let callCount = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 20_000
    static let concurrency = 64

    static func main() async throws {
        if CommandLine.arguments.contains(Memory.serverArgument) { return try Memory.serve() }
        Watchdog.start(seconds: 600)
        var problems = try await Memory.run()
        problems += try await Audit.run()
        problems += try await Burst.run()
        problems += try await Pushes.run()
        problems += try await Connections.run()
        for problem in problems.prefix(20) { print("problem: \(problem)") }
        print(problems.isEmpty ? "no problems" : "\(problems.count) problems")
        exit(problems.isEmpty ? 0 : 1)
    }
}

/// Exits the process if the test hangs.
enum Watchdog {
    static func start(seconds: Int) {
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: TimeInterval(seconds))
            print("problem: not finished after \(seconds) seconds")
            exit(1)
        }
    }
}

/// Returns the resident memory of this process in megabytes, or nil if the system has no `/proc` like Linux.
func residentMegabytes() -> Double? {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 }
}
