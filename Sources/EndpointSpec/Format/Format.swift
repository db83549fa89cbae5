import SourceText

// The format as a table: which keys each object has, in canonical order, and what their values are. `FormatReader` reads
// by it and `FormatObject.json` writes by it; a test compares `specs/endpoint.schema.json` with it.

extension EndpointSpec: FormatObject {
    static let subject = "the spec"
    static var unread: EndpointSpec {
        EndpointSpec(
            id: OperationID(service: "unread", version: "v1", resource: "unread", operation: "unread"), title: "",
            document: Document(), method: .get, path: .root, response: .unread)
    }
    static let keys: [FormatKey<EndpointSpec>] = [
        .optional("$schema", \.schema, .string),
        .optional("format", \.format, .integer(atLeast: 1)),
        .required("id", \.id, .operationID),
        .required("title", \.title, .nonEmptyString),
        .optional("summary", \.summary, .string),
        .optional("notes", \.notes, .array(.object)),
        .required("document", \.document, .object),
        .required("method", \.method, .word),
        .required("path", \.path, .path),
        .optional("host", \.host, .nonEmptyString),
        .optional("fixedQuery", \.fixedQuery, .fixedParameters),
        .optional("rateLimits", \.rateLimits, .array(.object)),
        .optional("rateLimitNote", \.rateLimitNote, .string),
        .optional("appTypes", \.appTypes, .array(.word)),
        .optional("accessTokens", \.accessTokens, .array(.word)),
        .optional("scopes", \.scopes, .array(.object)),
        .optional("fieldScopes", \.fieldScopes, .array(.object)),
        .optional("idempotent", \.idempotent, .boolean),
        .optional("headers", \.headers, .array(.object)),
        .optional("pathParameters", \.pathParameters, .array(.object)),
        .optional("queryParameters", \.queryParameters, .array(.object)),
        .optional("request", \.request, .object),
        .required("response", \.response, .object),
        .optional("errors", \.errors, .array(.object)),
        .optional("polling", \.polling, .object),
        .optional("paging", \.paging, .object),
    ]
}

extension EndpointSpec.Document: FormatObject {
    static let subject = "the document"
    static var unread: EndpointSpec.Document { .init() }
    static let keys: [FormatKey<EndpointSpec.Document>] = [
        .optional("url", \.url, .nonEmptyString),
        .optional("fullPath", \.fullPath, .nonEmptyString),
        .optional("updated", \.updated, .day),
        .optional("path", \.path, .nonEmptyString),
    ]
}

extension EndpointSpec.Note: FormatObject {
    static let subject = "the note"
    static var unread: EndpointSpec.Note { .init(section: "", text: "") }
    static let keys: [FormatKey<EndpointSpec.Note>] = [
        .required("section", \.section, .string),
        .required("text", \.text, .nonEmptyString),
    ]
}

extension EndpointSpec.RateLimit: FormatObject {
    static let subject = "the rate limit"
    static var unread: EndpointSpec.RateLimit { .init(requests: 1, seconds: 1) }
    static let keys: [FormatKey<EndpointSpec.RateLimit>] = [
        .required("requests", \.requests, .integer(atLeast: 1)),
        .required("seconds", \.seconds, .integer(atLeast: 1)),
    ]
}

extension EndpointSpec.Scope: FormatObject {
    static let subject = "the scope"
    static var unread: EndpointSpec.Scope { .init(name: "") }
    static let keys: [FormatKey<EndpointSpec.Scope>] = [
        .required("name", \.name, .nonEmptyString),
        .optional("description", \.description, .string),
    ]
}

extension EndpointSpec.Request: FormatObject {
    static let subject = "the request"
    static var unread: EndpointSpec.Request { .init() }
    static let keys: [FormatKey<EndpointSpec.Request>] = [
        .optional("contentType", \.contentType, .nonEmptyString),
        .optional("fields", \.fields, .array(.object)),
        .optional("samples", \.samples, .array(.any)),
        .optional("rawSamples", \.rawSamples, .array(.object)),
    ]
}

extension EndpointSpec.RawSample: FormatObject {
    static let subject = "the sample"
    static var unread: EndpointSpec.RawSample { .init(text: "") }
    static let keys: [FormatKey<EndpointSpec.RawSample>] = [
        .required("text", \.text, .nonEmptyString),
        .optional("repaired", \.repaired, .array(.any)),
    ]
}

