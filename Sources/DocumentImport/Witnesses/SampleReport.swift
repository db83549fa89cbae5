import SourceText

extension [SampleWitness.Finding] {
    /// Returns a warning for each kind of consequence, with the most consequential findings first.
    ///
    /// - Parameters:
    ///   - source: The document with the samples.
    ///   - listsAll: Whether a warning lists all findings.
    func warnings(in source: SourceFile, listsAll: Bool) -> [Diagnostic] {
        let kinds = Dictionary(grouping: self, by: \.kind.code)
        return ["sample-decides", "misspelled-key", "sample-contradicts"].compactMap { code in
            let sorted = (kinds[code] ?? []).enumerated().sorted {
                ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset)
            }
            return .list(code, sorted.map { ($0.element.message, $0.element.line) }, in: source, listsAll: listsAll)
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
