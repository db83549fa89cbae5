import DocumentImport
import EndpointSpec
import Foundation
import LoopbackPlatform
import RepositoryFiles
import SourceText
import Testing

@testable import feishu_codegen

/// Real pages of the portal with the platform's schemas, where there is a folder of them. A quarter of them, because a debug build is
/// slow; `CORPUS=all swift test` reads all.
@Suite struct CorpusSchemaTests {
    private static let folder = Corpus.expectedFolder

    private static func pages() throws -> [(path: String, text: String, schema: String)] {
        let root = folder.appendingPathComponent("schema")
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".json") }
            .sorted()
        let step = ProcessInfo.processInfo.environment["CORPUS"] == "all" ? 1 : 4
        return try stride(from: 0, to: names.count, by: step).map { index in
            let stem = names[index].dropLast(".json".count)
            let page = folder.appendingPathComponent("raw/\(stem).md")
            return (
                "/x/" + stem.map { $0.isASCII && ($0.isLetter || $0.isNumber || "/-_.".contains($0)) ? $0 : "-" },
                try String(contentsOf: page, encoding: .utf8),
                try String(contentsOf: root.appendingPathComponent(names[index]), encoding: .utf8)
            )
        }
    }

    /// Values that the platform names have these names, and nothing that the page says is lost.
    @Test(.enabled(if: Corpus.exists, "there is no folder ../shared/corpus with pages and schemas"))
    func theSchemaAddsToThePageAndTakesNothing() async throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        let pages = try Self.pages()
        let portal = try LoopbackPortal()
        for page in pages {
            portal[page.path] = .init(title: page.path, content: page.text)
            portal[page.path]?.schema = page.schema
        }
        let run = await FetchTests.run(["fetch"] + pages.map(\.path), in: workspace, portal)
        #expect(run.status == .done && portal.requests().count == pages.count, "\(run.errors)")
        var keyCount = 0
        for page in pages {
            let document = { (schema: String?) in
                Document(
                    source: SourceFile(path: "a.md", text: page.text), path: "a.md",
                    schema: schema.map { SourceFile(path: "a.schema.json", text: $0) })
            }
            let spec = try #require(ImportPipeline.plan(documents: [document(page.schema)]).specs.first?.spec)
            var bare = spec
            bare.accessTokens = nil
            bare.transformFields { field, _ in
                for value in field.values ?? [] {
                    guard let key = value.key else { continue }
                    keyCount += 1
                    #expect(value.name.map { Words($0).lowerCamelCase } == Words(key).lowerCamelCase)
                }
                Self.strip(&field)
            }
            var alone = try #require(ImportPipeline.plan(documents: [document(nil)]).specs.first?.spec)
            alone.accessTokens = nil
            alone.transformFields { field, _ in Self.strip(&field) }
            // The page and the schema can outvote a sample.
            if !page.text.contains("notifyMethods") { #expect(bare == alone, "\(page.path)") }
        }
        print("schemas: \(pages.count) pages, \(keyCount) values with a key")
        #expect(keyCount > 0)
    }

    /// Removes what a schema adds.
    private static func strip(_ field: inout EndpointSpec.Field) {
        (field.format, field.typeName, field.required) = (nil, nil, nil)
        field.values = field.values?.map { .init(value: $0.value, description: $0.description) }
    }
}
