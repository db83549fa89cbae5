import EndpointSpec
import Foundation
import Mutations
import Testing

@testable import DocumentImport

/// Documents that are damaged in all ways give a spec or a reason, and no crash. `MUTATIONS` tells how many are tried.
@Suite struct DocumentMutationTests {
    private static let count = ProcessInfo.processInfo.environment["MUTATIONS"].flatMap(Int.init) ?? 400

    private static func documents() throws -> [String] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appendingPathComponent("specs/documents").path
        return try FileTree.paths(in: folder).map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
            + [
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
                bytes.damage(with: "|-#`:\n\r *\\<>&∟", using: &random)
            }
            let source = SourceText(path: "x.md", bytes: bytes)
            let options = DocumentImporter.Options(readsHandWrittenTables: number.isMultiple(of: 2))
            switch DocumentImporter.read([.init(source: source, path: nil)], options: options)[0] {
            case .success(let reading):
                read += 1
                let text = reading.spec.canonicalText
                // What is written can be read, or is told to make no sense; where it is read it is the same.
                if let file = try? SpecFile(SourceText(path: "x.json", text: text)) {
                    #expect(file.spec.canonicalText == text)
                }
                #expect(throws: Never.self) { try JSON(parsing: SourceText(path: "x.json", text: text)) }
                for warning in reading.warnings(for: reading.spec) {
                    #expect(warning.rendered.hasPrefix("x.md:\(warning.place.position.line):"))
                }
            case .failure(let problem): #expect(problem.diagnostic.rendered.contains(":1: error: "))
            }
        }
        #expect(read > Self.count / 4)
    }
}
