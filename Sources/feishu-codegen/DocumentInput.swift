import DocumentImport
import EndpointSpec
import Foundation

/// The documents that a command works on.
struct DocumentInput {
    /// What the documents gave, each with its path.
    private(set) var readings: [(path: String, reading: DocumentImporter.Reading)] = []
    /// Why others gave nothing.
    private(set) var problems: [String] = []

    /// Reads documents.
    ///
    /// - Parameter specs: The specs that are there.
    init(
        _ paths: [String], options: DocumentImporter.Options = .init(), specs: [EndpointSpec] = [],
        console: Console? = nil
    ) {
        var documents: [(path: String, document: DocumentImporter.Document)] = []
        for path in paths {
            do {
                let source = SourceText(path: path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
                documents.append((path, .init(source: source, path: Self.pathFromHere(path))))
            } catch {
                problems.append("\(path): error: the file cannot be read: \(error.localizedDescription)")
            }
        }
        let count = documents.count
        let results = DocumentImporter.read(documents.map(\.document), options: options, specs: specs) { read in
            console?.progress("\(read) of \(count) documents read")
        }
        for (document, result) in zip(documents, results) {
            switch result {
            case .success(let reading): readings.append((document.path, reading))
            case .failure(let problem): problems.append(problem.diagnostic.rendered)
            }
        }
        console?.progress("")
    }

    /// The path as it is from the working folder, however it was given; nil for what lies elsewhere.
    private static func pathFromHere(_ path: String) -> String? {
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).standardized.path + "/"
        let path = URL(fileURLWithPath: path).standardized.path
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : nil
    }
}
