import EndpointSpec
import SourceText

// Headers, path parameters and query parameters.
extension DocumentReader {
    /// All parameters of an endpoint.
    struct Parameters {
        let headers: Part<Headers>
        let path: Part<[EndpointSpec.Field]?>
        let query: Part<[EndpointSpec.Field]?>

        var found: Findings { headers.found + path.found + query.found }
    }

    struct Headers {
        var accessTokens: [EndpointSpec.AccessToken]?
        var contentType: String?
        /// Those that the client does not set itself.
        var others: [EndpointSpec.Field] = []
    }

    func readHeaders() -> Part<Headers> {
        let table = firstFieldTable(.headers)
        var part = Part(value: Headers(), found: table.found)
        for row in table.value?.rows ?? [] {
            switch row.name.lowercased() {
            case "authorization":
                part.value.accessTokens = EndpointSpec.AccessToken.named(in: row.description)
            case "content-type":
                part.value.contentType =
                    row.description.firstMatch(of: /"([^"]+)"/).map { String($0.1) }
                    ?? row.description.firstMatch(of: /[a-z]+\/[a-z-]+(;\s*charset=[\w-]+)?/).map { String($0.0) }
            default:
                let field = parameter(row, at: ["headers", .index(part.value.others.count)])
                part.value.others += field.value
                part.found = part.found + field.found
            }
        }
        return part
    }

    func readParameters(_ kind: Sections.Kind) -> Part<[EndpointSpec.Field]?> {
        var fields: [EndpointSpec.Field] = []
        var found = Findings()
        let key = kind == .pathParameters ? "pathParameters" : "queryParameters"
        for table in fieldTables(kind) {
            found = found + table.found
            for row in table.value?.rows ?? [] {
                if fields.contains(where: { $0.name == row.name }) {
                    let message = "repeated parameter \"\(row.name)\"; the first one is used"
                    found.diagnostics.append(warning("repeated-parameter", message, line: row.line))
                } else {
                    let field = parameter(row, at: [.key(key), .index(fields.count)])
                    fields += field.value
                    found = found + field.found
                }
            }
        }
        return Part(value: fields.nonEmpty, found: found)
    }

    /// The documented parameters of the path, and those that the path contains and the document does not describe.
    func readPathParameters(of path: PathTemplate) -> Part<[EndpointSpec.Field]?> {
        var part = readParameters(.pathParameters)
        for name in path.parameters where part.value?.contains(where: { $0.name == name }) != true {
            var parameter = EndpointSpec.Field(name: name, type: .init(.string))
            parameter.required = true
            part.value = (part.value ?? []) + [parameter]
            part.found.diagnostics.append(
                warning(
                    "undocumented-parameter", "no table describes the path parameter :\(name); it is read as a string",
                    line: 1))
        }
        return part
    }

    /// The field of a row that has no children.
    func parameter(_ row: FieldTable.Row, at path: JSONPath) -> Part<[EndpointSpec.Field]> {
        let tree = FieldTree.of([row], evidence([]), isMultipart: false, in: document.source)
        return Part(
            value: tree.nodes.map(\.field), found: Findings(scopes: tree.scopes, lineByPath: [path: row.line]))
    }
}
