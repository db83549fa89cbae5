import SourceText

/// The format of a change report: text for terminals, Markdown for pull requests, or JSON for programs.
package enum ChangeReport: String, Sendable, CaseIterable {
    case text, markdown, json

    /// Returns a report in this format, without a trailing line break.
    ///
    /// - Parameters:
    ///   - endpoints: The changes to endpoints.
    ///   - diagnostics: The errors and warnings that concern the changes but no known endpoint.
    package func render(_ endpoints: [EndpointChanges], diagnostics: [Diagnostic] = []) -> String {
        let isEmpty = endpoints.isEmpty && diagnostics.isEmpty
        switch self {
        case .json: return JSON.array(endpoints.map(Self.json) + Self.json(diagnostics)).indented.sanitizedJSON
        case .text where isEmpty, .markdown where isEmpty: return Self.noChanges
        case .text:
            return (Self.text(diagnostics) + endpoints.map(Self.text)).joined(separator: "\n")
        case .markdown:
            return (Self.markdown(diagnostics) + endpoints.map(Self.markdown)).joined(separator: "\n\n")
        }
    }

    private static let noChanges = "No changes for callers."
    private static let documents = "Documents"

    // MARK: Text

    private static func text(_ endpoint: EndpointChanges) -> String {
        text("\(endpoint.id) (\(endpoint.title))", endpoint.diagnostics, endpoint.changes)
    }

    private static func text(_ diagnostics: [Diagnostic]) -> [String] {
        diagnostics.isEmpty ? [] : [text(documents, diagnostics, [])]
    }

    private static func text(_ title: String, _ diagnostics: [Diagnostic], _ changes: [SpecChange]) -> String {
        let lines =
            diagnostics.map { "  \($0.severity.rawValue): \($0.located)" }
            + changes.map { "  \($0.impact.rawValue): \($0)" }
        return ([title] + lines).map(\.sanitizedForTerminal).joined(separator: "\n")
    }

    // MARK: Markdown

    private static func markdown(_ endpoint: EndpointChanges) -> String {
        markdown(
            "### `\(endpoint.id)` \(endpoint.title.asMarkdownText)", endpoint.url, endpoint.diagnostics,
            endpoint.changes)
    }

    private static func markdown(_ diagnostics: [Diagnostic]) -> [String] {
        diagnostics.isEmpty ? [] : [markdown("### \(documents)", nil, diagnostics, [])]
    }

    private static func markdown(
        _ heading: String, _ url: String?, _ diagnostics: [Diagnostic], _ changes: [SpecChange]
    ) -> String {
        let link = url.flatMap(\.asMarkdownLinkTarget).map { ["[Document](\($0))", ""] } ?? []
        let lines =
            diagnostics.map { "- **\($0.severity.rawValue)**: \($0.located.asMarkdownText)" }
            + changes.map { change in
                "- \(change.impact == .breaking ? "**breaking**" : "compatible"): \(change.description.asMarkdownText)"
            }
        return ([heading, ""] + link + lines).joined(separator: "\n")
    }

    // MARK: JSON

    private static func json(_ endpoint: EndpointChanges) -> JSON {
        .object([
            .init("endpoint", .string(endpoint.id.description)), .init("title", .string(endpoint.title)),
            .init("url", endpoint.url.map(JSON.string) ?? .null),
            .init("diagnostics", .array(endpoint.diagnostics.map(\.json))),
            .init("changes", .array(endpoint.changes.map(json))),
        ])
    }

    private static func json(_ diagnostics: [Diagnostic]) -> [JSON] {
        if diagnostics.isEmpty { return [] }
        return [
            .object([
                .init("endpoint", .null), .init("title", .string(documents)),
                .init("diagnostics", .array(diagnostics.map(\.json))), .init("changes", .array([])),
            ])
        ]
    }

    private static func json(_ change: SpecChange) -> JSON {
        .object([
            .init("impact", .string(change.impact.rawValue)), .init("place", .string(change.place)),
            .init("text", .string(change.text)), .init("correction", change.correction.map(JSON.string) ?? .null),
        ])
    }
}

extension Diagnostic {
    /// The message, preceded by the path of the file and followed by the code.
    fileprivate var located: String { (location.path.map { "\($0): " } ?? "") + "\(message) [\(code)]" }
}
