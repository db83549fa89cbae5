import EndpointSpec
import SourceText

// Reads documents of events.
extension DocumentReader {
    /// Reads the document of an event or, if it describes several, of the event with the index `document.part`.
    func readEvent() throws(Failure) -> ImportedDocument {
        let pages = EventPage(sections, markdown)
        guard let type = pages.events.indices.contains(document.part) ? pages.events[document.part] : nil else {
            throw Failure(
                "no-event", "expected a row 事件类型 with the type of the event, or a sample that shows it",
                at: .line(pages.factTable?.line ?? 1, of: document.source))
        }
        let facts = readFacts(of: pages)
        let existing = context.existing(EndpointIdentity(ofEvent: type.name))
        var (event, body) = readPayload(
            of: type, existing,
            context.library.types(of: eventID(of: type.name, isOneOfSeveral: pages.events.count > 1).service))
        event.headerFields = body.headerFields.nonEmpty
        let read = facts.findings + body.findings
        let blockLines = read.blockLines.union(pages.blockLines)
        var spec = spec(of: event, facts.value, isOneOfSeveral: pages.events.count > 1, excluding: blockLines)
        // The tables and samples of the other events of the document are parts of their specs.
        let notes = readNotes(excluding: blockLines)
        spec.notes = notes.value
        Timestamps.mark(in: &spec)
        let findings = read + notes.findings
        spec.fieldScopes = ((facts.value?.fieldScopes ?? []) + findings.scopes).uniqued.nonEmpty
        return ImportedDocument(
            document: document, isRaw: markdown.isRaw, spec: spec, tables: findings.tables,
            diagnostics: findings.diagnostics.sortedByOffset, sampleFindings: findings.samples,
            disagreements: [], lineByPath: findings.lineByPath)
    }

    private func readFacts(of page: EventPage) -> SectionResult<RequestTable?> {
        guard let block = page.factTable else { return SectionResult(value: nil) }
        let table = RequestTable(block)
        var findings = Findings(blockLines: [block.line])
        findings.diagnostics = table.unrecognizedLines.map { warning("unread-row", "unrecognized row", line: $0) }
        findings.diagnostics += table.unreadFacts.map { warning("unread-row", $0.message, line: $0.line) }
        let sources: [(JSONPath, RequestTable.Label)] = [
            (["eventType"], .eventType), (["appTypes"], .appTypes), (["scopes"], .scopes),
            (["fieldScopes"], .fieldScopes),
        ]
        for (path, label) in sources { findings.lineByPath[path] = table.line(of: label) }
        return SectionResult(value: table, findings: findings)
    }

    private func spec(
        of event: EndpointSpec.Event, _ facts: RequestTable?, isOneOfSeveral: Bool, excluding read: Set<Int>
    ) -> EndpointSpec {
        let text = DocumentText(markdown: markdown, sections: sections, read: read)
        let frontMatter = markdown.frontMatter
        let title = text.title ?? event.type
        var spec = EndpointSpec(
            id: eventID(of: event.type, isOneOfSeveral: isOneOfSeveral),
            title: isOneOfSeveral ? "\(title) (\(event.type))" : title,
            document: .init(
                url: frontMatter.sourceURL, fullPath: frontMatter.fullPath, updated: text.updated,
                language: sections.language, path: document.path),
            method: .post, path: .root, response: .init(envelope: .data, type: .init(.object)))
        spec.schema = "../../../\(EndpointSpec.eventSchemaPath)"
        spec.summary = text.summary
        spec.deprecated = text.summary.flatMap(EndpointDeprecation.notice)
        spec.appTypes = facts?.appTypes
        spec.scopes = facts?.scopes
        spec.event = event
        return spec
    }

    private func eventID(of type: String, isOneOfSeveral: Bool) -> OperationID {
        if !isOneOfSeveral, let id = markdown.eventID { return id }
        let frontMatter = markdown.frontMatter
        let paths = [frontMatter.fullPath, frontMatter.sourceURL, document.path ?? document.source.path]
        return EventName.id(of: type, in: paths.compactMap(\.self))
    }

    // MARK: The payload

    private struct Payload {
        var headerFields: [EndpointSpec.Field] = []
        var findings = Findings()
    }

    private func readPayload(
        of page: EventPage.Event, _ existing: EndpointSpec?, _ library: TypeLibrary.Service
    ) -> (EndpointSpec.Event, Payload) {
        var payload = Payload()
        let samples = page.samples.map(Sample.init)
        payload.findings.blockLines = Set(page.samples.map(\.line))
        payload.findings.diagnostics = zip(page.samples, samples).flatMap(sampleWarnings)
        let bodies = samples.flatMap(\.values)
        var table: FieldTable?
        if let block = page.table {
            let result = fieldTable(block)
            payload.findings = payload.findings + (result?.findings ?? Findings())
            table = result?.value
        }
        let rows = EventRows(table?.rows ?? [], shownIn: bodies)
        payload.findings.diagnostics += rows.unknown.map {
            warning("unread-row", "unrecognized row \"\($0.name)\" of the envelope", line: $0.line)
        }
        var event = EndpointSpec.Event(
            type: page.name, envelope: EventEnvelope.version(of: rows, shownIn: bodies, type: page.name))
        let line = page.table?.line ?? page.samples.first?.line ?? 1
        let members = bodies.compactMap { $0[EventKeys.event] }
        let main = tree(of: rows.payload, in: members, at: .event, line: line, existing, library)
        let described = page.samples.map { SampleComments($0.text) }.reduce(main.fields) {
            $0.described(by: $1, below: [EventKeys.event])
        }
        event.fields = table == nil ? described.nonEmpty : described
        event.samples = samples.json
        event.rawSamples = samples.raw
        let header = tree(
            of: rows.header, in: bodies.compactMap { $0[EventKeys.header] }.map(EventEnvelope.withoutKnownMembers),
            at: .eventHeader, line: line, existing, library)
        payload.headerFields = header.fields
        payload.findings = payload.findings + main.findings + header.findings
        payload.findings.lineByPath[["event"]] = line
        return (event, payload)
    }

    /// Returns the fields of rows, as the samples show them.
    private func tree(
        of rows: [FieldTable.Row], in bodies: [JSON], at list: EndpointSpec.FieldList, line: Int,
        _ existing: EndpointSpec?, _ library: TypeLibrary.Service
    ) -> (fields: [EndpointSpec.Field], findings: Findings) {
        let tree = FieldTree.of(
            rows,
            PlacementEvidence(
                samples: bodies, library: library, existing: ExistingPlacements(of: list, in: existing),
                stated: .none, weights: options.weights), isMultipart: false, in: document.source)
        var witness = SampleWitness(rows: tree.table.rows, line: line)
        let nodes = witness.nodes(tree.nodes, in: bodies, at: FieldAddress(list))
        var findings = treeFindings(of: tree, nodes, at: list.jsonPath)
        findings.samples = witness.findings
        return (nodes.map(\.field), findings)
    }
}

extension [EndpointSpec.Scope] {
    /// The scopes without duplicate names, in the order of their first occurrence.
    var uniqued: [EndpointSpec.Scope] {
        var names: Set<String> = []
        return filter { names.insert($0.name).inserted }
    }
}
