import EndpointSpec
import Foundation
import SourceText

/// Loads an earlier version of the specs from a folder or a Git revision.
enum BaselineLoader {
    /// Loads the specs in a folder, or the specs that the current spec folder contained at a Git revision.
    ///
    /// - Parameters:
    ///   - base: A folder of specs, or a Git revision.
    ///   - folder: The folder of the current specs.
    ///   - fileWriter: The file writer that reads the specs.
    /// - Throws: `Failure` if `base` is neither a folder nor a revision, contains no specs, or contains specs with errors.
    static func read(_ base: String, specFolder folder: String, using fileWriter: FileWriter) throws(Failure)
        -> [EndpointSpec]
    {
        if FileTree.isFolder(base) { return try SpecFiles.readAll(in: base, using: fileWriter).map(\.spec) }
        if base.utf8.first == UInt8(ascii: "-") { throw unknown(base, "it starts with \"-\"") }
        let copy = TemporaryFiles.newURL(in: FileManager.default.temporaryDirectory)
        defer { try? FileManager.default.removeItem(at: copy) }
        do {
            try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        } catch {
            throw Failure("unwritable-file", "cannot write: \(error.fileSystemReason)", at: .file(copy.path))
        }
        // Use a temporary index and folder to leave the index and files of the repository unchanged.
        let index = copy.appendingPathComponent("index").path
        let specs = copy.appendingPathComponent("specs").path
        try git(["-C", folder, "read-tree", "\(base):./"], index: index, base)
        let top = try git(["-C", folder, "rev-parse", "--show-toplevel"], index: index, base)
        // Run Git at the top level, because in a subfolder, it would check out only the corresponding part of the index.
        try git(["-C", top, "checkout-index", "--all", "--prefix=\(specs)/"], index: index, base)
        return try SpecFiles.readAll(in: specs, using: fileWriter).map(\.spec)
    }

    @discardableResult
    private static func git(_ arguments: [String], index: String, _ base: String) throws(Failure) -> String {
        try run(["git"] + arguments, index: index, base)
    }

    /// Runs a command and returns its standard output without leading and trailing line breaks.
    ///
    /// - Parameters:
    ///   - command: The command and its arguments.
    ///   - index: The path of the Git index. Standard error is redirected to the file `errors` in the same folder.
    ///   - base: The folder or revision to name in errors.
    /// - Throws: `Failure` if the command cannot be started, or if it fails, with the first line of its standard error.
    static func run(_ command: [String], index: String, _ base: String) throws(Failure) -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.environment = ProcessInfo.processInfo.environment.merging(["GIT_INDEX_FILE": index]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        // Redirect standard error to a file, because Git would block if it filled a pipe that is not read.
        let errors = URL(fileURLWithPath: index).deletingLastPathComponent().appendingPathComponent("errors")
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: errors.path) ?? FileHandle.nullDevice
        do { try process.run() } catch { throw unknown(base, error.localizedDescription) }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let message = String(decoding: (try? Data(contentsOf: errors)) ?? Data(), as: UTF8.self)
        if process.terminationStatus != 0 {
            throw unknown(base, message.split(separator: "\n").first.map(String.init) ?? "git failed")
        }
        return text.trimmingCharacters(in: .newlines)
    }

    private static func unknown(_ base: String, _ reason: String) -> Failure {
        Failure(
            "unknown-base", "expected a folder of specs or a Git revision, found \"\(base)\": \(reason)",
            notes: ["specify a folder, a branch or a commit"])
    }
}
