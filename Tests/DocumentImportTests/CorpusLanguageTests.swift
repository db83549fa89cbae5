import EndpointSpec
import Foundation
import RepositoryFiles
import SourceText
import Testing

@testable import DocumentImport

/// Real documents with English structure give the facts of the originals.
@Suite struct CorpusLanguageTests {
    private static let corpus = RepositoryFiles.root.appendingPathComponent("../shared/corpus").standardizedFileURL

    /// Every sixth flattened document, all raw ones, and all events.
    @Test(arguments: [("documents", 6), ("raw", 1), ("events/documents", 1), ("events/raw", 1)])
    func theLanguageDoesNotChangeFacts(folder: String, step: Int) throws {
        let script = Self.corpus.appendingPathComponent("make_english.py")
        guard FileManager.default.fileExists(atPath: script.path) else {
            return print("skipped: there is no corpus beside the repository")
        }
        let originals = Self.corpus.appendingPathComponent(folder)
        let english = FileManager.default.temporaryDirectory.appendingPathComponent("english-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: english) }
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = ["python3", script.path, originals.path, english.path]
        python.standardOutput = nil
        try python.run()
        python.waitUntilExit()
        guard python.terminationStatus == 0 else { return print("skipped: Python is not installed") }
        let paths = RepositoryFiles.paths(in: originals, withExtension: "md").sorted().enumerated()
            .filter { $0.offset.isMultiple(of: step) }.map(\.element)
        #expect(paths.count > 50)
        let (before, after) = (try Self.facts(of: paths, in: originals), try Self.facts(of: paths, in: english))
        #expect(before.count == after.count)
        for (id, facts) in before { #expect(facts == after[id], "\(id)") }
    }

    /// The facts of documents by ID, without their texts.
    private static func facts(of paths: [String], in folder: URL) throws -> [String: EndpointSpec] {
        let documents = try paths.map { path in
            Document(
                source: SourceFile(
                    path: path, bytes: Array(try Data(contentsOf: folder.appendingPathComponent(path)))), path: path)
        }
        let specs = ImportPipeline.plan(documents: documents).specs.map(\.spec)
        return Dictionary(specs.map { ($0.id.description, $0.withoutTexts) }) { first, _ in first }
    }
}

extension EndpointSpec {
    /// The spec without the texts that a translation changes.
    fileprivate var withoutTexts: EndpointSpec {
        var spec = self
        (spec.title, spec.summary, spec.notes, spec.document, spec.rateLimitNote) = ("", nil, nil, .init(), nil)
        spec.deprecated = deprecated.map { _ in "" }
        for index in (spec.scopes ?? []).indices { spec.scopes?[index].description = nil }
        for index in (spec.fieldScopes ?? []).indices { spec.fieldScopes?[index].description = nil }
        for index in (spec.errors ?? []).indices {
            spec.errors?[index].message = ""
            spec.errors?[index].advice = nil
        }
        spec.transformFields { field, _ in
            field.description = nil
            field.deprecated = field.deprecated.map { _ in "" }
            for index in (field.values ?? []).indices { field.values?[index].description = nil }
        }
        return spec
    }
}
