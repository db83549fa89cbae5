import EndpointSpec
import SourceText

/// The members of the envelope in which the platform sends events.
enum EventEnvelope {
    /// The members of the header that every event has.
    static let headerMembers: Set = ["event_id", "event_type", "create_time", "token", "app_id", "tenant_key"]

    /// The members of the body, in either version.
    static let members: Set = [
        "schema", EventKeys.header, EventKeys.event, "ts", "uuid", "token", EventKeys.type,
    ]

    /// Returns the type of the event in a sample, or `nil` if the sample shows none. In version 2.0, a member `type` of the event has
    /// nothing to do with it.
    static func type(of sample: JSON) -> String? {
        if case .string(let type)? = sample[EventKeys.header]?["event_type"], !type.isEmpty { return type }
        if sample[EventKeys.header] != nil || sample["schema"] != nil { return nil }
        if case .string(let type)? = sample[EventKeys.event]?[EventKeys.type], !type.isEmpty { return type }
        return nil
    }

    /// The member `type` of all pushes of version 1.0.
    static let callbackType = "event_callback"

    /// Returns whether a value is a push, possibly one that does not show its type.
    static func isPush(_ sample: JSON) -> Bool {
        sample[EventKeys.event] != nil && ["uuid", EventKeys.header, "schema"].contains { sample[$0] != nil }
    }

    /// Returns the types of the events in a sample, which can be beyond repair.
    static func types(in code: Markdown.Code) -> [String] {
        let values = Sample(code).values
        if !values.isEmpty { return values.compactMap(type) }
        let text = code.text
        guard text.containsBytes(of: "\"\(EventKeys.event)\"") else { return [] }
        let members =
            text.containsBytes(of: "\"event_type\"")
            ? text.matches(of: /"event_type"\s*:\s*"([A-Za-z][A-Za-z0-9_.]*)"/)
            : text.containsBytes(of: "\"uuid\"") ? text.matches(of: /"type"\s*:\s*"([A-Za-z][A-Za-z0-9_.]*)"/) : []
        return Array(members.lazy.map { String($0.1) }.filter { $0 != callbackType }.prefix(1))
    }

    /// Returns the version of the envelope that the rows or the samples show. Only types of version 2.0 end with a version.
    static func version(of rows: EventRows, shownIn samples: [JSON], type: String) -> EndpointSpec.EventEnvelope {
        if rows.hasHeader || samples.contains(where: { $0[EventKeys.header] != nil }) { return .version2 }
        if rows.hasIdentifier || samples.contains(where: { $0["uuid"] != nil }) { return .version1 }
        return EventName.version(of: type) == nil ? .version1 : .version2
    }

    /// Returns a header without the members that every event has.
    static func withoutKnownMembers(_ header: JSON) -> JSON {
        guard case .object(let members) = header else { return header }
        return .object(members.filter { !headerMembers.contains($0.key) })
    }
}

/// The rows of a table of an event, without those of the envelope.
struct EventRows {
    /// The rows below `event`.
    private(set) var payload: [FieldTable.Row] = []
    /// The rows below `header` that not every event has.
    private(set) var header: [FieldTable.Row] = []
    /// The rows beside `header` and `event` that no envelope has.
    private(set) var unknown: [FieldTable.Row] = []
    /// Whether the table has the header of version 2.0, or the identifier of version 1.0.
    let hasHeader: Bool
    let hasIdentifier: Bool

    /// - Parameters:
    ///   - rows: The rows of the table.
    ///   - samples: The sample pushes, which show whether a member of the envelope after the payload is one.
    init(_ rows: [FieldTable.Row], shownIn samples: [JSON]) {
        let event = rows.firstIndex { $0.name == EventKeys.event && ($0.level ?? 0) == 0 }
        let beforeEvent = rows[..<(event ?? rows.endIndex)]
        hasHeader =
            beforeEvent.contains { $0.name == EventKeys.header }
            || event != nil && rows.contains { $0.name == "schema" }
        hasIdentifier = rows.contains { $0.name == "uuid" && ($0.level ?? 0) == 0 }
        guard let event else {
            // The table lists the payload alone, perhaps after some members of the envelope.
            let isEnvelope = { (row: FieldTable.Row) in
                EventEnvelope.members.contains(row.name) || EventEnvelope.headerMembers.contains(row.name)
            }
            payload = Array(hasHeader || hasIdentifier ? rows.drop(while: isEnvelope) : rows[...])
            return
        }
        let showsLevels = rows.contains { ($0.level ?? 0) > 0 }
        if showsLevels { split(rows) } else { split(rows, at: event, samples) }
    }

    /// Splits a table that shows the depth of its rows.
    private mutating func split(_ rows: [FieldTable.Row]) {
        var part: String?
        var headerLevel: Int?
        for row in rows {
            let level = row.level ?? 0
            if level == 0 {
                part = row.name
                headerLevel = nil
                if !EventEnvelope.members.contains(row.name) { unknown.append(row) }
                continue
            }
            switch part {
            case EventKeys.event: payload.append(row.raised)
            case EventKeys.header:
                if level == 1 { headerLevel = EventEnvelope.headerMembers.contains(row.name) ? nil : level }
                if headerLevel != nil { header.append(row.raised) }
            default: unknown.append(row)
            }
        }
    }

    /// Splits a flattened table: the payload begins after the row `event`.
    private mutating func split(_ rows: [FieldTable.Row], at event: Int, _ samples: [JSON]) {
        let before = rows[..<event]
        let shownInHeader = samples.keys(of: EventKeys.header)
        if let start = before.firstIndex(where: { $0.name == EventKeys.header }) {
            // The rest of the envelope can follow the header.
            header = before[(start + 1)...].filter { row in
                !EventEnvelope.headerMembers.contains(row.name)
                    && (!EventEnvelope.members.contains(row.name)
                        || shownInHeader.contains(row.name))
            }
            unknown = before[..<start].filter { !EventEnvelope.members.contains($0.name) }
        } else {
            unknown = before.filter { !EventEnvelope.members.contains($0.name) }
        }
        let names = Set(before.map(\.name))
        let (shown, shownInEvent) = (samples.keys(), samples.keys(of: EventKeys.event))
        var after = rows[(event + 1)...]
        // The rest of the envelope can follow the payload.
        let isAfter = { (row: FieldTable.Row) in
            EventEnvelope.members.contains(row.name) && shown.contains(row.name)
                && !shownInEvent.contains(row.name) && !names.contains(row.name)
        }
        if let start = after.lastIndex(where: { $0.name == EventKeys.header && isAfter($0) }),
            after[start...].allSatisfy({
                EventEnvelope.headerMembers.contains($0.name) || EventEnvelope.members.contains($0.name)
            })
        {
            after = after[..<start]
        }
        while let last = after.last, isAfter(last) {
            after.removeLast()
        }
        payload = Array(after)
    }
}

extension [JSON] {
    /// Returns the keys of the samples, or of a member of them.
    fileprivate func keys(of member: String? = nil) -> Set<String> {
        Set(
            flatMap { sample -> [String] in
                guard case .object(let members)? = member.map({ sample[$0] }) ?? sample else { return [] }
                return members.map(\.key)
            })
    }
}

extension FieldTable.Row {
    /// The row one level higher.
    fileprivate var raised: FieldTable.Row {
        var row = self
        row.level = level.map { $0 - 1 }
        return row
    }
}
