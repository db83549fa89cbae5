import EndpointSpec
import Foundation
import SwiftGeneration

/// The specs that a command works on.
enum SpecInput {
    /// Reads all specs below a folder. Throws the problems of all of them at once.
    static func read(_ folder: String) throws -> [SpecFile] {
        guard let paths = SpecFolder.paths(in: folder) else {
            throw Failure("there is no folder \"\(folder)\" to read specs from; name it with --specs")
        }
        if paths.isEmpty { throw Failure("the folder \"\(folder)\" holds no spec; name another with --specs") }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        var specs: [SpecFile] = []
        var problems: [String] = []
        for path in paths.map({ prefix + $0 }) {
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

    /// The files that the specs of a folder give.
    static func generatedFiles(from folder: String) throws -> (files: [OutputFile], specCount: Int) {
        let specs = try read(folder)
        do {
            return (try SwiftGenerator.files(for: specs), specs.count)
        } catch {
            throw Failure(error.diagnostics.map(\.rendered))
        }
    }
}
