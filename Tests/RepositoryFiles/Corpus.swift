import EndpointSpec
import Foundation
import SourceText

/// A corpus of real documents with the truth about their trees, where there is one beside the repository.
package struct Corpus: Sendable {
    /// A document with its true tree.
    package struct Entry: Sendable {
        package let source: SourceFile
        fileprivate let request: [String]
        fileprivate let response: [String]

        /// Whether the truth says anything about fields: it has no tables that are written by hand, whose fields are all
        /// assumed.
        fileprivate func knows(_ fields: [EndpointSpec.Field]?, _ truth: [String]) -> Bool {
            !truth.isEmpty || !Corpus.areAssumed(fields)
        }
    }

    /// How many trees are right, and how many specs have no assumed place.
    package struct Score: Sendable, Equatable {
        package var documents = 0
        package var exact = 0
        package var certain = 0
        /// The documents without an assumed place whose trees are wrong.
        package var certainButWrong: [String] = []
    }

    /// Where the corpus is expected.
    package static let expectedFolder = RepositoryFiles.root.deletingLastPathComponent()
        .appendingPathComponent("shared/corpus")
    package static let exists = FileManager.default.fileExists(
        atPath: expectedFolder.appendingPathComponent("truth").path)

    package let entries: [Entry]
    /// The size in bytes from which reading one document takes seconds in a debug build.
    private static let largeSize = 200_000

    /// Reads a folder of documents and the folder of the truth about them.
    ///
    /// - Parameter each: Of how many documents one is read, apart from the largest.
    package init(documents: URL, truth: URL, each: Int = 1) throws {
        let paths = RepositoryFiles.paths(in: documents, withExtension: "md").enumerated()
        let chosen = paths.filter { offset, path in
            let size = try? documents.appendingPathComponent(path).resourceValues(forKeys: [.fileSizeKey]).fileSize
            return each == 1 || offset % each == 0 && size ?? 0 < Self.largeSize
        }
        entries = try chosen.map { _, path in
            let url = truth.appendingPathComponent("\(path.dropLast(3)).json")
            let truth = try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
            return Entry(
                source: try RepositoryFiles.source(documents.appendingPathComponent(path), as: path),
                request: Self.tree(truth.request_body), response: Self.payload(of: truth.response_body))
        }
    }

    /// Compares specs with the truth.
    ///
    /// - Parameter specs: One per entry, in order.
    package func score(_ specs: [EndpointSpec]) -> Score {
        var score = Score(documents: entries.count)
        for (entry, spec) in zip(entries, specs) {
            let request = entry.knows(spec.request?.fields, entry.request) ? spec.request?.fields : nil
            var response = spec.response
            if !entry.knows(response.fields, entry.response) { response.fields = nil }
            let isExact =
                Self.tree(request) == entry.request
                && Self.tree(of: response, likeRows: entry.response) == entry.response
            let isCertain = Self.isCertain(request) && Self.isCertain(response.fields)
            score.exact += isExact ? 1 : 0
            score.certain += isCertain ? 1 : 0
            if isCertain, !isExact { score.certainButWrong.append(entry.source.path) }
        }
        return score
    }

    private struct Truth: Decodable {
        struct Row: Decodable {
            let name: String
            let depth: Int
        }

        let request_body: [Row]
        let response_body: [Row]
    }

    /// Names with their depths, where a jump of several levels is one level.
    private static func tree(_ rows: [Truth.Row]) -> [String] {
        var open: [Int] = []
        return rows.map { row in
            while let last = open.last, last >= row.depth { open.removeLast() }
            defer { open.append(row.depth) }
            return "\(open.count) \(row.name)"
        }
    }

    /// The tree of a response without the rows of its envelope.
    private static func payload(of rows: [Truth.Row]) -> [String] {
        let isEnveloped = rows.contains { $0.name == "code" }
        let payload = tree(rows).filter { !["0 code", "0 msg", "0 message"].contains($0) || !isEnveloped }
        return payload == ["0 data"] ? [] : payload
    }

    /// Names with their depths, without fields that only samples show, because the truth has only rows.
    private static func tree(_ fields: [EndpointSpec.Field]?, depth: Int = 0) -> [String] {
        (fields ?? []).filter { $0.evidence == nil }.flatMap {
            ["\(depth) \($0.name)"] + tree($0.fields, depth: depth + 1)
        }
    }

    private static func tree(of response: EndpointSpec.Response, likeRows truth: [String]) -> [String] {
        // A table can list the payload alone.
        let isPayloadAlone = !truth.isEmpty && !truth.contains("0 data") && !truth.contains("0 code")
        guard response.envelope == .data, !isPayloadAlone else { return tree(response.fields) }
        let rows = tree(response.fields, depth: 1)
        return rows.isEmpty ? [] : ["0 data"] + rows
    }

    private static func areAssumed(_ fields: [EndpointSpec.Field]?) -> Bool {
        (fields ?? []).allSatisfy { $0.placement == .assumed && areAssumed($0.fields) }
    }

    private static func isCertain(_ fields: [EndpointSpec.Field]?) -> Bool {
        (fields ?? []).allSatisfy { $0.placement == nil && isCertain($0.fields) }
    }
}
