import Foundation
import HireFixture
import HireFixtureSamples
import LoopbackPlatform

/// The server of the benchmark. It runs in a separate process so that this process uses CPU time only for the clients.
struct Platform {
    let url: URL
    private let process: Process

    struct NotStarted: Error {}

    /// Starts another instance of this program as the server, and waits until it prints its URL.
    ///
    /// - Throws: `NotStarted` if the server does not print a URL.
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

    /// Responds to every request with the documented sample until standard input ends.
    static func serve() throws {
        let body = Feishu.Hire.V1.WebsiteDeliveryTask.Get.samples.responses[0]
        let server = try LoopbackServer(keepsRequests: false) { _ in .init(body) }
        print(server.url.absoluteString)
        fflush(nil)
        while readLine() != nil {}
        server.stop()
    }
}
