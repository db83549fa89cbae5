import FeishuRuntime
import Foundation

/// The facts of an endpoint's spec that generated code must match. The generator writes them into the samples.
struct DocumentedFacts: Decodable {
    let id: String
    let method: String
    let host: String?
    let path: String
    let fixedQuery: [String: String]?
    let rateLimits: [RateLimit]?
    let appTypes: [String]?
    let accessTokens: [String]?
    let scopes: [String]?
    let fieldScopes: [String]?
    let idempotent: Bool
    let bodyEncoding: String
    let request: [Field]?
    let envelope: String
    let responseType: String
    let response: [Field]?
    let errors: [DocumentedError]?
    let example: Example

    struct RateLimit: Decodable {
        let requests: Int
        let seconds: Int
    }

    struct Field: Decodable {
        let name: String
        /// The type as the spec spells it, such as `object[]`.
        let type: String
        /// The type of the values of a map.
        var valueType: String?
        /// The unit of a timestamp.
        var format: String?
        let required: Bool?
        let values: [FeishuJSONValue]?
        /// The names of the constants of the values.
        let names: [String]?
        let fields: [Field]?

        /// The type without its array dimensions.
        var base: Substring { type.prefix { $0 != "[" } }
        var dimensions: Int { type.count { $0 == "[" } }
    }

    struct DocumentedError: Decodable {
        let code: Int
        let status: Int?
        let message: String
        let advice: String?
        let reaction: String?
    }

    /// What a call with the example parameters sends.
    struct Example: Decodable {
        let path: [String]?
        /// Pairs of name and value, as in the other lists.
        let query: [[String]]?
        let headers: [[String]]?
    }

    init(json: String) throws {
        self = try JSONDecoder().decode(DocumentedFacts.self, from: Data(json.utf8))
    }
}
