import Foundation
import HireFixture
import LoopbackPlatform

/// The server of the benchmark, in a process of its own, so that the processor time of this one is the client's.
struct Platform {
    let url: URL
    private let process: Process

    struct NotStarted: Error {}

    /// Starts this program again as the server, and waits until it tells its address.
    static func start() throws -> Platform {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = ["serve"]
        process.standardInput = Pipe()
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let url = URL(string: line.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw NotStarted() }
        return Platform(url: url, process: process)
    }

    func stop() {
        process.terminate()
    }

    /// Answers every request with the documented sample until the input ends.
    static func serve() throws {
        let body = Feishu.Hire.V1.WebsiteDeliveryTask.Get.samples.responses[0]
        let server = try LoopbackServer(keepsRequests: false) { _ in .init(body) }
        print(server.url.absoluteString)
        fflush(nil)
        while readLine() != nil {}
        server.stop()
    }
}
