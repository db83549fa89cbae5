import SourceText

extension Diagnostic {
    /// The maximum number of findings in a warning, unless all are listed.
    private static let maximumListed = 5

    /// Returns a warning that lists findings about a document, or `nil` if there are none.
    ///
    /// - Parameters:
    ///   - code: The code of the warning.
    ///   - findings: The messages with their lines, the most consequential ones first.
    ///   - source: The document.
    ///   - listsAll: Whether to list all findings. Otherwise, a note says how many are left out.
    static func list(
        _ code: String, _ findings: [(message: String, line: Int)], in source: SourceFile, listsAll: Bool
    ) -> Diagnostic? {
        guard let first = findings.first else { return nil }
        let others = listsAll ? findings.dropFirst() : findings.dropFirst().prefix(maximumListed - 1)
        let unlisted = findings.count - 1 - others.count
        return Diagnostic(
            .warning, code, first.message, at: .line(first.line, of: source),
            notes: others.map { .init($0.message, at: .line($0.line, of: source)) }
                + (unlisted == 0
                    ? []
                    : ["and \(unlisted) more; to list all of them, run \(again: "import", or: "update", "--verbose")"]))
    }
}
