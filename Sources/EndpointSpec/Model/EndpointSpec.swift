import SourceText

/// The specification of an endpoint, or of an event that the platform sends to apps: the facts in its document and manual
/// annotations.
///
/// If the document does not specify an optional property, the property is `nil` and its key is absent. An empty array
/// means that the document explicitly specifies no elements.
package struct EndpointSpec: Sendable, Equatable {
    /// The version of the format that the tool reads and writes.
    package static let currentFormat = 1

    /// The value of `$schema`. Editors use it to find the JSON Schema of the format.
    package var schema: String?
    /// The version of the format, or `nil` for version 1.
    package var format: Int?
    /// The platform's name for the operation, in the form `service.version.resource.operation`.
    package var id: OperationID
    package var title: String
    /// The document's text before its request section, in Markdown.
    package var summary: String?
    /// The document's other prose: the text that neither the summary nor another key contains.
    package var notes: [Note]?
    /// The document's deprecation notice, including the recommended replacement.
    package var deprecated: String?
    package var document: Document
    package var method: Method
    /// The path of the URL, without its host and query.
    package var path: PathTemplate
    /// The host, or `nil` for the platform's default host.
    package var host: String?
    /// The query parameters whose values are fixed in the documented URL.
    package var fixedQuery: [FixedParameter]?
    /// The rate limits, all of which apply. If the document describes the limit only in words, the array is empty and
    /// `rateLimitNote` contains the words.
    package var rateLimits: [RateLimit]?
    /// The document's wording of a rate limit that is not expressed as a number.
    package var rateLimitNote: String?
    package var appTypes: [AppType]?
    package var accessTokens: [AccessToken]?
    /// The scopes that permit the call. A caller needs only one of them.
    package var scopes: [Scope]?
    /// The scopes that each unlock additional response fields.
    package var fieldScopes: [Scope]?
    /// Annotation: whether sending the request twice has the same effect as sending it once. If the value is `nil`,
    /// this depends on the HTTP method.
    package var idempotent: Bool?
    package var headers: [Field]?
    package var pathParameters: [Field]?
    package var queryParameters: [Field]?
    package var request: Request?
    package var response: Response
    /// The payload of an event, or `nil` for an endpoint. An event has no method, path, parameters, bodies and errors.
    package var event: Event?
    package var errors: [DocumentedError]?
    /// Annotation: how to poll for a result that the platform computes in the background.
    package var polling: Polling?
    /// Annotation: the names of the paging fields that the defaults do not identify correctly.
    package var paging: Paging?
    /// Annotation: what the document says about the facts that a person changed.
    package var corrected: Correction?

    package init(
        id: OperationID, title: String, document: Document, method: Method, path: PathTemplate, response: Response
    ) {
        self.id = id
        self.title = title
        self.document = document
        self.method = method
        self.path = path
        self.response = response
    }
}

