import SourceText

// The format as a table: the keys of each object, in canonical order, with the types of their values. `FormatReader` and
// `FormatObject.json` read and write specs according to it, and `FormatSchema` generates `specs/endpoint.schema.json`
// from it.

extension EndpointSpec: FormatObject {
    package static let subject = "the spec"
    package static let definition = "endpoint"
    package static let summary =
        "What the document of one endpoint of the Feishu / Lark Open Platform states, and what people annotated."
    package static var placeholder: EndpointSpec {
        EndpointSpec(
            id: OperationID(service: "unread", version: "v1", resource: "unread", operation: "unread"), title: "",
            document: Document(), method: .get, path: .root, response: .placeholder)
    }
    package static let keys: [FormatKey<EndpointSpec>] = [
        .optional(
            "$schema", \.schema, .string,
            "The path of this schema, for editors."),
        .optional(
            "format", \.format, .version(upTo: currentFormat),
            "The version of the format. Absent means 1."),
        .required(
            "id", \.id, .operationID,
            "The platform's own operation name: service, version, resource and operation."),
        .required(
            "title", \.title, .nonEmptyString,
            "The document's title."),
        .optional(
            "summary", \.summary, .string,
            "The document's text up to its request section, as Markdown."),
        .optional(
            "notes", \.notes, .array(.object),
            "What the document says outside of the summary and of what became other keys."),
        .optional(
            "deprecated", \.deprecated, .nonEmptyString,
            "The document's advice against the endpoint, and what to use instead."),
        .required("document", \.document, .object),
        .required("method", \.method, .word),
        .required(
            "path", \.path, .path,
            "The path with its parameters as :name, without host and query."),
        .optional(
            "host", \.host, .nonEmptyString,
            "The host where it is not the platform's own."),
        .optional(
            "fixedQuery", \.fixedQuery, .fixedParameters,
            "Query parameters that are fixed in the document's URL."),
        .optional(
            "rateLimits", \.rateLimits, .array(.object),
            "All windows apply at once. Empty together with rateLimitNote where the document gives no number."),
        .optional(
            "rateLimitNote", \.rateLimitNote, .string,
            "The document's words where the limit is not a number."),
        .optional(
            "appTypes", \.appTypes, .array(.word),
            "The kinds of app that may call: 自建应用 is custom, 商店应用 is store."),
        .optional(
            "accessTokens", \.accessTokens, .array(.word),
            "The kinds of access token that the endpoint accepts."),
        .optional(
            "scopes", \.scopes, .array(.object),
            "Any one of them is sufficient."),
        .optional(
            "fieldScopes", \.fieldScopes, .array(.object),
            "Each unlocks further fields of the response."),
        .optional(
            "idempotent", \.idempotent, .boolean,
            "Annotation: whether sending the request twice has the same effect as sending it once. By default the method decides."
        ),
        .optional(
            "headers", \.headers, .array(.object),
            "Headers beyond Authorization and Content-Type."),
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
    package static let subject = "the document"
    package static let definition = "document"
    package static let summary = "The page that the spec was derived from."
    package static var placeholder: EndpointSpec.Document { .init() }
    package static let keys: [FormatKey<EndpointSpec.Document>] = [
        .optional("url", \.url, .nonEmptyString),
        .optional(
            "fullPath", \.fullPath, .nonEmptyString,
            "The path by which the portal knows the page."),
        .optional(
            "updated", \.updated, .day,
            "The day of the document's last change, such as 2024-07-10."),
        .optional(
            "path", \.path, .nonEmptyString,
            "Where the repository keeps the document."),
    ]
}

extension EndpointSpec.Note: FormatObject {
    package static let subject = "the note"
    package static let definition = "note"
    package static let summary = "The prose of a section of the document."
    package static var placeholder: EndpointSpec.Note { .init(section: "", text: "") }
    package static let keys: [FormatKey<EndpointSpec.Note>] = [
        .required(
            "section", \.section, .string,
            "The heading in the document."),
        .required(
            "text", \.text, .nonEmptyString,
            "Markdown."),
    ]
}

extension EndpointSpec.RateLimit: FormatObject {
    package static let subject = "the rate limit"
    package static let definition = "rateLimit"
    package static let summary = "At most this many requests in any window of this many seconds."
    package static var placeholder: EndpointSpec.RateLimit { .init(requests: 1, seconds: 1) }
    package static let keys: [FormatKey<EndpointSpec.RateLimit>] = [
        .required("requests", \.requests, .integer(atLeast: 1)),
        .required("seconds", \.seconds, .integer(atLeast: 1)),
    ]
}

extension EndpointSpec.Scope: FormatObject {
    package static let subject = "the scope"
    package static let definition = "scope"
    package static let summary = "A permission."
    package static var placeholder: EndpointSpec.Scope { .init(name: "") }
    package static let keys: [FormatKey<EndpointSpec.Scope>] = [
        .required("name", \.name, .nonEmptyString),
        .optional("description", \.description, .string),
    ]
}

extension EndpointSpec.Request: FormatObject {
    package static let subject = "the request"
    package static let definition = "request"
    package static let summary = "The request body."
    package static var placeholder: EndpointSpec.Request { .init() }
    package static let keys: [FormatKey<EndpointSpec.Request>] = [
        .optional("contentType", \.contentType, .nonEmptyString),
        .optional("fields", \.fields, .array(.object)),
        .optional(
            "samples", \.samples, .array(.any),
            "The document's sample bodies."),
        .optional(
            "rawSamples", \.rawSamples, .array(.object),
            "The document's samples that are not valid JSON."),
    ]
}

extension EndpointSpec.RawSample: FormatObject {
    package static let subject = "the sample"
    package static let definition = "rawSample"
    package static let summary = "A sample that is not valid JSON."
    package static var placeholder: EndpointSpec.RawSample { .init(text: "") }
    package static let keys: [FormatKey<EndpointSpec.RawSample>] = [
        .required(
            "text", \.text, .nonEmptyString,
            "The sample as the document shows it."),
        .optional(
            "repaired", \.repaired, .array(.any),
            "The bodies that it shows, where it could be repaired or is a stream of bodies."),
    ]
}

extension EndpointSpec.Response: FormatObject {
    package static let subject = "the response"
    package static let definition = "response"
    package static let summary = "The response body."
    package static var placeholder: EndpointSpec.Response { .init(envelope: .data, type: .init(.object)) }
    package static let keys: [FormatKey<EndpointSpec.Response>] = [
        .required(
            "envelope", \.envelope, .word,
            "data: the body is {code, msg, data} and the fields are the members of data; flat: {code, msg, ...} and the fields are the other members; none: the body is just the fields, or a file."
        ),
        .required(
            "type", \.type, .fieldType,
            "object, or the type of a payload that is not an object."),
        .optional("fields", \.fields, .array(.object)),
        .optional(
            "samples", \.samples, .array(.any),
            "The document's sample bodies, whole, with their envelope."),
        .optional(
            "rawSamples", \.rawSamples, .array(.object),
            "The document's samples that are not valid JSON."),
    ]
}

extension EndpointSpec.DocumentedError: FormatObject {
    package static let subject = "the error"
    package static let definition = "error"
    package static let summary = "An error code that the document lists."
    package static var placeholder: EndpointSpec.DocumentedError { .init(code: 0, message: "") }
    package static let keys: [FormatKey<EndpointSpec.DocumentedError>] = [
        .optional(
            "status", \.status, .integer(atLeast: 100),
            "The HTTP status."),
        .required("code", \.code, .integer),
        .required("message", \.message, .string),
        .optional(
            "advice", \.advice, .string,
            "What to do about it, as Markdown."),
        .optional(
            "name", \.name, .nonEmptyString,
            "The name of the constant in Swift. Import derives one where there is none, and keeps it."),
        .optional(
            "reaction", \.reaction, .word,
            "What a client should do about it, derived from the message and the advice. An annotation may change it."),
    ]
}

extension EndpointSpec.Polling: FormatObject {
    package static let subject = "the polling settings"
    package static let definition = "polling"
    package static let summary = "Annotation: how to poll for a result that is computed in the background."
    package static var placeholder: EndpointSpec.Polling { .init(until: .placeholder) }
    package static let keys: [FormatKey<EndpointSpec.Polling>] = [
        .required(
            "until", \.until, .object,
            "The response field that contains the state, and its final values."),
        .optional(
            "whileEmpty", \.whileEmpty, .boolean,
            "Whether an empty response means that the result is not available yet."),
        .optional("timeoutSeconds", \.timeoutSeconds, .integer(atLeast: 1)),
    ]
}

extension EndpointSpec.Polling.State: FormatObject {
    package static let subject = "the polling condition"
    package static let definition = "state"
    package static let summary = "The response field that contains the state, and its final values."
    package static var placeholder: EndpointSpec.Polling.State { .init(field: "", finalValues: []) }
    package static let keys: [FormatKey<EndpointSpec.Polling.State>] = [
        .required("field", \.field, .nonEmptyString),
        .required("in", \.finalValues, .array(.any, atLeast: 1)),
    ]
}

extension EndpointSpec.Paging: FormatObject {
    package static let subject = "the paging settings"
    package static let definition = "paging"
    package static let summary =
        "Annotation: the fields by which a list is returned page by page, where they do not have the usual names."
    package static var placeholder: EndpointSpec.Paging { .init() }
    package static let keys: [FormatKey<EndpointSpec.Paging>] = [
        .optional(
            "items", \.items, .nonEmptyString,
            "The list in the response; by default its only list."),
        .optional(
            "token", \.token, .nonEmptyString,
            "The field of the query or the body that selects a page; page_token by default."),
        .optional(
            "next", \.next, .nonEmptyString,
            "The field of the response with the token of the next page; page_token or next_page_token by default."),
        .optional(
            "more", \.more, .nonEmptyString,
            "The field of the response that says whether there is another page; has_more by default."),
    ]
}
