import SourceText

extension [SampleWitness.Finding] {
    /// Returns a warning for each kind of consequence, with the most consequential findings first.
    ///
    /// - Parameters:
    ///   - source: The document with the samples.
    ///   - id: The ID of the endpoint, for the commands that correct what was decided.
    ///   - listsAll: Whether a warning lists all findings.
    func warnings(in source: SourceFile, of id: String, listsAll: Bool) -> [Diagnostic] {
        let kinds = Dictionary(grouping: self, by: \.kind.code)
        return ["sample-decides", "misspelled-key", "sample-contradicts"].compactMap { code in
            let sorted = (kinds[code] ?? []).enumerated().sorted {
                ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset)
            }
            return .list(code, sorted.map { $0.element.listed(of: id) }, in: source, listsAll: listsAll)
        }
    }
}

extension SampleWitness.Finding {
    /// Returns the finding with the command that decides otherwise.
    fileprivate func listed(of id: String) -> ListedFinding {
        let (condition, reason) =
            switch kind {
            case .contradiction: ("the samples are right", "the samples are right")
            case .addition: ("this is not its type", "not all values have the type in the samples")
            default: ("the table is right", "the table is right")
            }
        return ListedFinding(
            message: message, line: line,
            advice: remedy.map {
                ("if \(condition), run ", ToolCommand(name: "correct", options: [id] + $0 + ["--reason", reason]))
            })
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
