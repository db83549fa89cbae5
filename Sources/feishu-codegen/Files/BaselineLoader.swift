import EndpointSpec
import Foundation
import SourceText

/// The specs of another version: those of a folder, or of a revision of the repository.
enum BaselineLoader {
    /// - Parameters:
    ///   - base: A folder of specs, or a revision of Git.
    ///   - folder: The folder of the specs now.
    static func read(_ base: String, below folder: String, using fileWriter: FileWriter) throws(Failure)
        -> [EndpointSpec]
    {
        if FileTree.isFolder(base) { return try SpecFiles.readAll(in: base, using: fileWriter).map(\.spec) }
        if base.utf8.first == UInt8(ascii: "-") { throw unknown(base, "it begins like an option") }
        let copy = Leftovers.newURL(in: FileManager.default.temporaryDirectory)
        defer { try? FileManager.default.removeItem(at: copy) }
        do {
            try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        } catch {
            throw Failure("unwritable-file", "cannot write: \(error.fileSystemReason)", at: .file(copy.path))
        }
        // An index of its own leaves that of the repository alone, and a folder of its own the files.
        let index = copy.appendingPathComponent("index").path
        let specs = copy.appendingPathComponent("specs").path
        try git(["-C", folder, "read-tree", "\(base):./"], index: index, base)
        // In a folder of the repository, Git would look for its own part of the index.
        let top = try git(["-C", folder, "rev-parse", "--show-toplevel"], index: index, base)
        try git(["-C", top, "checkout-index", "--all", "--prefix=\(specs)/"], index: index, base)
        return try SpecFiles.readAll(in: specs, using: fileWriter).map(\.spec)
    }

    @discardableResult
    private static func git(_ arguments: [String], index: String, _ base: String) throws(Failure) -> String {
        try run(["git"] + arguments, index: index, base)
    }

    /// Runs a command, and returns what it prints.
    ///
    /// - Parameter index: The file of Git's index, next to which the complaints of the command are.
    /// - Throws: `Failure` with the first line of the complaints.
    static func run(_ command: [String], index: String, _ base: String) throws(Failure) -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.environment = ProcessInfo.processInfo.environment.merging(["GIT_INDEX_FILE": index]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        // A file, because Git would wait for the reader of a pipe once it is full.
        let complaints = URL(fileURLWithPath: index).deletingLastPathComponent().appendingPathComponent("complaints")
        _ = FileManager.default.createFile(atPath: complaints.path, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: complaints.path) ?? FileHandle.nullDevice
        do { try process.run() } catch { throw unknown(base, error.localizedDescription) }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let message = String(decoding: (try? Data(contentsOf: complaints)) ?? Data(), as: UTF8.self)
        if process.terminationStatus != 0 {
            throw unknown(base, message.split(separator: "\n").first.map(String.init) ?? "git failed")
        }
        return text.trimmingCharacters(in: .newlines)
    }

    private static func unknown(_ base: String, _ reason: String) -> Failure {
        Failure(
            "unknown-base", "\"\(base)\" is no folder of specs, and no revision of the repository: \(reason)",
            notes: ["name a folder, a branch or a commit"])
    }
}
