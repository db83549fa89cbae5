import DocumentImport
import EndpointSpec
import Foundation

/// `import`: documents to specs.
enum ImportCommand {
    static func run(_ options: Invocation.Options, console: Console) throws {
        let output = try SpecOutput(folder: options.specFolder)
        let documents = options.arguments.isEmpty ? ["specs/documents"] : options.arguments
        let (specs, warnings) = try specs(of: documents, in: output)
        if options.isStrict, !warnings.isEmpty {
            throw Failure(warnings + ["error: with --strict no warning is let pass, and nothing was written"])
        }
        for warning in warnings { console.report(warning) }
        var counts = SpecOutput.Counts()
        for spec in specs { try output.write(spec, counting: &counts) }
        console.say(
            "Read \(counted(specs.count, "document")) into \(options.specFolder): \(counted(counts.created, "spec")) new, "
                + "\(counts.changed) changed, \(counts.unchanged) unchanged; \(counted(warnings.count, "warning")).")
    }

    /// What documents give, with the annotations of the specs that are there.
    ///
    /// - Parameter documents: Files and folders.
    /// - Throws: `Failure` with all that is wrong with the documents.
    static func specs(of documents: [String], in output: SpecOutput) throws -> (
        specs: [EndpointSpec], warnings: [String]
    ) {
        let readings = try DocumentInput.read(try documentPaths(documents))
        var warnings: [String] = []
        let specs = newestPerEndpoint(readings, &warnings).map { path, reading in
            let (spec, lost) = output.merged(reading.spec)
            warnings += reading.warnings(for: spec).map(\.rendered)
            warnings += lost.map { "\(path): warning: an annotation has lost its target: \($0) [lost-annotation]" }
            return spec
        }
        return (specs, warnings)
    }

    private static func documentPaths(_ arguments: [String]) throws -> [String] {
        try arguments.flatMap { argument -> [String] in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
                throw Failure("there is no document or folder \"\(argument)\"")
            }
            if !isFolder.boolValue { return [argument] }
            let folder = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
            let paths = try FileTree.paths(in: folder).filter { $0.hasSuffix(".md") }
            if paths.isEmpty { throw Failure("the folder \"\(argument)\" holds no document (*.md)") }
            return paths.map { "\(folder)/\($0)" }
        }
    }

    /// Of several documents of one endpoint the newest counts.
    private static func newestPerEndpoint(
        _ readings: [(path: String, reading: DocumentImporter.Reading)], _ warnings: inout [String]
    ) -> [(path: String, reading: DocumentImporter.Reading)] {
        var indexByEndpoint: [String: Int] = [:]
        var newest: [(path: String, reading: DocumentImporter.Reading)] = []
        for (path, reading) in readings {
            guard let index = indexByEndpoint.updateValue(newest.count, forKey: reading.spec.endpoint) else {
                newest.append((path, reading))
                continue
            }
            indexByEndpoint[reading.spec.endpoint] = index
            let other = newest[index]
            let isNewer = (reading.spec.document.updated ?? "") > (other.reading.spec.document.updated ?? "")
            if isNewer { newest[index] = (path, reading) }
            warnings.append(
                "\(isNewer ? other.path : path): warning: \(isNewer ? path : other.path) describes the same endpoint and is "
                    + "not older; this document was passed over [same-endpoint]")
        }
        return newest
    }
}
