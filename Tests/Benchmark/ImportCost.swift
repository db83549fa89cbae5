import DocumentImport
import EndpointSpec
import Foundation
import SourceText

/// The cost of importing documents, compared with that of reading the same documents and writing the same specs, in one process.
struct ImportCost {
    /// The documents of a folder.
    let documents: [URL]

    init(of folder: URL) throws {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        documents = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "md" }
            .sorted { $0.path < $1.path }
    }

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
        try documents.map { file in
            Document(source: SourceFile(path: file.path, bytes: Array(try Data(contentsOf: file))), path: nil)
        }
    }

    @Sendable private static func write(_ specs: [[UInt8]], to folder: URL) throws {
        for (index, spec) in specs.enumerated() {
            try Data(spec).write(to: folder.appendingPathComponent("\(index).json"))
        }
    }
}
