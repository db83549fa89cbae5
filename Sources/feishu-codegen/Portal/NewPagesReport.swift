import EndpointSpec
import SourceText

extension NewPages {
    /// Returns a report in the given format, without a trailing line break.
    func report(_ format: ChangeReport) -> String {
        switch format {
        case .json: JSON.array(services.map(\.json)).indented.sanitizedJSON
        case .text: (services.map(\.text) + [summary]).joined(separator: "\n")
        case .markdown: ([summary] + services.map(\.markdown)).joined(separator: "\n\n")
        }
    }

    /// The number of new pages in words.
    private var summary: String {
        let pages = services.flatMap(\.pages)
        if pages.isEmpty { return "No new endpoints or events on the portal." }
        return "New on the portal: \(pages.countText) in \(pluralized(services.count, "service"))."
    }
}

extension NewPages.Service {
    fileprivate var text: String {
        (["\(name): \(pages.countText)"]
            + pages.map { page in
                let facts = [
                    page.updated ?? "          ", page.kind.rawValue, page.id?.description, page.title, page.url,
                ]
                return "  " + facts.compactMap(\.self).joined(separator: " ")
            }).map(\.sanitizedForTerminal).joined(separator: "\n")
    }

    fileprivate var markdown: String {
        let lines = pages.map { page in
            let title = page.title.asMarkdownText
            let facts = [
                page.kind.rawValue, page.id.map { "`\($0)`" },
                page.url.asMarkdownLinkTarget.map { "[\(title)](\($0))" } ?? title,
            ]
            return "- " + facts.compactMap(\.self).joined(separator: " ") + (page.updated.map { ", \($0)" } ?? "")
        }
        return (["### \(name.asMarkdownText): \(pages.countText)", ""] + lines).joined(separator: "\n")
    }

    fileprivate var json: JSON {
        .object([
            .init("service", .string(name)),
            .init("endpoints", .number(String(pages.count { $0.kind == .endpoint }))),
            .init("events", .number(String(pages.count { $0.kind == .event }))),
            .init("pages", .array(pages.map(\.json))),
        ])
    }
}

extension NewPages.Page {
    fileprivate var json: JSON {
        .object([
            .init("kind", .string(kind.rawValue)), .init("id", id.map { .string($0.description) } ?? .null),
            .init("title", .string(title)), .init("url", .string(url)),
            .init("updated", updated.map(JSON.string) ?? .null),
        ])
    }
}

extension [NewPages.Page] {
    /// The number of pages of each kind, such as `3 endpoints and 1 event`.
    fileprivate var countText: String {
        [NewPages.Kind.endpoint, .event, .page].compactMap { kind in
            let number = count { $0.kind == kind }
            return number == 0 ? nil : pluralized(number, kind.rawValue)
        }.joined(separator: " and ")
    }
}
