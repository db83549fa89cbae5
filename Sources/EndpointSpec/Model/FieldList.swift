import SourceText

extension EndpointSpec {
    /// A list of fields in a spec. The cases are in document order.
    package enum FieldList: String, Sendable, CaseIterable {
        case header, path, query, request, response
        /// The payload of an event, and the members of its header that not every event has.
        case event
        case eventHeader = "headerFields"

        /// The JSON path of the list in the spec.
        package var jsonPath: JSONPath {
            switch self {
            case .header: ["headers"]
            case .path: ["pathParameters"]
            case .query: ["queryParameters"]
            case .request: ["request", "fields"]
            case .response: ["response", "fields"]
            case .event: ["event", "fields"]
            case .eventHeader: ["headerFields"]
            }
        }

        /// The term for a field of this list in diagnostics, such as `query parameter`.
        package var noun: String {
            switch self {
            case .header: "header"
            case .path, .query: "\(rawValue) parameter"
            case .request, .response, .event: "\(rawValue) field"
            case .eventHeader: "header field"
            }
        }

        /// Whether callers send the fields rather than receive them.
        package var isSent: Bool { ![.response, .event, .eventHeader].contains(self) }
    }

    package subscript(list: FieldList) -> [Field]? {
        get {
            switch list {
            case .header: headers
            case .path: pathParameters
            case .query: queryParameters
            case .request: request?.fields
            case .response: response.fields
            case .event: event?.fields
            case .eventHeader: event?.headerFields
            }
        }
        set {
            switch list {
            case .header: headers = newValue
            case .path: pathParameters = newValue
            case .query: queryParameters = newValue
            case .request:
                if request == nil, newValue != nil { request = Request() }
                request?.fields = newValue
            case .response: response.fields = newValue
            case .event: event?.fields = newValue
            case .eventHeader: event?.headerFields = newValue
            }
        }
    }
}
