import Foundation
import Testing

@testable import feishu_codegen

/// Errors of the file system name the path and the reason in the system's own words.
@Suite struct FileSystemErrorTests {
    @Test(arguments: [
        ("loop.md", "loop.md: error: cannot read the file or folder: Too many levels of symbolic links"),
        ("loop", "loop: error: no such document or folder"),
        (String(repeating: "a", count: 300) + ".md", ".md: error: no such document or folder"),
    ])
    func whatCannotBeReadIsNamed(path: String, message: String) throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try FileManager.default.createSymbolicLink(
            atPath: workspace.folder.appendingPathComponent("loop.md").path, withDestinationPath: "loop.md")
        let result = workspace.run("import", workspace.folder.appendingPathComponent(path).path)
        #expect(result.status == .problems && result.errors.contains(message), "\(result.errors)")
    }

    @Test func aFileThatIsTooLargeIsNotRead() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write("", to: "a.md")
        let path = workspace.folder.appendingPathComponent("a.md").path
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 16 << 20 + 1)
        #expect(
            workspace.run("import", path).errors
                == "a.md: error: expected a document or spec of at most 16777216 bytes, found 16777217 [too-large-file]"
        )
    }

    @Test func whatCannotBeWrittenIsNamed() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(ImportTests.document(), to: "a.md")
        try workspace.write("", to: "specs/demo/v1")
        let result = workspace.run("import", workspace.folder.appendingPathComponent("a.md").path)
        #expect(result.status == .problems)
        #expect(
            result.errors
                == "specs/demo/v1/thing.patch.json: error: cannot write: File exists; nothing was changed [unwritable-file]"
        )
    }
}
