/// A spec together with the file that it was read from.
public struct SpecFile: Sendable {
    public let source: SourceText
    public let spec: EndpointSpec
    private let root: JSONNode

    /// All that is wrong with a file, in the order of the file.
    public struct Problems: Error {
        public let diagnostics: [Diagnostic]

        public init(diagnostics: [Diagnostic]) {
            self.diagnostics = diagnostics
        }
    }

    /// Reads and checks one file. Throws every problem at once.
    public init(_ source: SourceText) throws(Problems) {
        do {
            root = try JSONParser.parse(source)
        } catch {
            throw Problems(diagnostics: [error.diagnostic])
        }
        self.source = source
        let reader = ObjectReader(root, in: source, subject: "the spec")
        spec = EndpointSpec(reader)
        reader.finish()
        // What a misread spec would mean is not worth telling.
        let problems = reader.problems.isEmpty ? SpecValidator.problems(in: self) : reader.problems
        if !problems.isEmpty {
            throw Problems(diagnostics: problems.sorted { $0.place.range.lowerBound < $1.place.range.lowerBound })
        }
    }

    /// Where a value of the spec stands in the file.
    public func place(of path: JSONPath) -> Diagnostic.Place {
        Diagnostic.Place(source, root.node(at: path).range)
    }
}
