import SourceText

/// A fact on which the page, its samples, and the platform's schema do not agree.
package struct Disagreement: Sendable, Equatable {
    package enum Fact: String, Sendable {
        case type, required, values, place
    }

    /// The address of the field, such as `request.items.name`.
    package let place: String
    package let fact: Fact
    /// What the page says.
    package let page: String
    /// What the samples show, or `nil` if they show nothing.
    package let samples: String?
    /// What the schema says.
    package let schema: String
    /// The fact in the spec.
    package let effective: String
    /// The line of the row or, if there is none, of the row above or of the table.
    let line: Int

    var message: String {
        if fact == .place { return "\"\(place)\": the page has \(page), the schema has \(schema)" }
        let samples = samples.map { ", and samples show \($0)" } ?? ""
        return
            "\"\(place)\" \(fact == .values ? "lists" : "is") \(effective): the page says \(page), the schema says \(schema)\(samples)"
    }
}

extension [Disagreement] {
    /// The maximum number of disagreements in a warning, unless all are listed.
    private static let maximumReported = 5

    /// Returns a warning that shows what the witnesses say, or none if they agree.
    func warnings(in source: SourceFile, listsAll: Bool) -> [Diagnostic] {
        guard let first else { return [] }
        let listed = listsAll ? dropFirst() : dropFirst().prefix(Self.maximumReported - 1)
        let unlisted = count - 1 - listed.count
        return [
            Diagnostic(
                .warning, "witnesses-disagree", first.message, at: .line(first.line, of: source),
                notes: listed.map { .init($0.message, at: .line($0.line, of: source)) }
                    + (unlisted == 0 ? [] : [.init("and \(unlisted) more; import --verbose lists all of them")]))
        ]
    }
}
