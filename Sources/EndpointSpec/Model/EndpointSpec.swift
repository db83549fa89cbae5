import SourceText

/// The facts that the platform's document states about one endpoint, and the annotations that people added.
///
/// An optional that is nil is a key that is absent, which means "not stated". An empty array means "stated: none".
package struct EndpointSpec: Sendable, Equatable {
    /// The version of the format that the tool reads and writes.
    package static let currentFormat = 1

    /// `$schema`, by which editors find the JSON Schema of the format.
    package var schema: String?
    /// The version of the format; nil means 1.
    package var format: Int?
    /// The platform's own operation name, `service.version.resource.operation`.
    package var id: OperationID
    package var title: String
    /// The document's text up to its request section, as Markdown.
    package var summary: String?
    /// What the document says outside of the summary and of what became other keys.
    package var notes: [Note]?
    /// The document's advice against the endpoint, and what to use instead.
    package var deprecated: String?
    package var document: Document
    package var method: Method
    /// The path without host and query.
    package var path: PathTemplate
    /// The host where it is not the platform's own.
    package var host: String?
    /// Query parameters that are fixed in the document's URL.
    package var fixedQuery: [FixedParameter]?
    /// All windows apply at once. Empty together with `rateLimitNote` where the document gives no number.
    package var rateLimits: [RateLimit]?
    package var rateLimitNote: String?
    package var appTypes: [AppType]?
    package var accessTokens: [AccessToken]?
    /// Any one of them is sufficient.
    package var scopes: [Scope]?
    /// Each unlocks further fields of the response.
    package var fieldScopes: [Scope]?
    /// Annotation: whether sending the request twice has the same effect as sending it once. By default the method decides.
    package var idempotent: Bool?
    package var headers: [Field]?
    package var pathParameters: [Field]?
    package var queryParameters: [Field]?
    package var request: Request?
    package var response: Response
    package var errors: [DocumentedError]?
    /// Annotation: how to poll for a result that is computed in the background.
    package var polling: Polling?
    /// Annotation: the fields of paging, where they do not have the usual names.
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
    /// The page that the spec was derived from.
    package struct Document: Sendable, Equatable {
        package var url: String?
        /// The path by which the portal knows the page.
        package var fullPath: String?
        /// The day of the document's last change, `2024-07-10`.
        package var updated: String?
        /// The path of the document in the repository.
        package var path: String?

        package init(url: String? = nil, fullPath: String? = nil, updated: String? = nil, path: String? = nil) {
            self.url = url
            self.fullPath = fullPath
            self.updated = updated
            self.path = path
        }

        /// Whether a text is a day of the calendar, `2024-07-10`.
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
        /// The heading in the document.
        package var section: String
        /// Markdown.
        package var text: String

        package init(section: String, text: String) {
            self.section = section
            self.text = text
        }

        /// Whether the section is about calling the endpoint.
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

    /// The kinds of app that can call: 自建应用 is `custom`, 商店应用 is `store`.
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
        /// The document's sample bodies.
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
        /// `object`, or the type of a payload that is not an object, such as `object[]`.
        package var type: FieldType
        package var fields: [Field]?
        /// The document's sample bodies, whole, with their envelope.
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

    /// A sample of the document that is not valid JSON.
    package struct RawSample: Sendable, Equatable {
        /// The sample as the document shows it.
        package var text: String
        /// The bodies that it shows, where it could be repaired or is a stream of bodies. They are not reliable.
        package var repaired: [JSON]?

        package init(text: String, repaired: [JSON]? = nil) {
            self.text = text
            self.repaired = repaired
        }
    }

    /// How the response is wrapped.
    package enum Envelope: String, Sendable, CaseIterable {
        /// `{code, msg, data}`; the fields are the members of `data`.
        case data
        /// `{code, msg, ...}`; the fields are the other members.
        case flat
        /// The body is just the fields, or a file.
        case none
    }

    package struct DocumentedError: Sendable, Equatable {
        /// The HTTP status that the document gives.
        package var status: Int?
        package var code: Int
        package var message: String
        /// What the document advises to do about it, as Markdown.
        package var advice: String?
        /// Annotation: the Swift name of the constant.
        package var name: String?
        /// What a client should do about it, from the message and the advice. Nil where they do not say.
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

        /// A code as a part of a name: `minus_1`.
        package static func nameText(of code: Int) -> String { String(code).replacing("-", with: "minus_") }
    }

    /// What a client should do about an error.
    package enum Reaction: String, Sendable, CaseIterable {
        /// The call exceeded a limit and did not run: wait and repeat it.
        case throttled
        /// A repetition can succeed.
        case retry
        /// The access token was rejected: repeat the call once with a new one.
        case renewToken
        /// A repetition would fail in the same way.
        case none
    }

    /// The names of the fields by which a list is returned page by page. What is nil has the usual name.
    package struct Paging: Sendable, Equatable {
        /// The list in the response.
        package var items: String?
        /// The field of the request that selects a page, `page_token`.
        package var token: String?
        /// The field of the response with the token of the next page, `page_token`.
        package var next: String?
        /// The field of the response that says whether there is another page, `has_more`.
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

        /// The state in which the result is final.
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
