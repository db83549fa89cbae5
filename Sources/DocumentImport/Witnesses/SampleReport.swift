import SourceText

extension [SampleWitness.Finding] {
    /// The maximum number of findings in a warning, unless all are listed.
    private static let maximumReported = 5

    /// Returns a warning for each kind of consequence, with the most consequential findings first.
    ///
    /// - Parameters:
    ///   - source: The document with the samples.
    ///   - listsAll: Whether a warning lists all findings.
    func warnings(in source: SourceFile, listsAll: Bool) -> [Diagnostic] {
        let kinds = Dictionary(grouping: self, by: \.kind.code)
        return ["sample-decides", "misspelled-key", "sample-contradicts"].compactMap { code in
            guard let findings = kinds[code] else { return nil }
            let sorted = findings.enumerated().sorted { ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset) }
            let (first, others) = (sorted[0].element, sorted.dropFirst().map(\.element))
            let listed = listsAll ? others : Array(others.prefix(Self.maximumReported - 1))
            let unlisted = others.count - listed.count
            return Diagnostic(
                .warning, code, first.message, at: .line(first.line, of: source),
                notes: listed.map { .init($0.message, at: .line($0.line, of: source)) }
                    + (unlisted == 0
                        ? []
                        : [
                            "and \(unlisted) more; to list all of them, run \(again: "import", or: "update", "--verbose")"
                        ]))
        }
    }
}

extension SampleWitness.Finding.Kind {
    /// The code of the warning.
    fileprivate var code: String {
        switch self {
        case .envelope, .map, .dimensions, .addition: "sample-decides"
        case .misspelling: "misspelled-key"
        case .contradiction: "sample-contradicts"
        }
    }
}
