import EndpointSpec
import SourceText

// Reads the request body, the response and their samples.
extension DocumentReader {
    func readRequest(
        _ contentType: String?, _ existing: EndpointSpec?, _ library: TypeLibrary.Service, _ schema: PlatformSchema?
    ) -> SectionResult<EndpointSpec.Request?> {
        let samples = readSamples(.requestSamples)
        let table = mainFieldTable(.requestBody)
        if table.value == nil, samples.value.isEmpty { return SectionResult(value: nil, findings: table.findings) }
        let form = FormEvidence.form(of: table.value?.rows ?? [], contentType)
        let isMultipart = form != nil || contentType?.containsBytes(of: "multipart") == true
        var request = EndpointSpec.Request(
            contentType: form == nil ? contentType : FormEvidence.contentType, samples: samples.value.json,
            rawSamples: samples.value.raw)
        var findings = table.findings + samples.findings
        if let proof = form?.proof {
            findings.diagnostics.append(
                warning(
                    "file-in-json",
                    "the body is \(FormEvidence.contentType), because \"\(proof.name)\" is a file; the document says "
                        + (contentType ?? "nothing about the content type"), line: proof.line))
        }
        let tree = (form?.rows ?? table.value?.rows).map { rows in
            FieldTree.of(
                rows,
                evidence(
                    samples.value, library, ExistingPlacements(of: .request, in: existing),
                    stated: schema?.request ?? []),
                isMultipart: isMultipart, in: document.source)
        }
        let bodies = samples.value.flatMap(\.values)
        var nodes = tree?.nodes ?? []
        var witness = SampleWitness(
            rows: tree?.table.rows ?? [], line: line(of: .requestBody, .requestSamples))
        if !isMultipart {
            let names = Set(nodes.map(\.field.name))
            nodes = witness.nodes(
                nodes, in: bodies.filter { !$0.isResponse(insteadOf: names) }, at: FieldAddress(.request))
        }
        let disagreements: [Disagreement]
        (nodes, disagreements) = self.nodes(
            nodes, of: tree, in: bodies, isMultipart ? nil : schema?.request, at: .request, existing)
        if let tree { findings = findings + treeFindings(of: tree, nodes, at: ["request", "fields"]) }
        request.fields = table.value == nil ? nodes.map(\.field).nonEmpty : nodes.map(\.field)
        findings.samples = witness.findings
        findings.disagreements = disagreements
        return SectionResult(value: request, findings: findings)
    }

    func readResponse(
        _ existing: EndpointSpec?, _ library: TypeLibrary.Service, _ schema: PlatformSchema?
    ) -> SectionResult<EndpointSpec.Response> {
        let samples = readSamples(.responseSamples)
        let table = mainFieldTable(.responseBody)
        let placements = ExistingPlacements(of: .response, in: existing)
        let tree = table.value.map { table in
            FieldTree.of(
                table.rows, evidence(samples.value, library, placements, stated: schema?.response ?? []),
                isMultipart: false, in: document.source)
        }
        // Some tables list only the payload, so check the samples for an envelope.
        let bodies = samples.value.flatMap(\.values)
        var (response, nodes, isPayloadAlone) = Envelope.response(of: tree?.nodes ?? [], shownIn: bodies)
        if table.value == nil, samples.value.allSatisfy(\.values.isEmpty), isDocumentedAsFile {
            response = .init(envelope: .none, type: .init(.file))
        }
        response.samples = samples.value.json
        response.rawSamples = samples.value.raw
        var witnessed: [SampleWitness.Finding] = []
        var disagreements: [Disagreement] = []
        if response.type.base != .file {
            var witness = SampleWitness(
                rows: tree?.table.rows ?? [], line: line(of: .responseBody, .responseSamples))
            if tree?.nodes.isEmpty == false, isPayloadAlone { witness.foundEnvelope() }
            let names = Set(nodes.map(\.field.name))
            let payloads = bodies.compactMap { $0.payload(in: response.envelope, fields: names) }
            response.type = witness.type(response.type, of: payloads, at: FieldAddress(.response))
            if response.type.base == .object {
                nodes = witness.nodes(nodes, in: payloads, at: FieldAddress(.response))
            }
            (nodes, disagreements) = self.nodes(
                nodes, of: tree, in: payloads, schema?.payload(in: response.envelope), at: .response, existing)
            if response.fields != nil || !nodes.isEmpty { response.fields = nodes.map(\.field) }
            witnessed = witness.findings
        }
        var findings = tree.map { treeFindings(of: $0, nodes, at: ["response", "fields"]) } ?? Findings()
        findings.samples = witnessed
        findings.disagreements = disagreements
        let rows = table.value?.rows ?? []
        findings.lineByPath[["response"]] = (rows.first { $0.name == EnvelopeKeys.data } ?? rows.first)?.line
        return SectionResult(value: response, findings: table.findings + samples.findings + findings)
    }

