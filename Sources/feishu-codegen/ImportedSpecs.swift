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
        let merged = Self.newestPerEndpoint(input.readings, &passedOver).map { path, reading in
            let (spec, lost) = output.merged(reading.spec)
            return Merged(path: path, reading: reading, spec: output.claim(spec), id: spec.id, lost: lost)
        }
        let texts = merged.concurrentMap { merged in
            let text = merged.spec.canonicalText
            return (text: text, problem: Self.problem(with: text, from: merged.path))
        }
        for (merged, (text, problem)) in zip(merged, texts) {
            if let problem {
                problems.append(problem)
            } else {
                specs.append((merged.spec, text))
                let all = Self.warnings(of: merged, severity)
                if !all.isEmpty { warnings.append(Warnings(path: merged.path, all: all)) }
            }
        }
        for (path, all) in passedOver.sorted(by: { $0.key < $1.key }) {
            warnings.append(Warnings(path: path, all: all))
        }
    }

    /// What a document gave, with the annotations of the spec that is there.
    private struct Merged {
        let path: String
        let reading: DocumentImporter.Reading
        let spec: EndpointSpec
        /// What the spec would be called, were it not for others.
        let id: String
        let lost: [String]
    }

    private static func warnings(of merged: Merged, _ severity: Diagnostic.Severity) -> [Warning] {
        var warnings = merged.reading.warnings(for: merged.spec, severity: severity).map { diagnostic in
            Warning(code: diagnostic.code) { diagnostic.rendered }
        }
        warnings += merged.lost.map {
            warning("lost-annotation", "an annotation has lost its target: \($0)", merged.path, severity)
        }
        if merged.spec.id != merged.id {
            let message = "another endpoint has the id \(merged.id) already; this one was called \(merged.spec.id)"
            warnings.append(warning("taken-id", message, merged.path, severity))
        }
        return warnings
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
