import EndpointSpec

/// Turns a document into a spec.
public enum DocumentImporter {
    /// How documents are read.
    public struct Options: Sendable {
        /// Whether tables that somebody typed into the text are read as well: those that do not give the types of their
        /// fields, and those whose form shows that the portal did not make them.
        public var readsHandWrittenTables: Bool

        public init(readsHandWrittenTables: Bool = false) {
            self.readsHandWrittenTables = readsHandWrittenTables
        }
    }

    /// What a document gave.
    public struct Reading: Sendable {
        /// The facts of the document, without annotations.
        public var spec: EndpointSpec
        fileprivate let findings: [Finding]
        fileprivate let source: SourceText

        fileprivate var hasOpenPlaces: Bool { findings.contains { $0.fieldPath != nil } }

        /// What the document leaves open and what of it was not understood, with the lines.
        ///
        /// - Parameter merged: The spec that came of the reading. A place that somebody confirmed in it is open no more.
        public func warnings(for merged: EndpointSpec, severity: Diagnostic.Severity = .warning) -> [Diagnostic] {
            findings.filter { finding in finding.fieldPath.map(merged.hasAssumedField) ?? true }
                .map { $0.diagnostic(in: source, severity: severity) }
        }
    }

    /// A document of the portal, in its Markdown.
    public struct Document: Sendable {
        public let source: SourceText
        /// Where specs say that the document is; nil where it is kept nowhere.
        public let path: String?

        public init(source: SourceText, path: String?) {
            self.source = source
            self.path = path
        }
    }

    /// Reads documents, which tell of the types of one another.
    ///
    /// - Parameters:
    ///   - specs: The specs that are there. They tell of types, too, and where people confirmed a place it stays.
    ///   - report: Called with how many documents are read, again and again.
    /// - Returns: What each document gave, in their order, or why it is none of an endpoint.
    public static func read(
        _ documents: [Document], options: Options = Options(), specs: [EndpointSpec] = [],
        report: (Int) -> Void = { _ in }
    ) -> [Result<Reading, Problem>] {
        var readings: [Result<Reading, Problem>] = []
        while readings.count < documents.count {
            let batch = Array(documents[readings.count...].prefix(50))
            readings += batch.concurrentMap { read($0, options, library: TypeLibrary([]), existing: [:]) }
            report(readings.count)
        }
        // What the first reading proves tells of types, and so do the specs of other documents. Those of the same ones do
        // not, so that another import finds the same.
        let found = readings.compactMap { try? $0.get().spec }
        let endpoints = Set(found.map(\.endpoint))
        let library = TypeLibrary(specs.filter { !endpoints.contains($0.endpoint) } + found)
        let existing = Dictionary(specs.map { ($0.endpoint, $0) }) { first, _ in first }
        return Array(zip(documents, readings)).concurrentMap { document, reading in
            guard case .success(let value) = reading, value.hasOpenPlaces else { return reading }
            let isHelped = library.adds(to: value.spec)
            if !isHelped, existing[value.spec.endpoint] == nil { return reading }
            return read(document, options, library: isHelped ? library : TypeLibrary([]), existing: existing)
        }
    }

    private static func read(
        _ document: Document, _ options: Options, library: TypeLibrary, existing: [String: EndpointSpec]
    ) -> Result<Reading, Problem> {
        do {
            var (spec, findings) = try DocumentReader.spec(
                of: document.source.text, options: options, library: library, existing: { existing[$0] })
            spec.document.path = document.path
            return .success(Reading(spec: spec, findings: findings, source: document.source))
        } catch {
            let finding = Finding(code: "no-endpoint", message: error.reason, line: error.line)
            return .failure(Problem(diagnostic: finding.diagnostic(in: document.source, severity: .error)))
        }
    }

    /// Why a document gives no spec.
    public struct Problem: Error {
        public let diagnostic: Diagnostic
    }

    /// An id that no other endpoint has: with every word of the path in it.
    public static func longID(of spec: EndpointSpec) -> String {
        OperationName.unabridged(spec.method, path: spec.path)
    }

    /// Brings the annotations of an earlier spec over to a reading.
    ///
    /// - Returns: The spec, and in words the annotations whose targets are gone.
    public static func merge(
        _ reading: EndpointSpec, annotatedIn existing: EndpointSpec
    ) -> (spec: EndpointSpec, lost: [String]) {
        SpecMerger.merge(reading, annotatedIn: existing)
    }
}

/// Something about a line of a document that its reader should know.
struct Finding {
    let code: String
    let message: String
    /// From 1.
    let line: Int
    /// Of a field, the names on the way to it in its table.
    var fieldPath: [String]?

    fileprivate func diagnostic(in source: SourceText, severity: Diagnostic.Severity) -> Diagnostic {
        Diagnostic(code, message, at: .init(source, source.rangeOfLine(line)), severity: severity)
    }
}

extension EndpointSpec {
    /// What tells endpoints apart: the method, the host and the path, whatever its parameters are called.
    public var endpoint: String {
        let segments = path.split(separator: "/").map { $0.hasPrefix(":") ? ":" : String($0) }
        return "\(method.rawValue) \(host ?? "")/\(segments.joined(separator: "/"))"
    }

    /// Whether the place of a field is assumed, in whichever table it stands.
    fileprivate func hasAssumedField(at path: [String]) -> Bool {
        let isEnveloped = response.envelope == .data && path.first == "data"
        let answer = response.fields?.field(at: isEnveloped ? path.dropFirst() : path[...])
        let sent = request?.fields?.field(at: path[...])
        return [answer, sent].contains { $0?.placement == .assumed }
    }
}

extension [EndpointSpec.Field] {
    fileprivate func field(at path: ArraySlice<String>) -> EndpointSpec.Field? {
        guard let name = path.first, let field = first(where: { $0.name == name }) else { return nil }
        return path.count == 1 ? field : field.fields?.field(at: path.dropFirst())
    }
}