    /// Returns the nodes of a body with the facts that only the schema states, and where the schema says something else.
    private func nodes(
        _ nodes: [FieldTree.Node], of tree: FieldTree?, in bodies: [JSON], _ properties: [PlatformSchema.Property]?,
        at list: EndpointSpec.FieldList, _ existing: EndpointSpec?
    ) -> (nodes: [FieldTree.Node], disagreements: [Disagreement]) {
        guard let properties else { return (nodes, []) }
        let line =
            list == .request ? line(of: .requestBody, .requestSamples) : line(of: .responseBody, .responseSamples)
        let isRenaming = options.renamesDerived
        var witness = SchemaWitness(rows: tree?.table.rows ?? [], line: line, areSent: list.isSent) { name, address in
            guard !isRenaming, let field = existing?.field(at: address) else { return true }
            return field.typeName == name
        }
        let nodes = witness.nodes(nodes, properties, in: SampledValues(bodies).objects, at: FieldAddress(list))
        return (nodes, witness.disagreements)
    }

    /// Returns the line of the first table in a section or, if it has none, of the first sample in the other section.
    private func line(of table: Sections.Kind, _ samples: Sections.Kind) -> Int {
        sections.tables(table).first?.line ?? sections.code(samples).first?.line ?? 1
    }

    /// Whether any text about the response describes a file or a byte stream, for example 返回文件二进制流, or the table of its
    /// headers has such a content type.
    private var isDocumentedAsFile: Bool {
        sections.details.contains { detail in
            guard detail.isResponse else { return false }
            let texts: [String] =
                switch detail.block {
                case .text(let lines): lines.map(\.text)
                case .table(let table) where detail.kind == .responseHeaders: table.rows.flatMap(\.cells)
                case .table, .code, .heading: []
                }
            return texts.contains { Vocabulary.files.isMeant(true, in: $0) }
        }
    }

    /// Returns the information outside a table that helps to determine the placements of its rows.
    func evidence(
        _ samples: [Sample], _ library: TypeLibrary.Service = [:], _ existing: ExistingPlacements = .none,
        stated properties: [PlatformSchema.Property] = []
    ) -> PlacementEvidence {
        PlacementEvidence(
            samples: samples.flatMap(\.values), library: library, existing: existing,
            stated: ExistingPlacements(properties), weights: options.weights)
    }

    /// Returns the findings from nesting the rows of a table.
    ///
    /// - Parameters:
    ///   - tree: The tree of the nested rows.
    ///   - nodes: The nodes that became the fields in the list at `path`.
    ///   - path: The path of the field list in the spec.
    func treeFindings(of tree: FieldTree, _ nodes: [FieldTree.Node], at path: JSONPath) -> Findings {
        Findings(
            diagnostics: tree.diagnostics, tables: [tree.table(with: nodes, at: path)], scopes: tree.scopes)
    }

    /// Reads the samples in the given section. Each sample that is meant to be JSON but is not valid causes a
    /// warning.
    func readSamples(_ kind: Sections.Kind) -> SectionResult<[Sample]> {
        let blocks = sections.code(kind)
        let samples = blocks.map(Sample.init)
        var findings = Findings(blockLines: Set(blocks.map(\.line)))
        findings.diagnostics = zip(blocks, samples).flatMap(sampleWarnings)
        return SectionResult(value: samples, findings: findings)
    }

    func sampleWarnings(_ block: Markdown.Code, _ sample: Sample) -> [Diagnostic] {
        guard sample.isJSON, let raw = sample.raw else { return [] }
        let outcome = raw.repaired == nil ? "could not be repaired" : "was repaired"
        return [
            warning(
                "raw-sample", "the sample is not valid JSON; it \(outcome) and is stored in rawSamples",
                line: block.line)
        ]
    }
}
