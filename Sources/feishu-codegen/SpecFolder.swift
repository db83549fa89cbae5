import EndpointSpec
import Foundation
import SwiftGeneration

/// The specs of a folder.
enum SpecFolder {
    /// Reads all specs below a folder. Throws the problems of all of them at once.
    static func read(_ folder: String) throws -> [SpecFile] {
        var specs: [SpecFile] = []
        var problems: [String] = []
        for path in try paths(in: folder) {
            do {
                let data = try Data(contentsOf: URL(fileURLWithPath: path))
                specs.append(try SpecFile(SourceText(path: path, bytes: Array(data))))
            } catch let error as SpecFile.Problems {
                problems += error.diagnostics.map(\.rendered)
            } catch {
                problems.append("\(path): error: the file cannot be read: \(error.localizedDescription)")
            }
        }
        if !problems.isEmpty { throw Failure(problems) }
        return specs
    }

    /// The files that the specs give.
    static func generatedFiles(from folder: String) throws -> (files: [OutputFile], specCount: Int) {
        let specs = try read(folder)
        do {
            return (try SwiftGenerator.files(for: specs), specs.count)
        } catch {
            throw Failure(error.diagnostics.map(\.rendered))
        }
    }

    /// The JSON files below a folder, sorted, without the schema and the source documents.
    private static func paths(in folder: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
            let names = FileManager.default.enumerator(atPath: folder)
        else {
            throw Failure("there is no folder \"\(folder)\" to read specs from; name it with --specs")
        }
        let paths = names.compactMap { $0 as? String }
            .filter { name in
                let parts = name.split(separator: "/")
                return name.hasSuffix(".json") && parts.first != "documents" && parts.last != "endpoint.schema.json"
                    && !parts.contains { $0.hasPrefix(".") }
            }
            .sorted()
        if paths.isEmpty { throw Failure("the folder \"\(folder)\" holds no spec; name another with --specs") }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return paths.map { prefix + $0 }
    }
}
