import EndpointSpec
import Foundation
import SwiftGeneration

/// The specs that a command works on.
enum SpecInput {
    /// Reads all specs below a folder. Throws the problems of all of them at once.
    static func read(_ folder: String) throws -> [SpecFile] {
        let specs = try readIfAny(folder)
        if specs.isEmpty { throw Failure("the folder \"\(folder)\" holds no spec; name another with --specs") }
        return specs
    }

    /// The same for a folder that may hold none.
    static func readIfAny(_ folder: String) throws -> [SpecFile] {
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return try read(files: try paths(in: folder).map { prefix + $0 })
    }

    /// Reads files. Throws the problems of all of them at once.
    static func read(files: [String]) throws -> [SpecFile] {
        var specs: [SpecFile] = []
        var problems: [String] = []
        for result in files.concurrentMap(file) {
            switch result {
            case .success(let spec): specs.append(spec)
            case .failure(let failure): problems += failure.problems
            }
        }
        if !problems.isEmpty { throw Failure(problems) }
        return specs
    }

    private static func file(_ path: String) -> Result<SpecFile, Failure> {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            return .success(try SpecFile(SourceText(path: path, bytes: Array(data))))
        } catch let error as SpecFile.Problems {
            return .failure(Failure(shown(error.diagnostics, in: path)))
        } catch {
            return .failure(Failure(["\(path): error: the file cannot be read: \(error.localizedDescription)"]))
        }
    }

    private static func paths(in folder: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw Failure("there is no folder \"\(folder)\" to read specs from; name it with --specs")
        }
        do {
            return try SpecFolder.paths(in: folder)
        } catch {
            throw Failure("a folder in \"\(folder)\" cannot be read: \(error.localizedDescription)")
        }
    }

    /// As many problems of one file as anybody reads.
    private static func shown(_ problems: [Diagnostic], in path: String) -> [String] {
        let most = 50
        let rest = problems.count > most ? ["\(path): error: and \(problems.count - most) problems more"] : []
        return problems.prefix(most).map(\.rendered) + rest
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
