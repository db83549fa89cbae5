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

        /// What the document leaves open and what of it was not understood, with the lines.
        ///
        /// - Parameter merged: The spec that came of the reading. A place that somebody confirmed in it is open no more.
        public func warnings(for merged: EndpointSpec) -> [Diagnostic] {
            findings.filter { finding in finding.fieldPath.map(merged.hasAssumedField) ?? true }
                .map { $0.diagnostic(in: source, severity: .warning) }
        }
    }

    /// Reads a document of the portal in its Markdown.
    ///
    /// - Parameters:
    ///   - path: Where the spec says that the document is; nil where it is kept nowhere.
    ///   - library: What other documents show of the types.
    /// - Throws: A `Problem` where the document is none of an endpoint.
    public static func read(
        _ source: SourceText, path: String?, options: Options = Options(), library: TypeLibrary = TypeLibrary([])
    ) throws(Problem) -> Reading {
        do {
            var (spec, findings) = try DocumentReader.spec(of: source.text, options: options, library: library)
            spec.document.path = path
            return Reading(spec: spec, findings: findings, source: source)
        } catch {
            let finding = Finding(code: "no-endpoint", message: error.reason, line: 1)
            throw Problem(diagnostic: finding.diagnostic(in: source, severity: .error))
        }
    }

    /// Why a document gives no spec.
    public struct Problem: Error {
        public let diagnostic: Diagnostic
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
