import EndpointSpec
import SourceText

// The request, the response and their samples.
extension DocumentReader {
    func readRequest(
        _ contentType: String?, _ existing: EndpointSpec?, _ library: TypeLibrary.Service
    ) -> SectionResult<EndpointSpec.Request?> {
        let samples = readSamples(.requestSamples)
        let table = mainFieldTable(.requestBody)
        if table.value == nil, samples.value.isEmpty { return SectionResult(value: nil, found: table.found) }
        var request = EndpointSpec.Request(
            contentType: contentType, samples: samples.value.json, rawSamples: samples.value.raw)
        var found = table.found + samples.found
        if let rows = table.value?.rows {
            let tree = FieldTree.of(
                rows, evidence(samples.value, library, ExistingPlaces(of: .request, in: existing)),
                isMultipart: contentType?.containsBytes(of: "multipart") == true, in: document.source)
            request.fields = tree.nodes.map(\.field)
            found = found + findings(of: tree, tree.nodes, at: ["request", "fields"])
        }
        return SectionResult(value: request, found: found)
    }

    func readResponse(
        _ existing: EndpointSpec?, _ library: TypeLibrary.Service
    ) -> SectionResult<EndpointSpec.Response> {
        let samples = readSamples(.responseSamples)
        let table = mainFieldTable(.responseBody)
        let places = ExistingPlaces(of: .response, in: existing)
        let tree = table.value.map { table in
            FieldTree.of(
                table.rows, evidence(samples.value, library, places), isMultipart: false, in: document.source)
        }
        // People who type a table often list the payload alone.
        let shown = table.value?.isWrittenByHand == true ? samples.value.flatMap(\.values) : []
        var (response, nodes) = Envelope.response(of: tree?.nodes ?? [], shownIn: shown)
        if table.value == nil, samples.value.isEmpty, promisesFile {
            response = .init(envelope: .none, type: .init(.file))
        }
        response.samples = samples.value.json
        response.rawSamples = samples.value.raw
        var found = tree.map { findings(of: $0, nodes, at: ["response", "fields"]) } ?? Findings()
        let rows = table.value?.rows ?? []
        found.lineByPath[["response"]] = (rows.first { $0.name == EnvelopeKeys.data } ?? rows.first)?.line
        return SectionResult(value: response, found: table.found + samples.found + found)
    }

    /// Whether the section of the response says that the response is a file: 返回文件二进制流.
    private var promisesFile: Bool {
        [.response, .responseBody].flatMap(sections.blocks).contains { block in
            guard case .text(let lines) = block else { return false }
            return lines.contains { line in
                ["二进制", "文件流", "字节流"].contains { line.text.containsBytes(of: $0) }
            }
        }
    }

    func evidence(
        _ samples: [Sample], _ library: TypeLibrary.Service = [:], _ existing: ExistingPlaces = .none
    ) -> PlacementEvidence {
        PlacementEvidence(
            samples: samples.flatMap(\.values), library: library, existing: existing, weights: options.weights)
    }

    func findings(of tree: FieldTree, _ nodes: [FieldTree.Node], at path: JSONPath) -> Findings {
        Findings(
            diagnostics: tree.diagnostics, tables: [tree.table(with: nodes, at: path)], scopes: tree.scopes)
    }

    /// The samples of a section, with a warning for each that is not valid JSON.
    func readSamples(_ kind: Sections.Kind) -> SectionResult<[Sample]> {
        let blocks = sections.code(kind)
        let samples = blocks.map(Sample.init)
        var found = Findings(blocks: Set(blocks.map(\.line)))
        for (block, sample) in zip(blocks, samples) {
            guard let raw = sample.raw else { continue }
            let outcome = raw.repaired == nil ? "could not be read" : "was repaired"
            found.diagnostics.append(
                warning(
                    "raw-sample", "the sample is not valid JSON; it \(outcome) and is kept in rawSamples",
                    line: block.line))
        }
        return SectionResult(value: samples, found: found)
    }
}
