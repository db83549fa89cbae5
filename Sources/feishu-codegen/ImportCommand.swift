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
        var readings: [(path: String, reading: DocumentImporter.Reading)] = []
        var problems: [String] = []
        for path in try documentPaths(documents) {
            do {
                let source = SourceText(path: path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
                readings.append((path, try DocumentImporter.read(source, path: isRelative(path) ? path : nil)))
            } catch let problem as DocumentImporter.Problem {
                problems.append(problem.diagnostic.rendered)
            } catch {
                problems.append("\(path): error: the file cannot be read: \(error.localizedDescription)")
            }
        }
        if !problems.isEmpty { throw Failure(problems) }
        var warnings: [String] = []
        let specs = newestPerEndpoint(readings, &warnings).map { path, reading in
            let (spec, lost) = output.merged(reading.spec)
            warnings += reading.warnings(for: spec).map(\.rendered)
            warnings += lost.map { "\(path): warning: an annotation has lost its target: \($0) [lost-annotation]" }
            return spec
        }
        return (specs, warnings)
    }

    private static func isRelative(_ path: String) -> Bool { !path.hasPrefix("/") && !path.hasPrefix("../") }

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

extension EndpointSpec {
    /// What tells endpoints apart: the method and the path, whatever its parameters are called.
    var endpoint: String {
        let segments = path.split(separator: "/").map { $0.hasPrefix(":") ? ":" : String($0) }
        return "\(method.rawValue) \(host ?? "")/\(segments.joined(separator: "/"))"
    }
}

/// The folder that specs are written to.
struct SpecOutput {
    struct Counts {
        var created = 0
        var changed = 0
        var unchanged = 0
    }

    private let folder: String
    private var fileByEndpoint: [String: (path: String, spec: EndpointSpec)] = [:]

    /// Reads the specs that are there. A folder that is not there yet holds none.
    init(folder: String) throws {
        self.folder = folder
        guard FileManager.default.fileExists(atPath: folder),
            try SpecFolder.paths(in: folder).isEmpty == false
        else { return }
        for file in try SpecInput.read(folder) { fileByEndpoint[file.spec.endpoint] = (file.source.path, file.spec) }
    }

    /// The spec with the annotations of the one that is there, and in words those that lost their targets.
    func merged(_ spec: EndpointSpec) -> (spec: EndpointSpec, lost: [String]) {
        guard let existing = fileByEndpoint[spec.endpoint] else { return (spec, []) }
        return DocumentImporter.merge(spec, annotatedIn: existing.spec)
    }

    /// Where a spec stands: where the one of its endpoint is, or else where its id says.
    func path(of spec: EndpointSpec) -> String {
        let words = spec.id.split(separator: ".")
        return fileByEndpoint[spec.endpoint]?.path
            ?? "\(folder)/\(words[0])/\(words[1])/\(words.dropFirst(2).joined(separator: ".")).json"
    }

    /// Whether the file of a spec has exactly its text.
    func isUpToDate(_ spec: EndpointSpec) -> Bool {
        FileManager.default.contents(atPath: path(of: spec)) == Data(spec.canonicalText.utf8)
    }

    /// Writes a spec, unless its file is right already.
    func write(_ spec: EndpointSpec, counting counts: inout Counts) throws {
        if isUpToDate(spec) {
            counts.unchanged += 1
            return
        }
        let existing = fileByEndpoint[spec.endpoint]
        let path = path(of: spec)
        let text = Data(spec.canonicalText.utf8)
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, options: .atomic)
        if existing == nil { counts.created += 1 } else { counts.changed += 1 }
    }
}
