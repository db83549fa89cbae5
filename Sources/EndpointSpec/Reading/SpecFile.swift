import SourceText

/// A spec and the file that it was read from.
package struct SpecFile: Sendable {
    package let source: SourceFile
    package let spec: EndpointSpec
    private let root: JSONNode

    /// Reads and validates a file.
    ///
    /// - Throws: `Failure` with all problems of the file.
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

    /// Returns the location in the file of a value of the spec.
    package func location(of path: JSONPath) -> Diagnostic.Location {
        .range(source, root.node(at: path).range)
    }

    /// Warnings about suspicious content, such as samples that contradict fields and facts that contradict one another,
    /// in source order.
    package var review: [Diagnostic] {
        SpecReview.findings(in: spec).map { diagnostic(of: $0, .warning) }.sortedByOffset
    }

    fileprivate func diagnostic(of problem: SpecProblem, _ severity: Diagnostic.Severity) -> Diagnostic {
        Diagnostic(
            severity, problem.code, problem.message, at: location(of: problem.path),
            notes: problem.related.map { [.init($0.message, at: location(of: $0.path))] } ?? [])
    }

    /// Returns the JSON path of the value at an offset of the file.
    package func path(at offset: Int) -> JSONPath { root.path(at: offset) }
}

/// The result of reading a spec file, with all of its problems.
package struct LoadedSpec: Sendable {
    /// The spec, or `nil` if the file is not JSON or has a newer format. If there are problems, the spec can be
    /// incomplete.
    package let file: SpecFile?
    /// The problems, in source order.
    package let problems: [Diagnostic]

    /// Wraps a file that has no problems.
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
        let spec = reader.object(root, as: EndpointSpec.self)
        let file = SpecFile(source, spec: spec, root: root)
        let contradictions = SpecValidator.problems(in: spec) { path in
            reader.problems.allSatisfy { problem in
                // An unknown key can be a misspelling of any missing one.
                problem.code != "unknown-key" && !problem.location.overlaps(file.location(of: path))
            }
        }.map { file.diagnostic(of: $0, .error) }
        self.file = file
        problems = reader.problems.addingIndependent(contradictions).sortedByOffset
    }

    /// Returns an error if the file has a newer format. This is clearer than reporting every key that the format added.
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
    /// Returns these problems and those of a later phase, except for those that overlap one of these problems, because
    /// they are consequences of it.
    package func addingIndependent(_ later: [Diagnostic]) -> [Diagnostic] {
        self + later.filter { new in !contains { $0.location.overlaps(new.location) } }
    }
}
