import Foundation

/// A difference between the platform and its documentation, which a client met in production.
public struct FeishuObservation: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// A value was dropped, because its type is not the documented type.
        case dropped
        /// A value has another type than the documented one, and was converted without loss.
        case converted
        /// A value is not in the documented list.
        case unknownValue
        /// The document of the endpoint does not list an error code.
        case undocumentedCode
    }

    /// The operation name of the endpoint, such as `hire.v1.job.get`.
    public let endpoint: String
    public let kind: Kind
    /// The address in the spec, such as `response.data.items.level`, or `errors`.
    public let path: String
    /// The documented type, such as `int`.
    public let expected: String
    /// The JSON type of a value that was dropped or converted; the value that is not listed; the error code.
    public let found: FeishuJSONValue
    /// The HTTP status of the first response with the error code.
    public let status: Int?
    /// The number of times that this was met.
    public let count: Int
}

extension FeishuObservation: Codable {}

extension FeishuObservation {
    /// The observation as one line of JSON, with sorted keys.
    var jsonLine: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
