import SourceText

/// A spec with the file that it was read from.
package struct SpecFile: Sendable {
    package let source: SourceFile
    package let spec: EndpointSpec
    private let root: JSONNode

    /// Reads and validates one file.
    ///
    /// - Throws: All problems of the file.
    package init(_ source: SourceFile) throws(Failure) {
        let reading = LoadedSpec(source)
        guard let file = reading.file, reading.problems.isEmpty else { throw Failure(reading.problems) }
        self = file
    }

    fileprivate init(_ source: SourceFile, spec: EndpointSpec, root: JSONNode) {
        self.source = source
        self.spec = spec
        self.root = root
    }

    /// Where a value of the spec is in the file.
    package func location(of path: JSONPath) -> Diagnostic.Location {
        .range(source, root.node(at: path).range)
    }

    /// Warnings about what is suspicious in the spec, in the order of the file: samples that contradict fields, and facts
    /// that contradict one another.
    package var review: [Diagnostic] {
        SpecReview.findings(in: spec).map { diagnostic(of: $0, .warning) }.inOrderOfFile
    }

    fileprivate func diagnostic(of problem: SpecProblem, _ severity: Diagnostic.Severity) -> Diagnostic {
        Diagnostic(
            severity, problem.code, problem.message, at: location(of: problem.path),
            notes: problem.related.map { [.init($0.message, at: location(of: $0.path))] } ?? [])
    }

    /// The path to the value at an offset of the file.
    package func path(at offset: Int) -> JSONPath { root.path(at: offset) }
}

/// What could be read from a file, and all problems with it.
package struct LoadedSpec: Sendable {
    /// The spec; nil where the file is not JSON, or of a newer format. Where there are problems, parts of it may be
    /// missing.
    package let file: SpecFile?
    /// In the order of the file.
    package let problems: [Diagnostic]

    /// A file that was read without problems.
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
        if let problem = Self.newerFormat(root, source) {
            file = nil
            problems = [problem]
            return
        }
        var reader = FormatReader(source)
        let spec = reader.object(root, as: EndpointSpec.self)
        let file = SpecFile(source, spec: spec, root: root)
        let contradictions = SpecValidator.problems(in: spec) { path in
            reader.problems.allSatisfy { problem in
                // A misspelled key can be that of any part.
                problem.code != "unknown-key" && !problem.location.overlaps(file.location(of: path))
            }
        }.map { file.diagnostic(of: $0, .error) }
        self.file = file
        problems = reader.problems.addingIndependent(contradictions).inOrderOfFile
    }

    /// A newer format has keys that this tool does not know; one clear error is better than many unknown keys.
    private static func newerFormat(_ root: JSONNode, _ source: SourceFile) -> Diagnostic? {
        let node = root.node(at: ["format"])
        guard case .object = root.content, case .number(let text) = node.content,
            let format = Int(text), format > EndpointSpec.currentFormat
        else { return nil }
        return Diagnostic(
            .error, "newer-format",
            "the spec has format \(format), and this version of the tool reads format \(EndpointSpec.currentFormat)",
            at: .range(source, node.range), notes: [.init("update feishu-codegen")])
    }
}

extension [Diagnostic] {
    /// These problems and further ones that a later phase found, without those that overlap an earlier problem: they are
    /// its consequences.
    package func addingIndependent(_ further: [Diagnostic]) -> [Diagnostic] {
        self + further.filter { new in !contains { $0.location.overlaps(new.location) } }
    }
}
