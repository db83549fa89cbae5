import DocumentImport
import EndpointSpec
import Foundation
import RepositoryFiles

/// The cost of importing documents, compared with that of reading the same documents and writing the same specs, in one process.
struct ImportCost {
    /// The folder of the documents.
    let documents: URL

    /// Returns the time of an import as a multiple of the time of reading and writing, in rounds of both.
    func rounds() async throws -> [Round] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let specs = ImportPipeline.plan(documents: try read()).specs.map { Array($0.text.utf8) }
        return try await Round.pairs(
            count: 3, calls: 1, concurrency: 1,
            {
                _ = try read()
                try Self.write(specs, to: folder)
            },
            {
                let plan = ImportPipeline.plan(documents: try read())
                try Self.write(plan.specs.map { Array($0.text.utf8) }, to: folder)
            })
    }

    @Sendable private func read() throws -> [Document] {
        try RepositoryFiles.paths(in: documents, withExtension: "md").map { path in
            Document(
                source: try RepositoryFiles.source(documents.appendingPathComponent(path), as: path), path: nil)
        }
    }

    @Sendable private static func write(_ specs: [[UInt8]], to folder: URL) throws {
        for (index, spec) in specs.enumerated() {
            try Data(spec).write(to: folder.appendingPathComponent("\(index).json"))
        }
    }
}
