import Foundation
import HireFixture
import LoopbackPlatform

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Checks that calls leave nothing in memory: the second half of a run adds nothing to what the first half needed.
///
/// The server is a process of its own, so that only the client is measured. What URLSession itself keeps of every request on
/// Linux, about 150 bytes that its library does not free, is measured in the same run, and is not counted.
enum Memory {
    /// What two measurements can differ by although nothing is kept: the allocator returns memory late.
    private static let tolerance = 6.0
    /// The same for transfers of 1 MB, of which the allocator keeps some buffers.
    private static let transferTolerance = 24.0
    private static let downloadSize = 1 << 30

    private struct Upload: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "soak.v1.file.upload", method: .post, path: "/upload", bodyEncoding: .multipart, documentURL: nil)

        struct Body: FeishuModel {
            var file: FeishuFileUpload

            init(unset: FeishuUnset) { file = .data(Data(), named: "") }
            init(_ file: FeishuFileUpload) { self.file = file }

            mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
                try visitor.visit("file", required: &file)
            }
        }

        var body: Body
    }

    private struct Download: FeishuDownloadEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "soak.v1.file.download", method: .get, path: "/download/:size", documentURL: nil)
        typealias Response = FeishuDownload
        let size: Int
        var pathParameters: [any FeishuParameterValue] { [size] }
    }

    private struct Text: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "soak.v1.text.create", method: .post, path: "/text", isIdempotent: true, documentURL: nil)
        let body: String
    }

    private struct Failing: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "soak.v1.failure.get", method: .get, path: "/failure", documentURL: nil)
    }

    /// The argument with which this program is the server.
    static let serverArgument = "--serve"

    /// Prints the URL of a server, and serves until standard input ends.
    static func serve() throws {
        let server = try LoopbackServer(keepsRequests: false) { request in
            let parts = request.target.split(separator: "/")
            if parts.dropFirst().first == "download" { return .init(streaming: Int(parts.last ?? "") ?? 0) }
            return request.target.hasSuffix("/failure") ? .init(status: 400, #"{"code":7}"#) : .init(#"{"code":0}"#)
        }
        try FileHandle.standardOutput.write(contentsOf: Data(server.url.absoluteString.utf8))
        try FileHandle.standardOutput.close()
        _ = try FileHandle.standardInput.readToEnd()
    }

    static func run() async throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = [serverArgument]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer { try? input.fileHandleForWriting.close() }
        let address = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        guard let url = URL(string: address) else { return ["the server did not start"] }
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider("t-soak", kind: .tenant), host: try .url(url),
            configuration: .init(rateLimits: .off, retries: .none) { _ in })
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("soak-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("upload")
        try Data(count: 1 << 20).write(to: file)
        let text = String(repeating: "x", count: 1 << 20)

        var problems: [String] = []
        let session = URLSession(configuration: .ephemeral)
        let bare = await growth("URLSession itself", 40_000) { _ in _ = try await session.data(from: url) }
        let floor = max(0, bare.map { $0.end - $0.half } ?? 0) / 20_000
        func flat(
            _ name: String, _ count: Int, _ call: @escaping @Sendable (Int) async throws -> Void
        ) async -> [String] {
            guard let measured = await growth(name, count, call) else { return [] }
            let kept = measured.end - measured.half - floor * Double(count / 2)
            return kept > (name.hasSuffix("MB") ? transferTolerance : tolerance)
                ? ["memory grew by \(kept) MB in the second half of \(name)"] : []
        }
        problems += await flat("100,000 calls", 100_000) { _ in try await client.send(GetOrder(id: "1")) }
        problems += await flat("2,000 calls with bodies of 1 MB", 2_000) { _ in try await client.send(Text(body: text))
        }
        problems += await flat("2,000 uploads of 1 MB", 2_000) { number in
            let upload = number % 2 == 0 ? FeishuFileUpload.file(file) : .data(Data(text.utf8), named: "a")
            try await client.send(Upload(body: .init(upload)))
        }
        problems += await flat("2,000 downloads of 1 MB", 2_000) { number in
            if number % 2 == 0 {
                _ = try await client.send(Download(size: 1 << 20))
            } else {
                try await client.download(Download(size: 1 << 20), to: folder.appendingPathComponent("\(number % 64)"))
            }
        }
        problems += await flat("20,000 failures", 20_000) { _ in try await client.send(Failing()) }
        problems += await flat("10,000 cancellations", 10_000) { number in
            let call = Task { try await client.send(Text(body: number % 10 == 0 ? text : "x")) }
            if number % 3 > 0 { await Task.yield() }
            call.cancel()
            _ = try? await call.value
        }
        return try await problems + download(by: client, into: folder)
    }

    /// Makes calls.
    ///
    /// - Returns: The memory in megabytes after the first half and at the end, or nil where it cannot be measured.
    private static func growth(
        _ name: String, _ count: Int, _ call: @escaping @Sendable (Int) async throws -> Void
    ) async -> (half: Double, end: Double)? {
        func send(_ numbers: Range<Int>) async -> Double? {
            await withTaskGroup(of: Void.self) { group in
                for worker in 0..<Soak.concurrency {
                    group.addTask {
                        for number in stride(
                            from: numbers.lowerBound + worker, to: numbers.upperBound, by: Soak.concurrency)
                        {
                            try? await call(number)
                        }
                    }
                }
            }
            return residentMegabytes()
        }
        guard let half = await send(0..<count / 2), let end = await send(count / 2..<count) else { return nil }
        print(String(format: "%@: %.1f MB after the first half, %.1f MB at the end", name, half, end))
        return (half, end)
    }

    /// Downloads a large file to disk while other transfers are cancelled, during which URLSession holds events back.
    private static func download(by client: FeishuClient, into folder: URL) async throws -> [String] {
        guard let before = residentMegabytes() else { return [] }
        let peak = Peak()
        let cancellations = Task {
            while !Task.isCancelled {
                let other = Task {
                    try await client.download(Download(size: downloadSize), to: folder.appendingPathComponent("other"))
                }
                try? await Task.sleep(for: .milliseconds(20))
                other.cancel()
                _ = try? await other.value
                peak.record(residentMegabytes() ?? 0)
            }
        }
        let file = try await client.download(
            Download(size: downloadSize), to: folder.appendingPathComponent("large"))
        cancellations.cancel()
        await cancellations.value
        print(String(format: "a download of 1 GB: %.1f MB before, %.1f MB at most", before, peak.value))
        var problems = file.size == downloadSize ? [] : ["the download has \(file.size) bytes"]
        // At most 4,096 blocks of 16 KiB are held during a cancellation.
        if peak.value - before > 80 { problems.append("a download took \(peak.value - before) MB of memory") }
        return problems
    }
}

/// The largest of several measurements. A lock protects the state.
private final class Peak: @unchecked Sendable {
    private let lock = NSLock()
    private var largest = 0.0

    var value: Double { lock.withLock { largest } }

    func record(_ value: Double) { lock.withLock { largest = max(largest, value) } }
}
