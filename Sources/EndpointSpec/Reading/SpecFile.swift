import SourceText

/// A spec with the file from which it was read.
package struct SpecFile: Sendable {
    package let source: SourceFile
    package let spec: EndpointSpec
    private let root: JSONNode

    /// Reads and validates a file.
    ///
    /// - Throws: `Failure` if the file has problems, with all of them.
    package init(_ source: SourceFile) throws(Failure) {
        let loaded = LoadedSpec(source)
        guard let file = loaded.file, loaded.problems.isEmpty else { throw Failure(loaded.problems) }
        self = file
    }

    fileprivate init(_ source: SourceFile, spec: EndpointSpec, root: JSONNode) {
        self.source = source
        self.spec = spec
        self.root = root
    }

    /// Returns the location of the value at the given path or, if there is none, of its closest existing ancestor.
    package func location(of path: JSONPath) -> Diagnostic.Location {
        .range(source, root.node(at: path).range)
    }

    /// Warnings about suspicious content, in source order. For example, a sample can contradict a field, or two facts
    /// can contradict each other.
    package var review: [Diagnostic] {
        SpecReview.findings(in: spec).map { diagnostic(of: $0, .warning) }.sortedByOffset
    }

    fileprivate func diagnostic(of problem: SpecProblem, _ severity: Diagnostic.Severity) -> Diagnostic {
        Diagnostic(
            severity, problem.code, problem.message, at: location(of: problem.path),
            notes: problem.related.map { [.init($0.message, at: location(of: $0.path))] } ?? [])
    }

    /// Returns the JSON path of the innermost value at the given offset in the file.
    package func path(at offset: Int) -> JSONPath { root.path(at: offset) }
}

/// The result of reading a spec file: the file with its spec, and all problems in the file.
package struct LoadedSpec: Sendable {
    /// The file with its spec, or `nil` if the file is not valid JSON or has a newer format. The spec can be
    /// incomplete if there are problems.
    package let file: SpecFile?
    /// The problems, in source order.
    package let problems: [Diagnostic]

    /// Creates a result from a file that has no problems.
    package init(_ file: SpecFile) {
        self.file = file
        problems = []
    }

    package init(_ source: SourceFile) {
        let root: JSONNode
        do {
            root = try JSONNode(parsing: source)
        } catch {
            file = nil
            problems = error.diagnostics
            return
        }
        if let problem = Self.newerFormatError(root, source) {
            file = nil
            problems = [problem]
            return
        }
        var reader = FormatReader(source)
        let isEvent = root.hasMember("eventType")
        let spec = isEvent ? reader.object(root, as: EventSpec.self).spec : reader.object(root, as: EndpointSpec.self)
        let file = SpecFile(source, spec: spec, root: root)
        let contradictions = SpecValidator.problems(in: spec) { path in
            reader.problems.allSatisfy { problem in
                // If the file has an unknown key, nothing counts as readable, because the key can be a misspelling of
                // any missing key.
                problem.code != "unknown-key" && !problem.location.overlaps(file.location(of: path))
            }
        }.map { file.diagnostic(of: $0, .error) }
        self.file = file
        problems = reader.problems.addingIndependent(contradictions).sortedByOffset
    }

    /// Returns an error if the file has a newer format, or `nil` otherwise. This single error is clearer than an
    /// error about each key that the newer format added.
    private static func newerFormatError(_ root: JSONNode, _ source: SourceFile) -> Diagnostic? {
        let node = root.node(at: ["format"])
        guard case .object = root.content, case .number(let text) = node.content,
            let format = Int(text), format > EndpointSpec.currentFormat
        else { return nil }
        return Diagnostic(
            .error, "newer-format",
            "expected spec format \(EndpointSpec.currentFormat), found newer format \(format)",
            at: .range(source, node.range), notes: [.init("update feishu-codegen")])
    }
}

extension [Diagnostic] {
    /// Returns these problems, followed by the problems from a later phase that do not overlap any of them. A later
    /// problem that overlaps an earlier problem is considered a consequence of the earlier problem.
    package func addingIndependent(_ later: [Diagnostic]) -> [Diagnostic] {
        self + later.filter { new in !contains { $0.location.overlaps(new.location) } }
    }
}
