import SourceText

/// The facts that the platform's document states about one endpoint, and the annotations that people added.
///
/// An optional that is nil is a key that is absent, which means "not stated". An empty array means "stated: none".
public struct EndpointSpec: Sendable, Equatable {
    /// The version of the format that the tool reads and writes.
    public static let currentFormat = 1

    /// `$schema`, by which editors find the JSON Schema of the format.
    public var schema: String?
    /// The version of the format; nil means 1.
    public var format: Int?
    /// The platform's own operation name, `service.version.resource.operation`.
    public var id: OperationID
    public var title: String
    /// The document's text up to its request section, as Markdown.
    public var summary: String?
    /// What the document says outside of the summary and of what became other keys.
    public var notes: [Note]?
    public var document: Document
    public var method: Method
    /// The path without host and query.
    public var path: PathTemplate
    /// The host where it is not the platform's own.
    public var host: String?
    /// Query parameters that are fixed in the document's URL.
    public var fixedQuery: [FixedParameter]?
    /// All windows apply at once. Empty together with `rateLimitNote` where the document gives no number.
    public var rateLimits: [RateLimit]?
    public var rateLimitNote: String?
    public var appTypes: [AppType]?
    public var accessTokens: [AccessToken]?
    /// Any one of them is sufficient.
    public var scopes: [Scope]?
    /// Each unlocks further fields of the response.
    public var fieldScopes: [Scope]?
    /// Annotation: whether sending the request twice has the same effect as sending it once. By default the method decides.
    public var idempotent: Bool?
    public var headers: [Field]?
    public var pathParameters: [Field]?
    public var queryParameters: [Field]?
    public var request: Request?
    public var response: Response
    public var errors: [DocumentedError]?
    /// Annotation: how to poll for a result that is computed in the background.
    public var polling: Polling?
    /// Annotation: the fields of paging, where they do not have the usual names.
    public var paging: Paging?

    public init(
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
    public struct Document: Sendable, Equatable {
        public var url: String?
        /// The path by which the portal knows the page.
        public var fullPath: String?
        /// The day of the document's last change, `2024-07-10`.
        public var updated: String?
        /// The path of the document in the repository.
        public var path: String?

        public init(url: String? = nil, fullPath: String? = nil, updated: String? = nil, path: String? = nil) {
            self.url = url
            self.fullPath = fullPath
            self.updated = updated
            self.path = path
        }

        /// Whether a text is a day of the calendar, `2024-07-10`.
        public static func isDay(_ text: String) -> Bool {
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
    public struct Note: Sendable, Equatable {
        /// The heading in the document.
        public var section: String
        /// Markdown.
        public var text: String

        public init(section: String, text: String) {
            self.section = section
            self.text = text
        }

        /// Whether the section is about calling the endpoint.
        public var isAboutCalling: Bool {
            ["请求", "路径参数", "查询参数"].contains { section.hasPrefix($0) }
        }
    }

    public enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    public struct FixedParameter: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// At most `requests` calls in any window of `seconds` seconds.
    public struct RateLimit: Sendable, Equatable {
        public var requests: Int
        public var seconds: Int

        public init(requests: Int, seconds: Int) {
            self.requests = requests
            self.seconds = seconds
        }
    }

    /// The kinds of app that can call: 自建应用 is `custom`, 商店应用 is `store`.
    public enum AppType: String, Sendable, CaseIterable {
        case custom
        case store
    }

    public enum AccessToken: String, Sendable, CaseIterable {
        case tenant
        case user
        case app
    }

    public struct Scope: Sendable, Equatable {
        public var name: String
        public var description: String?

        public init(name: String, description: String? = nil) {
            self.name = name
            self.description = description
        }
    }

    public struct Request: Sendable, Equatable {
        public var contentType: String?
        public var fields: [Field]?
        /// The document's sample bodies.
        public var samples: [JSON]?
        public var rawSamples: [RawSample]?

        public init(
            contentType: String? = nil, fields: [Field]? = nil, samples: [JSON]? = nil, rawSamples: [RawSample]? = nil
        ) {
            self.contentType = contentType
            self.fields = fields
            self.samples = samples
            self.rawSamples = rawSamples
        }
    }

    public struct Response: Sendable, Equatable {
        public var envelope: Envelope
        /// `object`, or the type of a payload that is not an object, such as `object[]`.
        public var type: FieldType
        public var fields: [Field]?
        /// The document's sample bodies, whole, with their envelope.
        public var samples: [JSON]?
        public var rawSamples: [RawSample]?

        public init(
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
    public struct RawSample: Sendable, Equatable {
        /// The sample as the document shows it.
        public var text: String
        /// The bodies that it shows, where it could be repaired or is a stream of bodies. They are not reliable.
        public var repaired: [JSON]?

        public init(text: String, repaired: [JSON]? = nil) {
            self.text = text
            self.repaired = repaired
        }
    }

    /// How the response is wrapped.
    public enum Envelope: String, Sendable, CaseIterable {
        /// `{code, msg, data}`; the fields are the members of `data`.
        case data
        /// `{code, msg, ...}`; the fields are the other members.
        case flat
        /// The body is just the fields, or a file.
        case none
    }

    public struct DocumentedError: Sendable, Equatable {
        /// The HTTP status that the document gives.
        public var status: Int?
        public var code: Int
        public var message: String
        /// What the document advises to do about it, as Markdown.
        public var advice: String?
        /// Annotation: the Swift name of the constant.
        public var name: String?
        /// What a client should do about it, from the message and the advice. Nil where they do not say.
        public var reaction: Reaction?

        public init(
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
    }

    /// What a client should do about an error.
    public enum Reaction: String, Sendable, CaseIterable {
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
    public struct Paging: Sendable, Equatable {
        /// The list in the response.
        public var items: String?
        /// The field of the request that selects a page, `page_token`.
        public var token: String?
        /// The field of the response with the token of the next page, `page_token`.
        public var next: String?
        /// The field of the response that says whether there is another page, `has_more`.
        public var more: String?

        public init(items: String? = nil, token: String? = nil, next: String? = nil, more: String? = nil) {
            self.items = items
            self.token = token
            self.next = next
            self.more = more
        }
    }

    public struct Polling: Sendable, Equatable {
        public var until: State
        /// Whether an empty response means that the result is not available yet.
        public var whileEmpty: Bool?
        public var timeoutSeconds: Int?

        public init(until: State, whileEmpty: Bool? = nil, timeoutSeconds: Int? = nil) {
            self.until = until
            self.whileEmpty = whileEmpty
            self.timeoutSeconds = timeoutSeconds
        }

        /// The state in which the result is final.
        public struct State: Sendable, Equatable {
            /// The top-level response field that contains the state.
            public var field: String
            /// The final values of that field.
            public var finalValues: [JSON]

            public init(field: String, finalValues: [JSON]) {
                self.field = field
                self.finalValues = finalValues
            }
        }
    }
}
