import Foundation
import LoopbackPlatform
import RepositoryFiles
import Testing

@testable import feishu_codegen

/// The raw documents of the corpus through an update.
@Suite struct CorpusUpdateTests {
    /// A quarter of the raw documents of the corpus from an empty folder: the specs are those of importing the files.
    @Test(.enabled(if: Corpus.exists, "there is no corpus next to the repository"))
    func theRawCorpusIsUpdatedInOneRunAndThenNotAtAll() async throws {
        let folder = Corpus.expectedFolder.appendingPathComponent("raw")
        let portal = try LoopbackPortal()
        let paths = RepositoryFiles.paths(in: folder, withExtension: "md").enumerated().filter { $0.offset % 4 == 0 }
            .map(\.element)
        let files = Set(paths.map { folder.appendingPathComponent($0).path })
        for path in paths {
            let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            let parts = text.components(separatedBy: "---\n")
            func value(_ key: String) -> String? {
                parts[1].split(separator: "\n").first { $0.hasPrefix("\(key): ") }.map {
                    String($0.dropFirst(key.count + 2)).trimmingCharacters(in: ["\""])
                }
            }
            let address = try #require(value("source_url"))
            portal[String(address.dropFirst("https://open.feishu.cn/document".count))] = .init(
                title: value("title") ?? "", updateTime: value("updateTime"),
                content: parts.dropFirst(2).joined(separator: "---\n"))
        }
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        let run = await UpdateTests.run("update", "server-docs", in: workspace, portal)
        #expect(run.status == .done && portal.requests().count == paths.count + 1)
        #expect(run.output.contains("Generated \(paths.count) endpoints"))
        let again = await UpdateTests.run("update", in: workspace, portal)
        #expect(again.status == .done && portal.requests() == ["tree"])

        let imported = try Workspace(in: Workspace.here)
        defer { imported.remove() }
        #expect(
            Workspace.run(
                ["import"] + files.sorted() + ["--specs", imported.folder.appendingPathComponent("specs").path]
            ).status == .done)
        func facts(_ workspace: Workspace) throws -> [String: String] {
            let specs = try workspace.snapshot(of: "specs").keys.filter { $0.hasSuffix(".json") }
            return Dictionary(
                uniqueKeysWithValues: specs.map { path -> (String, String) in
                    let lines = (workspace.read("specs/\(path)") ?? "").split(separator: "\n")
                    return (
                        path,
                        lines.filter { !$0.contains("\"fullPath\": ") && !$0.contains("\"path\": \".build") }
                            .joined(separator: "\n").replacing(#/",\n  },\n  "method"/#, with: "\"\n  },\n  \"method\"")
                    )
                })
        }
        #expect(try facts(workspace) == facts(imported))
    }
}
