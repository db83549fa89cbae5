/// What the platform's document states about one endpoint, and what people annotated (spec format, version 1).
///
/// An optional that is nil stands for a key that is not there: "not stated". An empty array is stated: "none".
public struct EndpointSpec: Sendable, Equatable {
    /// `$schema`, by which editors find the JSON Schema of the format.
    public var schema: String?
    /// The platform's own operation name, `service.version.resource.operation`.
    public var id: String
    public var title: String
    /// The document's text up to its request section, as Markdown.
    public var summary: String?
    public var document: Document
    public var method: Method
    /// The path with its parameters as `:name`, without host and query.
    public var path: String
    /// The host where it is not the platform's own.
    public var host: String?
    /// Query parameters that are fixed in the document's URL.
    public var fixedQuery: [FixedParameter]?
    /// All windows hold at once. Empty together with `rateLimitNote` where the document gives no number.
    public var rateLimits: [RateLimit]?
    public var rateLimitNote: String?
    public var appTypes: [AppType]?
    public var accessTokens: [AccessToken]?
    /// Any one of them suffices.
    public var scopes: [Scope]?
    /// Each unlocks further fields of the answer.
    public var fieldScopes: [Scope]?
    /// Annotation: whether sending the request twice does no more than sending it once. By default the method tells.
    public var idempotent: Bool?
    public var headers: [Field]?
    public var pathParameters: [Field]?
    public var queryParameters: [Field]?
    public var request: Request?
    public var response: Response
    public var errors: [DocumentedError]?
    /// Annotation: how to wait for a result that is computed in the background.
    public var polling: Polling?

    public init(id: String, title: String, document: Document, method: Method, path: String, response: Response) {
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
        /// The day of the document's last change, `2024-07-10`.
        public var updated: String?
        /// Where the repository keeps the document.
        public var path: String?

        public init(url: String? = nil, updated: String? = nil, path: String? = nil) {
            self.url = url
            self.updated = updated
            self.path = path
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

    /// The kinds of app that may call: 自建应用 is `custom`, 商店应用 is `store`.
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
        /// `object`, or the type of the payload where it is no object, such as `object[]`.
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

    /// A sample of the document that is no JSON.
    public struct RawSample: Sendable, Equatable {
        /// As it stands in the document.
        public var text: String
        /// The bodies that it shows, where it could be mended, or is a stream of them. Nobody vouches for them.
        public var repaired: [JSON]?

        public init(text: String, repaired: [JSON]? = nil) {
            self.text = text
            self.repaired = repaired
        }
    }

    /// How the answer is wrapped.
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
        /// What the document says to do about it, as Markdown.
        public var advice: String?
        /// Annotation: the Swift name of the constant.
        public var name: String?

        public init(status: Int? = nil, code: Int, message: String, advice: String? = nil, name: String? = nil) {
            self.status = status
            self.code = code
            self.message = message
            self.advice = advice
            self.name = name
        }
    }

    public struct Polling: Sendable, Equatable {
        /// The top-level response field that tells the state.
        public var field: String
        /// The final values of that field.
        public var finalValues: [JSON]
        /// Whether an empty answer means "not yet".
        public var whileEmpty: Bool?
        public var timeoutSeconds: Int?
    }
}
