import Foundation

@testable import feishu_codegen

/// A temporary folder with specs, in which the tool is run.
struct Workspace {
    let folder: URL

    /// What a run said.
    struct Run {
        let status: ExitStatus
        let output: String
        let errors: String
    }

    /// - Parameter parent: A folder below the working folder, where specs are to name the paths of their documents.
    init(in parent: URL = FileManager.default.temporaryDirectory) throws {
        folder = parent.appendingPathComponent("feishu-codegen-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// An ignored folder below the working folder.
    static let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        .appendingPathComponent(".build/workspaces")

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    func write(_ text: String, to path: String) throws {
        let url = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func read(_ path: String) -> String? {
        try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }

    /// Every file below a folder with its content and the time of its last change.
    func snapshot(of path: String) throws -> [String: String] {
        let root = folder.appendingPathComponent(path)
        let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        var snapshot: [String: String] = [:]
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: root.appendingPathComponent(name).path)
            if attributes[.type] as? FileAttributeType == .typeDirectory { continue }
            let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            snapshot[name] = "\(changed) " + (read("\(path)/\(name)") ?? "")
        }
        return snapshot
    }

    /// Runs a command on the folder's `specs` and `out`.
    func run(_ command: String, _ further: String...) -> Run {
        let arguments =
            [command, "--specs", folder.appendingPathComponent("specs").path]
            + (["import", "validate"].contains(command) ? [] : ["--output", folder.appendingPathComponent("out").path])
            + further
        return Self.run(arguments, relativeTo: folder)
    }

    static func run(_ arguments: [String], relativeTo folder: URL? = nil) -> Run {
        var output: [String] = []
        var errors: [String] = []
        let status = FeishuCodegen.run(
            arguments,
            console: Console(
                writeOutput: { output.append($0) }, writeError: { errors.append($0) }, writeProgress: { _ in }))
        let prefix = folder.map { $0.path + "/" } ?? ""
        let text = { (lines: [String]) in
            lines.joined(separator: "\n").replacingOccurrences(of: prefix, with: "")
        }
        return Run(status: status, output: text(output), errors: text(errors))
    }

    /// A valid spec.
    static func spec(id: String = "demo.v1.thing.get", title: String = "Thing") -> String {
        """
        {
          "id": "\(id)",
          "title": "\(title)",
          "document": {
            "url": "https://example.com"
          },
          "method": "GET",
          "path": "/open-apis/demo/v1/thing",
          "response": {
            "envelope": "data",
            "type": "object",
            "fields": [
              {
                "name": "id",
                "type": "string"
              },
              {
                "name": "name",
                "type": "string"
              }
            ]
          }
        }

        """
    }
}
