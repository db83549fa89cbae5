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
    /// Returns a warning that shows what the witnesses say, or `nil` if they agree.
    func warning(in source: SourceFile, listsAll: Bool) -> Diagnostic? {
        .list(
            "witnesses-disagree", map { ListedFinding(message: $0.message, line: $0.line) }, in: source,
            listsAll: listsAll)
    }
}
