import Foundation
import Testing

@testable import feishu_codegen

/// Output that cannot be written: the work is done nevertheless. A reader that exits, such as `head`, is no error.
@Suite struct StandardStreamTests {
    /// A pipe whose reader is gone.
    private static func brokenPipe() throws -> FileHandle {
        signal(SIGPIPE, SIG_IGN)
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        return pipe.fileHandleForWriting
    }

    private static func closed() throws -> FileHandle {
        let handle = Pipe().fileHandleForWriting
        try handle.close()
        return handle
    }

    private static func run(_ workspace: Workspace, output: FileHandle, errors: FileHandle) async -> Int32 {
        let folder = workspace.folder.path
        return await FeishuCodegen.run(
            ["import", "\(folder)/documents", "--specs", "\(folder)/specs"],
            output: StandardStream(output, name: "standard output"),
            errors: StandardStream(errors, name: "standard error")
        ).rawValue
    }

    private static func workspace() throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write(
            ImportTests.document(fields: "a | A | 是 | x\nb | int | 是 | x\nc | int | 是 | x"), to: "documents/a.md")
        return workspace
    }

    @Test func aReaderThatIsGoneIsNoError() async throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let errors = Pipe()
        let status = await Self.run(workspace, output: try Self.brokenPipe(), errors: errors.fileHandleForWriting)
        try errors.fileHandleForWriting.close()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(status == 0 && !text.contains("cannot write"))
        #expect(workspace.read("specs/demo/v1/thing.patch.json") != nil)
    }

    @Test(arguments: [(true, 0), (false, 1)] as [(Bool, Int32)])
    func warningsThatNobodyReadsStopNothing(isPipe: Bool, status: Int32) async throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let output = Pipe()
        let stream = try isPipe ? Self.brokenPipe() : Self.closed()
        #expect(await Self.run(workspace, output: output.fileHandleForWriting, errors: stream) == status)
        #expect(workspace.read("specs/demo/v1/thing.patch.json") != nil)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
    func aFullDiskStopsNothing() async throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        #expect(await Self.run(workspace, output: full, errors: full) == 1)
        #expect(workspace.read("specs/demo/v1/thing.patch.json") != nil)
    }
}
