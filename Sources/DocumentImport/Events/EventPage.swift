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

    /// The maximum number of events, because each is read separately.
    private static let maximumEvents = 16

    let factTable: Markdown.Table?
    let events: [Event]
    /// The lines of the tables and samples of all events.
    let blockLines: Set<Int>

    init(_ sections: Sections, _ markdown: Markdown) {
        factTable = sections.all.lazy.compactMap(\.table).first(where: Self.hasEventType)
        let stated = factTable.map(RequestTable.init)?.eventTypes ?? []
        let bodies = Self.bodies(of: sections)
        blockLines = Set(bodies.flatMap { $0.samples.map(\.line) + ($0.table.map { [$0.line] } ?? []) })
        let prose = stated.isEmpty ? Self.typeInProse(of: sections) : nil
        var events: [Event] = []
        for (index, body) in bodies.enumerated() {
            for name in Self.types(of: body, index, of: bodies.count, stated, markdown) ?? prose.map({ [$0] }) ?? []
            where events.count < Self.maximumEvents && !events.contains(where: { $0.name == name }) {
                let shown = body.samples.filter { sample in
                    let types = EventEnvelope.types(in: sample)
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
        return sections.all.lazy.compactMap(\.table).contains(where: hasEventType) || markdown.eventID != nil
            || !sections.tables(.eventBody).isEmpty
            || sections.code(.eventSamples).contains {
                !EventEnvelope.types(in: $0).isEmpty || Sample($0).values.contains(where: EventEnvelope.isPush)
            }
            || showsOneEvent(sections, markdown)
    }

    /// Returns whether a document without the usual headings shows one event. A guide shows several, or how a challenge is answered.
    private static func showsOneEvent(_ sections: Sections, _ markdown: Markdown) -> Bool {
        if markdown.operationID != nil || !sections.tables(.request).isEmpty { return false }
        let title = markdown.frontMatter.title ?? sections.title ?? ""
        if ["概述", "指南", "教程", "简介", "流程", "常见问题", "Overview", "overview", "Guide", "Tutorial", "FAQ"].contains(
            where: title.contains)
        {
            return false
        }
        let code = sections.all.compactMap(\.code)
        if code.contains(where: {
            $0.text.containsBytes(of: "\"challenge\"") || $0.text.containsBytes(of: "\"encrypt\"")
        }) {
            return false
        }
        return Set(code.filter(isPush).flatMap(EventEnvelope.types)).count == 1
    }

    private static func hasEventType(_ table: Markdown.Table) -> Bool {
        RequestTable(table).text(of: .eventType) != nil
    }

    /// Returns whether code is a push, whatever the heading above it says.
    private static func isPush(_ code: Markdown.Code) -> Bool {
        code.text.containsBytes(of: "\"\(EventKeys.event)\"") && !EventEnvelope.types(in: code).isEmpty
    }

    /// Returns whether a table has the rows of an envelope.
    private static func hasEnvelope(_ table: Markdown.Table) -> Bool {
        let names = (FieldTable(table)?.rows ?? []).lazy.filter { ($0.level ?? 0) == 0 }.map(\.name)
        return names.contains(EventKeys.event) && ["uuid", EventKeys.header, "schema"].contains(where: names.contains)
    }

    private static func typeInProse(of sections: Sections) -> String? {
        for case .text(let lines) in sections.all.lazy.map(\.block) {
            if let type = lines.lazy.compactMap({ EventTypeCell.type(in: $0.text) }).first { return type }
        }
        return nil
    }

    fileprivate struct Body {
        var table: Markdown.Table?
        var hasEnvelope = false
        var samples: [Markdown.Code] = []
    }

    /// Returns the tables with the samples that follow each of them.
    private static func bodies(of sections: Sections) -> [Body] {
        var bodies: [Body] = []
        for detail in sections.all {
            switch detail.block {
            case .table(let table)
            where detail.kind == .eventBody && FieldTable(table) != nil || hasEnvelope(table):
                bodies.add(table, hasEnvelope: hasEnvelope(table))
            case .code(let code)
            where [.eventBody, .eventSamples].contains(detail.kind) && Sample(code).isJSON || isPush(code):
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
    /// apart. The result is `nil` if nothing shows a type.
    private static func types(
        of body: Body, _ index: Int, of count: Int, _ stated: [String], _ markdown: Markdown
    ) -> [String]? {
        let shown = body.samples.flatMap(EventEnvelope.types).uniqued
        if count == 1 {
            if stated.count == 1 { return stated + shown.filter { $0.hasPrefix(stated[0] + "_") } }
            if !stated.isEmpty { return stated }
            if let id = markdown.eventID, shown.isEmpty { return [EventName.type(of: id)] }
            return shown.nonEmpty ?? body.table.flatMap(fixedType).map { [$0] }
        }
        if let fixed = body.table.flatMap(fixedType) { return [fixed] }
        if !shown.isEmpty { return shown }
        return stated.indices.contains(index) ? [stated[index]] : nil
    }

    /// Returns the type in the last row `type` of a table, whose description names the only value.
    private static func fixedType(in table: Markdown.Table) -> String? {
        let rows = FieldTable(table)?.rows ?? []
        // In version 2.0, a member `type` of the event has nothing to do with its type.
        if rows.contains(where: { $0.name == EventKeys.header || $0.name == "schema" }) { return nil }
        guard let row = rows.last(where: { $0.name == EventKeys.type }) else { return nil }
        let codes = row.description.split(separator: "`", omittingEmptySubsequences: false)
        guard codes.count == 3, codes[1].first?.isLetter == true, codes[1] != EventEnvelope.callbackType else {
            return nil
        }
        return String(codes[1])
    }
}

extension [EventPage.Body] {
    /// Adds a table, which begins a body unless its sample precedes it. A table that directly follows that of an event and has no
    /// envelope describes an object.
    fileprivate mutating func add(_ table: Markdown.Table, hasEnvelope: Bool) {
        let new = Element(table: table, hasEnvelope: hasEnvelope)
        guard let last, last.table == nil || last.samples.isEmpty else { return append(new) }
        if last.table == nil || hasEnvelope && !last.hasEnvelope {
            self[count - 1].table = table
            self[count - 1].hasEnvelope = hasEnvelope
        } else if hasEnvelope || !last.hasEnvelope {
            append(new)
        }
    }
}

extension Sections.Detail {
    fileprivate var table: Markdown.Table? { if case .table(let table) = block { table } else { nil } }
    fileprivate var code: Markdown.Code? { if case .code(let code) = block { code } else { nil } }
}

extension [String] {
    /// The strings without duplicates, in the order of their first occurrence.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
