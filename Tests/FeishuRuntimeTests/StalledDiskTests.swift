import Foundation
import LoopbackPlatform
import Testing

@testable import FeishuRuntime

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Downloads to a disk that takes no more data. A pipe that nobody reads stands for it.
@Suite struct StalledDiskTests {
    @Test func aDownloadToAStalledDiskCanBeCancelled() async throws {
        let server = try LoopbackServer { _ in .init(String(repeating: "a", count: 1_000_000)) }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let pipe = Pipe()
        let (opened, continuation) = AsyncStream<URL>.makeStream()
        let session = Session(.ephemeral, maximumResponseSize: 2_000_000) { file in
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
            continuation.yield(file)
            return pipe.fileHandleForWriting
        }
        let request = FeishuHTTPRequest(method: .get, url: server.url, destination: try folder.file("download"))
        let task = session.task(for: URLRequest(url: server.url), like: request)
        let call = Task { try await session.run(task, for: request) }
        for await _ in opened { break }
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
        // The disk goes on, and the end of the write removes the file.
        _ = try pipe.fileHandleForReading.readToEnd()
        #expect(try folder.content.isEmpty)
    }

    @Test func aFileThatIsRemovedDuringAWriteIsDeletedAfterIt() async throws {
        let folder = try TemporaryFolder()
        let pipe = Pipe()
        let (opened, continuation) = AsyncStream<Void>.makeStream()
        let file = PartialFile(for: try folder.file("download")) { file in
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
            continuation.yield()
            return pipe.fileHandleForWriting
        }
        let write = Task.detached { try file.write(Data(count: 1_000_000)) }
        for await _ in opened { break }
        file.remove()
        #expect(try folder.content.count == 1)
        _ = try pipe.fileHandleForReading.readToEnd()
        _ = await write.result
        #expect(try folder.content.isEmpty)
        #expect(throws: (any Error).self) { try file.write(Data()) }
    }
}
