import Foundation
import LoopbackPlatform
import Testing

@testable import FeishuRuntime

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Downloads to a disk that stops accepting data, simulated by a pipe that nobody reads.
@Suite struct StalledDiskTests {
    /// Runs what blocks on a thread of its own, which is none of those that run tests.
    private static func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
        }
    }

    private static func readToEnd(_ pipe: Pipe) async throws {
        let handle = pipe.fileHandleForReading
        try await onThread { _ = try handle.readToEnd() }
    }

    /// A file that can be opened, and to which nothing can be written until the pipe is read.
    private static func opener(
        _ pipe: Pipe, _ opened: AsyncStream<Void>.Continuation
    ) -> PartialFile.Opener {
        { file in
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
            opened.yield()
            return pipe.fileHandleForWriting
        }
    }

    @Test func aDownloadToAStalledDiskCanBeCancelledAndOtherRequestsGoOn() async throws {
        let server = try LoopbackServer { _ in .init(String(repeating: "a", count: 1_000_000)) }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let pipe = Pipe()
        let (opened, continuation) = AsyncStream<Void>.makeStream()
        let session = Session(
            .ephemeral, maximumResponseSize: 2_000_000, openFile: Self.opener(pipe, continuation))
        let request = FeishuHTTPRequest(method: .get, url: server.url, destination: try folder.file("download"))
        let task = session.task(for: URLRequest(url: server.url), like: request)
        let call = Task { try await session.run(task, for: request) }
        for await _ in opened { break }
        // Of this session and of others: on Linux they share a queue.
        let small = FeishuHTTPRequest(method: .get, url: server.url)
        let other = try await session.run(session.task(for: URLRequest(url: server.url), like: small), for: small)
        #expect(other.body.count == 1_000_000)
        #expect(try await FeishuURLSessionTransport().send(small).body.count == 1_000_000)
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
        // The disk goes on, and the end of the write removes the file.
        try await Self.readToEnd(pipe)
        #expect(try folder.content.isEmpty)
    }

    @Test func aFileThatIsRemovedDuringAWriteIsDeletedAfterIt() async throws {
        let folder = try TemporaryFolder()
        let pipe = Pipe()
        let (opened, continuation) = AsyncStream<Void>.makeStream()
        let file = PartialFile(for: try folder.file("download"), open: Self.opener(pipe, continuation))
        try file.append(Data(count: 1_000_000)) { _ in }
        for await _ in opened { break }
        file.remove()
        #expect(try folder.content.count == 1)
        try await Self.readToEnd(pipe)
        #expect(try folder.content.isEmpty)
        await withCheckedContinuation { continuation in
            file.complete(claim: { true }) { result in
                #expect(throws: (any Error).self) { try result.get() }
                continuation.resume()
            }
        }
    }

    /// What is no longer wanted replaces nothing, also if it is complete.
    @Test func aFileThatIsNotClaimedReplacesNothing() async throws {
        let folder = try TemporaryFolder()
        let file = PartialFile(for: try folder.file("download"))
        await withCheckedContinuation { continuation in
            file.complete(claim: { false }) { result in
                #expect(throws: CancellationError.self) { try result.get() }
                continuation.resume()
            }
        }
        file.remove()
        #expect(try folder.content.isEmpty)
    }

    /// A removal ends the wait for the disk.
    @Test func aRemovalWakesAWaitingPart() async throws {
        let folder = try TemporaryFolder()
        let pipe = Pipe()
        let (opened, continuation) = AsyncStream<Void>.makeStream()
        let file = PartialFile(
            for: try folder.file("download"), open: Self.opener(pipe, continuation), patience: 1_000)
        try file.append(Data(count: 1 << 20)) { _ in }
        for await _ in opened { break }
        let waiting = Task { try await Self.onThread { try file.append(Data(count: 1)) { _ in } } }
        file.remove()
        try await waiting.value
        try await Self.readToEnd(pipe)
    }

    /// The memory of a download is bounded, whatever the disk does.
    @Test func whatADiskDoesNotTakeIsBounded() async throws {
        let folder = try TemporaryFolder()
        let pipe = Pipe()
        let (opened, continuation) = AsyncStream<Void>.makeStream()
        let file = PartialFile(
            for: try folder.file("download"), open: Self.opener(pipe, continuation), patience: 0.01)
        try file.append(Data(count: 1 << 20)) { _ in }
        for await _ in opened { break }
        let error = #expect(throws: FeishuFileError.self) { try file.append(Data(count: 1)) { _ in } }
        #expect(error?.errorDescription?.contains("the disk accepted no data") == true)
        file.remove()
        try await Self.readToEnd(pipe)
        #expect(try folder.content.isEmpty)
    }
}
