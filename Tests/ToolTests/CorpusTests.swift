import DocumentImport
import EndpointSpec
import Foundation
import Testing

private enum Corpus {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("shared/corpus")
    static let exists = FileManager.default.fileExists(atPath: folder.appendingPathComponent("truth").path)
}

/// Real documents of the platform, where there is a folder of them beside the project, with what is true of their trees.
@Suite struct CorpusTests {
    private struct Truth: Decodable {
        struct Row: Decodable {
            let name: String
            let depth: Int
        }

        let request_body: [Row]
        let response_body: [Row]
    }

    /// Names with their depths, where a jump of several levels is one.
    private static func tree(_ rows: [Truth.Row]) -> [String] {
        var open: [Int] = []
        return rows.map { row in
            while let last = open.last, last >= row.depth { open.removeLast() }
            defer { open.append(row.depth) }
            return "\(open.count) \(row.name)"
        }
    }

    private static func tree(_ fields: [EndpointSpec.Field]?, depth: Int = 0) -> [String] {
        (fields ?? []).flatMap { ["\(depth) \($0.name)"] + tree($0.fields, depth: depth + 1) }
    }

    private static func tree(of response: EndpointSpec.Response) -> [String] {
        guard response.envelope == .data else { return tree(response.fields) }
        let rows = tree(response.fields, depth: 1)
        return rows.isEmpty ? [] : ["0 data"] + rows
    }

    private static func isCertain(_ fields: [EndpointSpec.Field]?) -> Bool {
        (fields ?? []).allSatisfy { $0.placement == nil && isCertain($0.fields) }
    }

    @Test(
        .enabled(if: Corpus.exists, "there is no folder ../shared/corpus with documents and the truth about them"),
        arguments: [("documents", 0.975, 0.88), ("raw", 0.99, 1.0)])
    func theTreesAreRightAndWhatIsCertainIsRight(form: String, right: Double, certain: Double) throws {
        let root = Corpus.folder.appendingPathComponent(form)
        let paths = try FileTree.paths(in: root.path).filter { $0.hasSuffix(".md") }
        let documents = try paths.map { path in
            let bytes = Array(try Data(contentsOf: root.appendingPathComponent(path)))
            return DocumentImporter.Document(source: SourceText(path: path, bytes: bytes), path: nil)
        }
        var rightCount = 0
        var certainCount = 0
        for (path, reading) in zip(paths, DocumentImporter.read(documents)) {
            let spec = try reading.get().spec
            let truthURL = Corpus.folder.appendingPathComponent("truth/\(path.dropLast(3)).json")
            let truth = try JSONDecoder().decode(Truth.self, from: Data(contentsOf: truthURL))
            let payload = Self.tree(truth.response_body).filter {
                !["0 code", "0 msg", "0 message"].contains($0) || !truth.response_body.contains { $0.name == "code" }
            }
            let isRight =
                Self.tree(spec.request?.fields) == Self.tree(truth.request_body)
                && Self.tree(of: spec.response) == (payload == ["0 data"] ? [] : payload)
            let isCertain = Self.isCertain(spec.request?.fields) && Self.isCertain(spec.response.fields)
            rightCount += isRight ? 1 : 0
            certainCount += isCertain ? 1 : 0
            #expect(isRight || !isCertain, "\(path) has no mark, and its tree is wrong")
        }
        #expect(Double(rightCount) >= right * Double(paths.count))
        #expect(Double(certainCount) >= certain * Double(paths.count))
    }
}
