import Foundation
import RepositoryFiles

/// Generated code and the compiler.
enum GeneratedModule {
    /// The folder with the modules that the tests themselves were built with; nil if it is not found.
    static let builtModules: String? = {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        while folder.path.count > 1 {
            folder.deleteLastPathComponent()
            let modules = folder.appendingPathComponent("Modules").path
            if FileManager.default.fileExists(atPath: modules + "/FeishuRuntime.swiftmodule") { return modules }
        }
        return nil
    }()

    /// Whether the files of a folder compile.
    ///
    /// - Parameter use: A further file, which uses them.
    static func compiles(_ folder: URL, with use: URL?, _ modules: String) throws -> Bool {
        let files = RepositoryFiles.paths(in: folder, withExtension: "swift").map { "\(folder.path)/\($0)" }
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments =
            ["swiftc", "-typecheck", "-swift-version", "6", "-I", modules] + (use.map { [$0.path] } ?? []) + files
        compiler.standardError = FileHandle.nullDevice
        compiler.standardOutput = FileHandle.nullDevice
        try compiler.run()
        compiler.waitUntilExit()
        return compiler.terminationStatus == 0
    }
}
