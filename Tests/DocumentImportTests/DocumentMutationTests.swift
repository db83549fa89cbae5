import EndpointSpec
import Foundation
import Mutations
import RepositoryFiles
import SourceText
import Testing

@testable import DocumentImport

/// Damaged documents give a spec or a reason, and no crash. `MUTATIONS` is the number of documents to try.
@Suite struct DocumentMutationTests {
    private static let count = ProcessInfo.processInfo.environment["MUTATIONS"].flatMap(Int.init) ?? 400

    private static func documents() throws -> [String] {
        let folder = RepositoryFiles.root.appendingPathComponent("specs/documents")
        return try RepositoryFiles.paths(in: folder, withExtension: "md").map {
            try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
        } + [
            RawFormTests.document,
            RowsTests.document(request: "a | A | 是 | \nb | string | 否 | x\nc | C[] | 否 | \nd | int | 是 | "),
        ]
    }

    @Test func aDamagedDocumentGivesASpecOrAReason() throws {
        var random = SplitMix64(state: 3)
        let texts = try Self.documents()
        var read = 0
        for number in 0..<Self.count {
            var bytes = Array(texts[number % texts.count].utf8)
            for _ in 0...Int.random(in: 0..<6, using: &random) {
                bytes.damage(
                    with: "|-#`:\n\r *\\<>&∟",
                    words: ["<md-dt-tr>", "</md-dt-tr>", "</md-dt-thead>", "<md-td>", ":::", "```json", "?=", "- 02："],
                    using: &random)
            }
            // What is not UTF-8 is not read at all.
            if number.isMultiple(of: 2) { bytes = Array(String(decoding: bytes, as: UTF8.self).utf8) }
            let source = SourceFile(path: "x.md", bytes: bytes)
            let plan = ImportPipeline.plan(documents: [Document(source: source, path: nil)])
            #expect(plan.specs.count == 1 || !plan.errors.isEmpty)
            for spec in plan.specs {
                read += 1
                // What is written can be read, and is the same when it is written again.
                let file = try SpecFile(SourceFile(path: "x.json", text: spec.text))
                #expect(file.spec.canonicalText == spec.text)
            }
            for diagnostic in plan.diagnostics {
                #expect(diagnostic.rendered.hasPrefix("x.md:\(try #require(diagnostic.location.position).line):"))
            }
        }
        #expect(read > Self.count / 4)
    }
}