extension EndpointSpec {
    /// The document from which the spec was derived.
    package struct Document: Sendable, Equatable {
        package var url: String?
        /// The path that identifies the document in the portal.
        package var fullPath: String?
        /// The date of the document's last change, such as `2024-07-10`.
        package var updated: String?
        /// The language of the document's structure.
        package var language: Language?
        /// The path of the document in the repository.
        package var path: String?

        package init(
            url: String? = nil, fullPath: String? = nil, updated: String? = nil, language: Language? = nil,
            path: String? = nil
        ) {
            self.language = language
            self.url = url
            self.fullPath = fullPath
            self.updated = updated
            self.path = path
        }

        /// Returns whether the string is a valid calendar date in the form `2024-07-10`.
        package static func isValidDate(_ text: String) -> Bool {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            let areDigits = parts.allSatisfy { $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }
            let numbers = parts.compactMap { Int($0) }
            guard parts.map(\.utf8.count) == [4, 2, 2], areDigits, numbers.count == 3 else { return false }
            let (year, month, day) = (numbers[0], numbers[1], numbers[2])
            let isLeapYear = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
            let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            return (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
        }
    }

    /// A language in which the portal serves documents.
    package enum Language: String, Sendable, CaseIterable {
        case chinese = "zh"
        case english = "en"
    }

    /// The prose in a section of the document.
    package struct Note: Sendable, Equatable {
        /// The heading of the section.
        package var section: String
        /// The prose in Markdown.
        package var text: String

        package init(section: String, text: String) {
            self.section = section
            self.text = text
        }

        /// Whether the section describes how to call the endpoint, according to its heading.
        package var isAboutCalling: Bool {
            let words = ["请求", "路径参数", "查询参数", "request", "path parameter", "query parameter"]
            return words.contains { section.lowercased().hasPrefix($0) }
        }
    }

    package enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    package struct FixedParameter: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A kind of app that can call endpoints: `custom` is 自建应用, and `store` is 商店应用.
    package enum AppType: String, Sendable, CaseIterable {
        case custom
        case store
    }

    package enum AccessToken: String, Sendable, CaseIterable {
        case tenant
        case user
        case app
    }

    package struct Scope: Sendable, Equatable {
        package var name: String
        package var description: String?

        package init(name: String, description: String? = nil) {
            self.name = name
            self.description = description
        }
    }

    package struct Request: Sendable, Equatable {
        package var contentType: String?
        package var fields: [Field]?
        /// The sample bodies in the document.
        package var samples: [JSON]?
        package var rawSamples: [RawSample]?
        /// Annotation: what the document says about the facts that a person changed.
        package var corrected: Correction?

        package init(
            contentType: String? = nil, fields: [Field]? = nil, samples: [JSON]? = nil, rawSamples: [RawSample]? = nil
        ) {
            self.contentType = contentType
            self.fields = fields
            self.samples = samples
            self.rawSamples = rawSamples
        }
    }

    package struct Response: Sendable, Equatable {
        package var envelope: Envelope
        /// The type of the payload: usually `object`, but sometimes another type, such as `object[]`.
        package var type: FieldType
        package var fields: [Field]?
        /// The sample bodies in the document, with their envelopes.
        package var samples: [JSON]?
        package var rawSamples: [RawSample]?
        /// Annotation: what the document says about the facts that a person changed.
        package var corrected: Correction?

        package init(
            envelope: Envelope, type: FieldType, fields: [Field]? = nil, samples: [JSON]? = nil,
            rawSamples: [RawSample]? = nil
        ) {
            self.envelope = envelope
            self.type = type
            self.fields = fields
            self.samples = samples
            self.rawSamples = rawSamples
        }
    }

    /// A sample in the document that is not valid JSON.
    package struct RawSample: Sendable, Equatable {
        /// The text of the sample as it appears in the document.
        package var text: String
        /// The bodies in the sample, or `nil` if they could not be read.
        ///
        /// The sample is either a sequence of bodies or a malformed body. The repaired form of a malformed body can
        /// be inaccurate.
        package var repaired: [JSON]?

        package init(text: String, repaired: [JSON]? = nil) {
            self.text = text
            self.repaired = repaired
        }
    }

    /// What the platform sends for an event.
    package struct Event: Sendable, Equatable {
        /// The type on the wire, such as `hire.eco_exam.created_v1`.
        package var type: String
        package var envelope: EventEnvelope
        /// The members of `event`.
        package var fields: [Field]?
        /// The sample pushes in the document, with their envelopes.
        package var samples: [JSON]?
        package var rawSamples: [RawSample]?
        /// The members of `header` that not every event has.
        package var headerFields: [Field]?

        package init(type: String, envelope: EventEnvelope) {
            self.type = type
            self.envelope = envelope
        }
    }

    /// The version of the envelope of an event.
    package enum EventEnvelope: String, Sendable, CaseIterable {
        /// The body is `{uuid, token, ts, type, event}`, and `event` has the type of the event.
        case version1 = "1.0"
        /// The body is `{schema, header, event}`, and `header` has the type of the event.
        case version2 = "2.0"
    }

    /// The form of a response body.
    package enum Envelope: String, Sendable, CaseIterable {
        /// The body is `{code, msg, data}`, and the fields are the members of `data`.
        case data
        /// The body is `{code, msg, ...}`, and the fields are its other members.
        case flat
        /// The body has no envelope: it consists of the fields or is a file.
        case none
    }

    package struct DocumentedError: Sendable, Equatable {
        /// The documented HTTP status.
        package var status: Int?
        package var code: Int
        package var message: String
        /// The document's advice on how to resolve the error, in Markdown.
        package var advice: String?
        /// The name of the Swift constant. Import derives a missing name and keeps an existing name.
        package var name: String?
        /// The recommended reaction of a client, or `nil` if it is unknown. Import derives the reaction from the
        /// message and the advice, unless an annotation specifies it.
        package var reaction: Reaction?
        /// Annotation: what the document says about the facts that a person changed.
        package var corrected: Correction?

        package init(
            status: Int? = nil, code: Int, message: String, advice: String? = nil, name: String? = nil,
            reaction: Reaction? = nil
        ) {
            self.status = status
            self.code = code
            self.message = message
            self.advice = advice
            self.name = name
            self.reaction = reaction
        }

        /// Returns the text that represents the code in a name, such as `minus_1` for -1.
        package static func nameText(of code: Int) -> String { String(code).replacing("-", with: "minus_") }
    }

    /// The recommended reaction of a client to an error.
    package enum Reaction: String, Sendable, CaseIterable {
        /// Wait, then retry the call. The call exceeded a limit and was not executed.
        case throttled
        /// Retry the call. The retry can succeed.
        case retry
        /// Retry the call once with a new access token. The old token was rejected.
        case renewToken
        /// Do not retry the call. A retry would fail in the same way.
        case none
    }

    /// The names of an endpoint's paging fields. A property is `nil` if the default applies.
    package struct Paging: Sendable, Equatable {
        /// The response field that contains the list. The default is the only list in the response.
        package var items: String?
        /// The query or body field that selects a page. The default is `page_token`.
        package var token: String?
        /// The response field that contains the token of the next page. The default is `page_token` or
        /// `next_page_token`.
        package var next: String?
        /// The response field that indicates whether there are more pages. The default is `has_more`.
        package var more: String?

        package init(items: String? = nil, token: String? = nil, next: String? = nil, more: String? = nil) {
            self.items = items
            self.token = token
            self.next = next
            self.more = more
        }
    }

    package struct Polling: Sendable, Equatable {
        package var until: State
        /// Whether an empty response means that the result is not available yet.
        package var whileEmpty: Bool?
        package var timeoutSeconds: Int?

        package init(until: State, whileEmpty: Bool? = nil, timeoutSeconds: Int? = nil) {
            self.until = until
            self.whileEmpty = whileEmpty
            self.timeoutSeconds = timeoutSeconds
        }

        /// The condition under which the result is final: a field has one of the final values.
        package struct State: Sendable, Equatable {
            /// The top-level response field that contains the state.
            package var field: String
            /// The values of `field` for which the result is final.
            package var finalValues: [JSON]

            package init(field: String, finalValues: [JSON]) {
                self.field = field
                self.finalValues = finalValues
            }
        }
    }
}
