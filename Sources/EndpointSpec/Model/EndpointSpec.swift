import SourceText

/// The specification of an endpoint: the facts that the platform documents, and annotations that people added.
///
/// An optional property is `nil`, and its key is absent, if the document does not specify it. An empty array means that
/// the document explicitly specifies none.
package struct EndpointSpec: Sendable, Equatable {
    /// The version of the format that the tool reads and writes.
    package static let currentFormat = 1

    /// The value of `$schema`, which editors use to find the JSON Schema of the format.
    package var schema: String?
    /// The version of the format; `nil` means 1.
    package var format: Int?
    /// The platform's name for the operation, in the form `service.version.resource.operation`.
    package var id: OperationID
    package var title: String
    /// The text of the document before its request section, as Markdown.
    package var summary: String?
    /// The prose of the document that is neither part of the summary nor represented by other keys.
    package var notes: [Note]?
    /// The deprecation notice of the document, including what to use instead.
    package var deprecated: String?
    package var document: Document
    package var method: Method
    /// The path, without the host and the query.
    package var path: PathTemplate
    /// The host, or `nil` for the platform's default host.
    package var host: String?
    /// Query parameters whose values are fixed in the documented URL.
    package var fixedQuery: [FixedParameter]?
    /// The rate limits, all of which apply. Empty if the document only describes the limit, in `rateLimitNote`.
    package var rateLimits: [RateLimit]?
    /// The document's description of a rate limit that is not a number.
    package var rateLimitNote: String?
    package var appTypes: [AppType]?
    package var accessTokens: [AccessToken]?
    /// The scopes of which any one suffices.
    package var scopes: [Scope]?
    /// Scopes that each unlock additional fields of the response.
    package var fieldScopes: [Scope]?
    /// Annotation: whether sending the request twice has the same effect as sending it once. The default depends on the
    /// method.
    package var idempotent: Bool?
    package var headers: [Field]?
    package var pathParameters: [Field]?
    package var queryParameters: [Field]?
    package var request: Request?
    package var response: Response
    package var errors: [DocumentedError]?
    /// Annotation: how to poll for a result that is computed in the background.
    package var polling: Polling?
    /// Annotation: the names of the paging fields, if they are not the usual ones.
    package var paging: Paging?

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
    /// The document that the spec was derived from.
    package struct Document: Sendable, Equatable {
        package var url: String?
        /// The path that identifies the page in the portal.
        package var fullPath: String?
        /// The date of the document's last change, such as `2024-07-10`.
        package var updated: String?
        /// The path of the document in the repository.
        package var path: String?

        package init(url: String? = nil, fullPath: String? = nil, updated: String? = nil, path: String? = nil) {
            self.url = url
            self.fullPath = fullPath
            self.updated = updated
            self.path = path
        }

        /// Returns whether a string is a valid calendar date, such as `2024-07-10`.
        package static func isDay(_ text: String) -> Bool {
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

    /// The prose of a section of the document.
    package struct Note: Sendable, Equatable {
        /// The heading of the section.
        package var section: String
        /// The prose, as Markdown.
        package var text: String

        package init(section: String, text: String) {
            self.section = section
            self.text = text
        }

        /// Whether the section describes how to call the endpoint.
        package var isAboutCalling: Bool {
            ["请求", "路径参数", "查询参数"].contains { section.hasPrefix($0) }
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

    /// The kinds of app that can call an endpoint: `custom` is 自建应用, `store` is 商店应用.
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
        /// The type of the payload: usually `object`, but it can be another type such as `object[]`.
        package var type: FieldType
        package var fields: [Field]?
        /// The sample bodies in the document, including their envelopes.
        package var samples: [JSON]?
        package var rawSamples: [RawSample]?

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
        /// The text of the sample, as it appears in the document.
        package var text: String
        /// The bodies in the sample, if it could be repaired or is a stream of bodies. They can be inaccurate.
        package var repaired: [JSON]?

        package init(text: String, repaired: [JSON]? = nil) {
            self.text = text
            self.repaired = repaired
        }
    }

    /// The envelope of a response.
    package enum Envelope: String, Sendable, CaseIterable {
        /// `{code, msg, data}`; the fields are the members of `data`.
        case data
        /// `{code, msg, ...}`; the fields are the other members.
        case flat
        /// No envelope: the body consists of the fields, or is a file.
        case none
    }

    package struct DocumentedError: Sendable, Equatable {
        /// The documented HTTP status.
        package var status: Int?
        package var code: Int
        package var message: String
        /// The document's advice on how to resolve the error, as Markdown.
        package var advice: String?
        /// Annotation: the name of the Swift constant.
        package var name: String?
        /// How a client should react, derived from the message and the advice, or `nil` if it cannot be derived.
        package var reaction: Reaction?

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

        /// Returns a code as part of a name, such as `minus_1` for -1.
        package static func nameText(of code: Int) -> String { String(code).replacing("-", with: "minus_") }
    }

    /// How a client should react to an error.
    package enum Reaction: String, Sendable, CaseIterable {
        /// The call exceeded a limit and was not executed: wait, then retry it.
        case throttled
        /// A retry can succeed.
        case retry
        /// The access token was rejected: retry the call once with a new token.
        case renewToken
        /// A retry would fail in the same way.
        case none
    }

    /// The names of the fields that an endpoint uses for paging, or `nil` for the usual names.
    package struct Paging: Sendable, Equatable {
        /// The response field that contains the list.
        package var items: String?
        /// The request field that selects a page, usually `page_token`.
        package var token: String?
        /// The response field that contains the token of the next page, usually `page_token`.
        package var next: String?
        /// The response field that indicates whether there is another page, usually `has_more`.
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

        /// The condition that makes the result final.
        package struct State: Sendable, Equatable {
            /// The top-level response field that contains the state.
            package var field: String
            /// The final values of that field.
            package var finalValues: [JSON]

            package init(field: String, finalValues: [JSON]) {
                self.field = field
                self.finalValues = finalValues
            }
        }
    }
}
