import EndpointSpec
import SourceText

// Reads headers, path parameters and query parameters.
extension DocumentReader {
    /// The parameters of an endpoint.
    struct Parameters {
        let headers: SectionResult<Headers>
        let path: SectionResult<[EndpointSpec.Field]?>
        let query: SectionResult<[EndpointSpec.Field]?>

        var findings: Findings { headers.findings + path.findings + query.findings }
    }

    struct Headers {
        var accessTokens: [EndpointSpec.AccessToken]?
        var contentType: String?
        /// All headers except `Authorization` and `Content-Type`, which the client sets.
        var others: [EndpointSpec.Field] = []
    }

    func readHeaders() -> SectionResult<Headers> {
        let table = mainFieldTable(.headers)
        var headers = Headers()
        var others: [FieldTable.Row] = []
        var diagnostics: [Diagnostic] = []
        for row in table.value?.rows ?? [] {
            switch row.name.lowercased() {
            case "authorization":
                headers.accessTokens = EndpointSpec.AccessToken.named(in: row.description)
                if headers.accessTokens == nil {
                    let message = "unrecognized access token; expected a name such as tenant_access_token"
                    diagnostics.append(warning("unread-row", message, line: row.line))
                }
            case "content-type":
                headers.contentType = Self.contentType(in: row.description)
            default: others.append(row)
            }
        }
        let fields = parameters(others, at: "headers")
        headers.others = fields.value
        return SectionResult(
            value: headers, findings: table.findings + fields.findings + Findings(diagnostics: diagnostics))
    }

    /// Returns the content type in the text: the first string in double quotes or, if there is none, the first media type, with
    /// its charset parameter if it has one. Returns `nil` if the text contains neither.
    private static func contentType(in text: String) -> String? {
        let quoted = text.split(separator: "\"", omittingEmptySubsequences: false).dropFirst().first
        if let quoted, !quoted.isEmpty, text.utf8.count(where: { $0 == UInt8(ascii: "\"") }) > 1 {
            return String(quoted)
        }
        let isWord = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
        }
        var rest = text.utf8[...]
        while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
            let type = rest[..<slash].reversed().prefix { isWord($0) && $0 != UInt8(ascii: "-") }
            let subtype = rest[slash...].dropFirst().prefix(while: isWord)
            rest = rest[slash...].dropFirst()
            guard !type.isEmpty, !subtype.isEmpty else { continue }
            let end = text[subtype.endIndex...].prefixMatch(of: /;\s*charset=[\w-]+/)?.0 ?? ""
            return "\(String(decoding: Array(type.reversed()), as: UTF8.self))/\(String(Substring(subtype)))\(end)"
        }
        return nil
    }

    func readParameters(_ kind: Sections.Kind) -> SectionResult<[EndpointSpec.Field]?> {
        let tables = fieldTables(kind)
        let fields = parameters(
            tables.flatMap(\.value.rows), at: kind == .pathParameters ? "pathParameters" : "queryParameters")
        return SectionResult(
            value: fields.value.nonEmpty, findings: tables.reduce(fields.findings) { $0 + $1.findings })
    }

    /// Converts rows to fields without subfields. If several rows have the same name, uses the first row and reports the others.
    private func parameters(_ rows: [FieldTable.Row], at key: String) -> SectionResult<[EndpointSpec.Field]> {
        var part = SectionResult<[EndpointSpec.Field]>(value: [])
        var names: Set<String> = []
        for row in rows {
            if !names.insert(row.name).inserted {
                let message = "duplicate parameter \"\(row.name)\"; the first one is used"
                part.findings.diagnostics.append(warning("repeated-parameter", message, line: row.line))
                continue
            }
            let tree = FieldTree.of([row], evidence([]), isMultipart: false, in: document.source)
            let path: JSONPath = [.key(key), .index(part.value.count)]
            part.value += tree.nodes.map(\.field)
            part.findings =
                part.findings
                + Findings(
                    diagnostics: tree.diagnostics, scopes: tree.scopes, lineByPath: [path: row.line])
        }
        return part
    }

    /// Returns the documented path parameters, followed by the parameters that occur only in the path of the URL.
    func readPathParameters(of endpoint: Endpoint) -> SectionResult<[EndpointSpec.Field]?> {
        var part = readParameters(.pathParameters)
        let line = endpoint.table.line(of: .url) ?? endpoint.table.line
        for name in endpoint.url.path.parameters where part.value?.contains(where: { $0.name == name }) != true {
            var parameter = EndpointSpec.Field(name: name, type: .init(.string))
            parameter.required = true
            part.value = (part.value ?? []) + [parameter]
            part.findings.diagnostics.append(
                warning(
                    "undocumented-parameter", "undocumented path parameter \"\(name)\"; assuming the type string",
                    line: line))
        }
        return part
    }

    /// Returns the documented query parameters, followed by a list for each undocumented parameter that is repeated in the URL.
    func readQueryParameters(of endpoint: Endpoint) -> SectionResult<[EndpointSpec.Field]?> {
        var part = readParameters(.queryParameters)
        let line = endpoint.table.line(of: .url) ?? endpoint.table.line
        for list in endpoint.url.repeatedParameters where part.value?.contains(where: { $0.name == list.name }) != true
        {
            var parameter = EndpointSpec.Field(name: list.name, type: .init(.string, dimensions: 1))
            parameter.example = .array(list.values.map(JSON.string))
            part.value = (part.value ?? []) + [parameter]
            part.findings.diagnostics.append(
                warning(
                    "undocumented-parameter",
                    "undocumented query parameter \"\(list.name)\", repeated in the URL; assuming a list of strings",
                    line: line))
        }
        return part
    }
}