extension EndpointSpec.Response: FormatObject {
    static let subject = "the response"
    static var unread: EndpointSpec.Response { .init(envelope: .data, type: .init(.object)) }
    static let keys: [FormatKey<EndpointSpec.Response>] = [
        .required("envelope", \.envelope, .word),
        .required("type", \.type, .fieldType),
        .optional("fields", \.fields, .array(.object)),
        .optional("samples", \.samples, .array(.any)),
        .optional("rawSamples", \.rawSamples, .array(.object)),
    ]
}

extension EndpointSpec.DocumentedError: FormatObject {
    static let subject = "the error"
    static var unread: EndpointSpec.DocumentedError { .init(code: 0, message: "") }
    static let keys: [FormatKey<EndpointSpec.DocumentedError>] = [
        .optional("status", \.status, .integer(atLeast: 100)),
        .required("code", \.code, .integer),
        .required("message", \.message, .string),
        .optional("advice", \.advice, .string),
        .optional("name", \.name, .nonEmptyString),
        .optional("reaction", \.reaction, .word),
    ]
}

extension EndpointSpec.Polling: FormatObject {
    static let subject = "the polling"
    static var unread: EndpointSpec.Polling { .init(until: .unread) }
    static let keys: [FormatKey<EndpointSpec.Polling>] = [
        .required("until", \.until, .object),
        .optional("whileEmpty", \.whileEmpty, .boolean),
        .optional("timeoutSeconds", \.timeoutSeconds, .integer(atLeast: 1)),
    ]
}

extension EndpointSpec.Polling.State: FormatObject {
    static let subject = "the polling condition"
    static var unread: EndpointSpec.Polling.State { .init(field: "", finalValues: []) }
    static let keys: [FormatKey<EndpointSpec.Polling.State>] = [
        .required("field", \.field, .nonEmptyString),
        .required("in", \.finalValues, .array(.any)),
    ]
}

extension EndpointSpec.Paging: FormatObject {
    static let subject = "the paging"
    static var unread: EndpointSpec.Paging { .init() }
    static let keys: [FormatKey<EndpointSpec.Paging>] = [
        .optional("items", \.items, .nonEmptyString),
        .optional("token", \.token, .nonEmptyString),
        .optional("next", \.next, .nonEmptyString),
        .optional("more", \.more, .nonEmptyString),
    ]
}

extension EndpointSpec.Field: FormatObject {
    static let subject = "the field"
    static var unread: EndpointSpec.Field { .init(name: "", type: .init(.any)) }
    static let keys: [FormatKey<EndpointSpec.Field>] = [
        .required("name", \.name, .nonEmptyString),
        .required("type", \.type, .fieldType),
        .optional("typeName", \.typeName, .nonEmptyString),
        .optional("required", \.required, .boolean),
        .optional("description", \.description, .string),
        .optional("example", \.example, .any),
        .optional("default", \.default, .any),
        .optional("values", \.values, .array(.object)),
        .optional("constraints", \.constraints, .object),
        .optional("deprecated", \.deprecated, .string),
        .optional("fields", \.fields, .array(.object)),
        .optional("placement", \.placement, .word),
        .optional("availableWhen", \.availableWhen, .object),
        .optional("swiftName", \.swiftName, .nonEmptyString),
    ]
}

extension EndpointSpec.EnumeratedValue: FormatObject {
    static let subject = "the value"
    static var unread: EndpointSpec.EnumeratedValue { .init(value: .null) }
    static let keys: [FormatKey<EndpointSpec.EnumeratedValue>] = [
        .required("value", \.value, .any),
        .optional("description", \.description, .string),
        .optional("name", \.name, .nonEmptyString),
    ]
}

extension EndpointSpec.Constraints: FormatObject {
    static let subject = "the constraints"
    static var unread: EndpointSpec.Constraints { .init() }
    static let keys: [FormatKey<EndpointSpec.Constraints>] = [
        .optional("minLength", \.minLength, .integer(atLeast: 0)),
        .optional("maxLength", \.maxLength, .integer(atLeast: 0)),
        .optional("minItems", \.minItems, .integer(atLeast: 0)),
        .optional("maxItems", \.maxItems, .integer(atLeast: 0)),
        .optional("minimum", \.minimum, .number),
        .optional("maximum", \.maximum, .number),
        .optional("pattern", \.pattern, .nonEmptyString),
    ]
}

extension EndpointSpec.Condition: FormatObject {
    static let subject = "the condition"
    static var unread: EndpointSpec.Condition { .init(field: "", equals: .null) }
    static let keys: [FormatKey<EndpointSpec.Condition>] = [
        .required("field", \.field, .nonEmptyString),
        .required("equals", \.equals, .any),
    ]
}
