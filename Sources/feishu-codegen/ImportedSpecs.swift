import DocumentImport
import EndpointSpec
import Foundation

/// What documents give, with the annotations of the specs that are there.
struct ImportedSpecs {
    private(set) var specs: [(spec: EndpointSpec, text: String)] = []
    /// Of each document that leaves something open.
    private(set) var warnings: [Warnings] = []
    /// Why documents gave no spec, each ready to be read.
    private(set) var problems: [String] = []

    /// The warnings of one document.
    struct Warnings {
        let path: String
        let all: [Warning]

        /// The first ones, rendered, and how many more there are.
        func shown(atMost most: Int) -> [String] {
            let rest = all.count - most
            return all.prefix(most).map { $0.rendered() }
                + (rest > 0 ? ["\(path): warning: and \(counted(rest, "warning")) more"] : [])
        }
    }

    struct Warning {
        let code: String
        let rendered: () -> String
    }

    /// - Parameter documents: Files and folders.
    /// - Throws: `Failure` where there are none.
    init(
        of documents: [String], into output: inout SpecOutput, _ options: Invocation.Options, console: Console
    ) throws {
        let severity: Diagnostic.Severity = options.isStrict ? .error : .warning
        let input = DocumentInput(
            try Self.paths(documents), options: .init(readsHandWrittenTables: options.readsHandWritten),
            specs: output.specs, console: console)
        problems = input.problems
        var passedOver: [String: [Warning]] = [:]
        for (path, reading) in Self.newestPerEndpoint(input.readings, &passedOver) {
            let (merged, lost) = output.merged(reading.spec)
            let spec = output.claim(merged)
            let text = spec.canonicalText
            if let problem = Self.problem(with: text, from: path) {
                problems.append(problem)
                continue
            }
            specs.append((spec, text))
            var all = reading.warnings(for: spec, severity: severity).map { diagnostic in
                Warning(code: diagnostic.code) { diagnostic.rendered }
            }
            all += lost.map {
                Self.warning("lost-annotation", "an annotation has lost its target: \($0)", path, severity)
            }
            if spec.id != merged.id {
                let message = "another endpoint has the id \(merged.id) already; this one was called \(spec.id)"
                all.append(Self.warning("taken-id", message, path, severity))
            }
            if !all.isEmpty { warnings.append(Warnings(path: path, all: all)) }
        }
        for (path, all) in passedOver.sorted(by: { $0.key < $1.key }) {
            warnings.append(Warnings(path: path, all: all))
        }
    }

    private static func warning(
        _ code: String, _ message: String, _ path: String, _ severity: Diagnostic.Severity = .warning
    ) -> Warning {
        Warning(code: code) { "\(path): \(severity.rawValue): \(message) [\(code)]" }
    }

    private static func paths(_ arguments: [String]) throws -> [String] {
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
        _ readings: [(path: String, reading: DocumentImporter.Reading)], _ passedOver: inout [String: [Warning]]
    ) -> [(path: String, reading: DocumentImporter.Reading)] {
        var indexByEndpoint: [String: Int] = [:]
        var newest: [(path: String, reading: DocumentImporter.Reading)] = []
        for (path, reading) in readings {
            guard let index = indexByEndpoint[reading.spec.endpoint] else {
                indexByEndpoint[reading.spec.endpoint] = newest.count
                newest.append((path, reading))
                continue
            }
            let other = newest[index]
            let isNewer = (reading.spec.document.updated ?? "") > (other.reading.spec.document.updated ?? "")
            if isNewer { newest[index] = (path, reading) }
            let (older, newer) = isNewer ? (other.path, path) : (path, other.path)
            passedOver[older, default: []].append(
                warning(
                    "same-endpoint",
                    "\(newer) describes the same endpoint and is not older; this document was passed over", older))
        }
        return newest
    }

    /// What a spec would not be read again for. A document can state what makes no sense.
    private static func problem(with spec: String, from path: String) -> String? {
        do {
            _ = try SpecFile(SourceText(path: path, text: spec))
            return nil
        } catch {
            let reasons = error.diagnostics.prefix(3).map { "    " + $0.rendered.replacing("\n", with: "\n    ") }
            return "\(path): error: what this document states makes no spec; of the text that it would have:\n"
                + reasons.joined(separator: "\n") + " [invalid-spec]"
        }
    }
}

extension EndpointSpec {
    /// How many fields and parameters the spec describes.
    var fieldCount: Int {
        func count(_ fields: [Field]?) -> Int { (fields ?? []).reduce(0) { $0 + 1 + count($1.fields) } }
        return [headers, pathParameters, queryParameters, request?.fields, response.fields].reduce(0) { $0 + count($1) }
    }
}
