import SourceText

extension EndpointSpec {
    /// The lists of fields of a spec, in the order of the document.
    package enum FieldList: String, Sendable, CaseIterable {
        case header, path, query, request, response

        /// The path of the list in the spec.
        package var jsonPath: JSONPath {
            switch self {
            case .header: ["headers"]
            case .path: ["pathParameters"]
            case .query: ["queryParameters"]
            case .request: ["request", "fields"]
            case .response: ["response", "fields"]
            }
        }

        /// What messages call its fields: `query parameter`.
        package var noun: String {
            switch self {
            case .header: "header"
            case .path, .query: "\(rawValue) parameter"
            case .request, .response: "\(rawValue) field"
            }
        }

        /// Whether the caller sends the fields, or receives them.
        package var isSent: Bool { self != .response }
    }

    package subscript(list: FieldList) -> [Field]? {
        get {
            switch list {
            case .header: headers
            case .path: pathParameters
            case .query: queryParameters
            case .request: request?.fields
            case .response: response.fields
            }
        }
        set {
            switch list {
            case .header: headers = newValue
            case .path: pathParameters = newValue
            case .query: queryParameters = newValue
            case .request: request?.fields = newValue
            case .response: response.fields = newValue
            }
        }
    }
}
