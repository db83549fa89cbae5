import SourceText

/// Something about a document that is worth a warning.
struct ListedFinding {
    let message: String
    /// The line of the document.
    let line: Int
    /// What a person can do about it, which ends with the words before a command.
    var advice: (text: String, command: ToolCommand)?
}

extension Diagnostic {
    /// The maximum number of findings in a warning, unless all are listed.
    private static let maximumListed = 5

    /// Returns a warning that lists findings about a document, or `nil` if there are none.
    ///
    /// - Parameters:
    ///   - code: The code of the warning.
    ///   - findings: The findings, the most consequential ones first.
    ///   - source: The document.
    ///   - listsAll: Whether to list all findings. Otherwise, a note says how many are left out.
    static func list(
        _ code: String, _ findings: [ListedFinding], in source: SourceFile, listsAll: Bool
    ) -> Diagnostic? {
        guard let first = findings.first else { return nil }
        let others = listsAll ? findings.dropFirst() : findings.dropFirst().prefix(maximumListed - 1)
        let unlisted = findings.count - 1 - others.count
        return Diagnostic(
            .warning, code, first.message, at: .line(first.line, of: source),
            notes: (first.advice.map { [.init($0.text, command: $0.command)] } ?? [])
                + others.map { finding in
                    let location = Location.line(finding.line, of: source)
                    return finding.advice.map { advice in
                        Note("\(finding.message); \(advice.text)", command: advice.command, at: location)
                    } ?? Note(finding.message, at: location)
                }
                + (unlisted == 0
                    ? []
                    : ["and \(unlisted) more; to list all of them, run \(again: "import", or: "update", "--verbose")"]))
    }
}
