import SourceText

// The format of specs: a table of the keys of each object, in canonical order, with the types of their values.
//
// `FormatReader` reads specs according to this table, `FormatObject.json` writes them, and `FormatSchema` generates
// `specs/endpoint.schema.json` from the table.

extension EndpointSpec: FormatObject {
    package static let subject = "the spec"
    package static let definition = "endpoint"
    package static let summary =
        "The documented facts of one endpoint of the Feishu / Lark Open Platform, and their annotations."
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
            "The document's prose outside of the summary and the other keys."),
        .optional(
            "deprecated", \.deprecated, .nonEmptyString,
            "The deprecation notice of the document, with the recommended replacement."),
        .required("document", \.document, .object),
        .required("method", \.method, .word),
        .required(
            "path", \.path, .path,
            "The path without host and query. Parameters are written as :name."),
        .optional(
            "host", \.host, .nonEmptyString,
            "The host, if it is not the platform's default host."),
        .optional(
            "fixedQuery", \.fixedQuery, .fixedParameters,
            "Query parameters that are fixed in the document's URL."),
        .optional(
            "rateLimits", \.rateLimits, .array(.object),
            "The rate limits, all of which apply at the same time. Empty if the document specifies no number; see rateLimitNote."
        ),
        .optional(
            "rateLimitNote", \.rateLimitNote, .string,
            "The document's wording of a rate limit that is not a number."),
        .optional(
            "appTypes", \.appTypes, .array(.word),
            "The types of app that can call the endpoint: custom (自建应用) and store (商店应用)."),
        .optional(
            "accessTokens", \.accessTokens, .array(.word),
            "The accepted kinds of access token, in order of preference."),
        .optional(
            "scopes", \.scopes, .array(.object),
            "The scopes of which any one is sufficient."),
        .optional(
            "fieldScopes", \.fieldScopes, .array(.object),
            "The scopes that each unlock additional response fields."),
        .optional(
            "idempotent", \.idempotent, .boolean,
            "Annotation: whether sending the request twice has the same effect as sending it once. By default, this depends on the method."
        ),
        .optional(
            "headers", \.headers, .array(.object),
            "The headers other than Authorization and Content-Type."),
        .optional("pathParameters", \.pathParameters, .array(.object)),
        .optional("queryParameters", \.queryParameters, .array(.object)),
        .optional("request", \.request, .object),
        .required("response", \.response, .object),
        .optional("errors", \.errors, .array(.object)),
        .optional("polling", \.polling, .object),
        .optional("paging", \.paging, .object),
        .optional("corrected", \.corrected, .correction(of: EndpointSpec.self)),
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
            "The path of the page in the portal."),
        .optional(
            "updated", \.updated, .date,
            "The date of the document's last change, such as 2024-07-10."),
        .optional(
            "language", \.language, .word,
            "The language of the document: zh or en."),
        .optional(
            "path", \.path, .nonEmptyString,
            "The path of the document in the repository."),
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
            "The heading of the section."),
        .required(
            "text", \.text, .nonEmptyString,
            "The text as Markdown."),
    ]
}

extension EndpointSpec.RateLimit: FormatObject {
    package static let subject = "the rate limit"
    package static let definition = "rateLimit"
    package static let summary = "The maximum number of requests in any window of the given number of seconds."
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
            "The documented sample bodies."),
        .optional(
            "rawSamples", \.rawSamples, .array(.object),
            "The documented samples that are not valid JSON."),
        .optional("corrected", \.corrected, .correction(of: EndpointSpec.Request.self)),
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
            "The sample as it appears in the document."),
        .optional(
            "repaired", \.repaired, .array(.any),
            "The bodies in the sample, if it could be repaired or is a sequence of bodies."),
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
            "data: the body is {code, msg, data}, and the fields are the members of data. flat: the body is {code, msg, ...}, and the fields are its other members. none: the body consists of the fields, or is a file."
        ),
        .required(
            "type", \.type, .fieldType,
            "The type of the payload: object, or another type."),
        .optional("fields", \.fields, .array(.object)),
        .optional(
            "samples", \.samples, .array(.any),
            "The documented sample bodies, including the envelope."),
        .optional(
            "rawSamples", \.rawSamples, .array(.object),
            "The documented samples that are not valid JSON."),
        .optional("corrected", \.corrected, .correction(of: EndpointSpec.Response.self)),
    ]
}

extension EndpointSpec.DocumentedError: FormatObject {
    package static let subject = "the error"
    package static let definition = "error"
    package static let summary = "A documented error code."
    package static var placeholder: EndpointSpec.DocumentedError { .init(code: 0, message: "") }
    package static let keys: [FormatKey<EndpointSpec.DocumentedError>] = [
        .optional(
            "status", \.status, .integer(atLeast: 100),
            "The HTTP status."),
        .required("code", \.code, .integer),
        .required("message", \.message, .string),
        .optional(
            "advice", \.advice, .string,
            "The documented way to resolve the error, as Markdown."),
        .optional(
            "name", \.name, .nonEmptyString,
            "The name of the Swift constant. Import derives a missing name, and keeps an existing one."),
        .optional(
            "reaction", \.reaction, .word,
            "How a client reacts to the error, derived from the message and the advice. Can be changed by an annotation."
        ),
        .optional("corrected", \.corrected, .correction(of: EndpointSpec.DocumentedError.self)),
    ]
}

extension EndpointSpec.Polling: FormatObject {
    package static let subject = "the polling settings"
    package static let definition = "polling"
    package static let summary = "Annotation: how to poll for a result that the platform computes in the background."
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
        "Annotation: the paging fields of a list, if they do not have the usual names."
    package static var placeholder: EndpointSpec.Paging { .init() }
    package static let keys: [FormatKey<EndpointSpec.Paging>] = [
        .optional(
            "items", \.items, .nonEmptyString,
            "The list in the response; its only list by default."),
        .optional(
            "token", \.token, .nonEmptyString,
            "The query or body field that selects a page; page_token by default."),
        .optional(
            "next", \.next, .nonEmptyString,
            "The response field with the token of the next page; page_token or next_page_token by default."),
        .optional(
            "more", \.more, .nonEmptyString,
            "The response field that indicates whether there are more pages; has_more by default."),
    ]
}
