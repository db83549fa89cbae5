import EndpointSpec
import SourceText

/// The parts of a document about events: the table of facts, and the type, the table and the samples of each event.
struct EventPage {
    struct Event {
        /// The type on the wire.
        let name: String
        let table: Markdown.Table?
        let samples: [Markdown.Code]
    }

    let factTable: Markdown.Table?
    let events: [Event]
    /// The lines of the tables and samples of all events.
    let blockLines: Set<Int>

    init(_ sections: Sections, _ markdown: Markdown) {
        let tables = sections.details.compactMap { if case .table(let table) = $0.block { table } else { nil } }
        factTable = tables.first(where: Self.hasEventType)
        let stated = factTable.map(RequestTable.init)?.eventTypes ?? []
        let bodies = Self.bodies(of: sections)
        blockLines = Set(bodies.flatMap { $0.samples.map(\.line) + ($0.table.map { [$0.line] } ?? []) })
        var events: [Event] = []
        for (index, body) in bodies.enumerated() {
            for name in Self.types(of: body, index, of: bodies.count, stated, markdown)
            where !events.contains(where: { $0.name == name }) {
                let shown = body.samples.filter { sample in
                    let types = Sample(sample).values.compactMap(EventEnvelope.type)
                    return types.isEmpty || types.contains(name)
                }
                // A sample that shows another type is better than none.
                events.append(Event(name: name, table: body.table, samples: shown.isEmpty ? body.samples : shown))
            }
        }
        self.events = events
    }

    /// Returns whether a document describes events rather than an endpoint.
    static func describesEvents(_ sections: Sections, _ markdown: Markdown) -> Bool {
        if sections.tables(.request).contains(where: { RequestTable($0).url != nil }) { return false }
        let tables = sections.details.compactMap { if case .table(let table) = $0.block { table } else { nil } }
        return tables.contains(where: hasEventType) || markdown.eventID != nil || !sections.tables(.eventBody).isEmpty
            || sections.code(.eventSamples).contains {
                Sample($0).values.contains { EventEnvelope.type(of: $0) != nil }
            }
    }

    private static func hasEventType(_ table: Markdown.Table) -> Bool {
        RequestTable(table).text(of: .eventType) != nil
    }

    private struct Body {
        var table: Markdown.Table?
        var samples: [Markdown.Code] = []
    }

    /// Returns the tables with the samples that follow each of them.
    private static func bodies(of sections: Sections) -> [Body] {
        var bodies: [Body] = []
        for detail in sections.details {
            switch detail.block {
            case .table(let table) where detail.kind == .eventBody && FieldTable(table) != nil:
                bodies.append(Body(table: table))
            case .code(let code) where [.eventBody, .eventSamples].contains(detail.kind) && Sample(code).isJSON:
                if bodies.isEmpty { bodies.append(Body()) }
                bodies[bodies.count - 1].samples.append(code)
            default: break
            }
        }
        return bodies.isEmpty ? [Body()] : bodies
    }

    /// Returns the types of the events with the given table and samples.
    ///
    /// The document's only type is stated more reliably than the one in a sample. If there are several tables, the samples tell them
    /// apart.
    private static func types(
        of body: Body, _ index: Int, of count: Int, _ stated: [String], _ markdown: Markdown
    ) -> [String] {
        let shown = body.samples.flatMap { Sample($0).values.compactMap(EventEnvelope.type) }.uniqued
        if count == 1 {
            if stated.count == 1 { return stated + shown.filter { $0.hasPrefix(stated[0] + "_") } }
            if !stated.isEmpty { return stated }
            if let id = markdown.eventID, shown.isEmpty { return [EventName.type(of: id)] }
            return shown
        }
        if let fixed = body.table.flatMap(fixedType) { return [fixed] }
        if !shown.isEmpty { return shown }
        return stated.indices.contains(index) ? [stated[index]] : []
    }

    /// Returns the type in the last row `type` of a table, whose description names the only value.
    private static func fixedType(in table: Markdown.Table) -> String? {
        guard let row = FieldTable(table)?.rows.last(where: { $0.name == EventKeys.type }) else { return nil }
        let codes = row.description.split(separator: "`", omittingEmptySubsequences: false)
        guard codes.count == 3, codes[1] != "event_callback" else { return nil }
        return String(codes[1])
    }
}

extension [String] {
    /// The strings without duplicates, in the order of their first occurrence.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
