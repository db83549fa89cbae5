import SourceText

/// The format of a change report: text for terminals, Markdown for pull requests, or JSON for programs.
package enum ChangeReport: String, Sendable, CaseIterable {
    case text, markdown, json

    /// Returns a report in this format on the given endpoints, without a trailing line break.
    package func render(_ endpoints: [EndpointChanges]) -> String {
        switch self {
        case .text: endpoints.isEmpty ? Self.noChanges : endpoints.map(Self.text).joined(separator: "\n")
        case .markdown: endpoints.isEmpty ? Self.noChanges : endpoints.map(Self.markdown).joined(separator: "\n\n")
        case .json: JSON.array(endpoints.map(Self.json)).indented.sanitizedJSON
        }
    }

    private static let noChanges = "No changes for callers."

    private static func text(_ endpoint: EndpointChanges) -> String {
        (["\(endpoint.id) (\(endpoint.title))"]
            + endpoint.changes.map { "  \($0.impact.rawValue): \($0.located)" }).map(\.sanitizedForTerminal).joined(
                separator: "\n")
    }

    private static func markdown(_ endpoint: EndpointChanges) -> String {
        (["### `\(endpoint.id)` \(endpoint.title.asMarkdownText)", ""]
            + endpoint.changes.map { change in
                "- \(change.impact == .breaking ? "**breaking**" : "compatible"): \(change.located.asMarkdownText)"
            })
            .joined(separator: "\n")
    }

    private static func json(_ endpoint: EndpointChanges) -> JSON {
        .object([
            .init("endpoint", .string(endpoint.id.description)), .init("title", .string(endpoint.title)),
            .init("changes", .array(endpoint.changes.map(json))),
        ])
    }

    private static func json(_ change: SpecChange) -> JSON {
        .object([
            .init("impact", .string(change.impact.rawValue)), .init("place", .string(change.place)),
            .init("text", .string(change.text)),
        ])
    }
}

extension SpecChange {
    /// The description of the change, preceded by its place if there is one.
    fileprivate var located: String { place.isEmpty ? text : "\(place): \(text)" }
}
