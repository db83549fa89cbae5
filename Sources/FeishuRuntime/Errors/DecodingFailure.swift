import Foundation

/// The location and cause of a failure to decode a response.
///
/// The description does not show the invalid value, which can contain personal data; the debug description does.
public struct FeishuDecodingFailure: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The path of the invalid value, such as `data.items[3].name`.
    public let path: String
    public let explanation: String
    /// The invalid value as JSON, truncated to 80 characters, or nil if there is none.
    public private(set) var value: String?
    /// The difference between the value and the documentation of its field, or nil if the failure is not of one field.
    public internal(set) var deviation: FeishuFieldDeviation?
    /// Whether the description shows the value.
    var showsExcerpts = false

    /// Creates a failure, for tests of code that handles errors.
    public init(path: String, explanation: String, value: String? = nil, deviation: FeishuFieldDeviation? = nil) {
        self.path = path
        self.explanation = explanation
        self.value = value
        self.deviation = deviation
    }

    /// - Parameter excerpt: The start of the value at the path.
    init(_ error: any Error, excerpt: String?, at path: [any CodingKey] = []) {
        // JSONDecoder throws an error other than DecodingError for a number that does not fit.
        let context = (error as? DecodingError)?.context
        self.path = (context?.codingPath ?? path).text
        explanation = context?.debugDescription ?? "\(error)"
        value = excerpt
    }

    /// - Parameter body: The complete response body.
    init(_ error: any Error, in body: Data) {
        self.init(error, excerpt: JSONExcerpt.of((error as? DecodingError)?.context?.codingPath ?? [], in: body))
    }

    var withoutValue: FeishuDecodingFailure { replacing(value: nil) }

    /// Every string of the failure can be of the response: a key is part of the path and of the explanation.
    func hiding(_ secrets: [Secret]) -> FeishuDecodingFailure {
        var failure = FeishuDecodingFailure(
            path: path.hiding(secrets), explanation: explanation.hiding(secrets), value: value?.hiding(secrets),
            deviation: deviation)
        failure.showsExcerpts = showsExcerpts
        return failure
    }

    private func replacing(value: String?) -> FeishuDecodingFailure {
        var failure = self
        failure.value = value
        return failure
    }

    public var description: String { text(withExcerpts: showsExcerpts) }
    public var debugDescription: String { text(withExcerpts: true) }

    func text(withExcerpts: Bool) -> String {
        let place = path.isEmpty ? explanation : "at \(path): \(explanation)"
        let found = withExcerpts ? value.map { " (found \($0))" } ?? "" : ""
        return (place + found).onOneLine
    }
}

extension DecodingError {
    fileprivate var context: Context? {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context),
            .keyNotFound(_, let context):
            context
        @unknown default: nil
        }
    }
}

extension [any CodingKey] {
    fileprivate var text: String {
        reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
