import Foundation

/// A downloaded file, in memory or on disk.
public struct FeishuDownload: Hashable, Sendable {
    /// Where the content is.
    public enum Content: Hashable, Sendable {
        case data(Data)
        case file(URL)
    }

    public let content: Content
    /// The name that the platform states, without folders; nil if it states none.
    public let name: String?
    /// The media type, such as `application/pdf`.
    public let contentType: String?
    /// The size in bytes.
    public let size: Int

    public init(_ content: Content, name: String? = nil, contentType: String? = nil, size: Int) {
        self.content = content
        self.name = name
        self.contentType = contentType
        self.size = size
    }

    /// The content if it is in memory.
    public var data: Data? { if case .data(let data) = content { data } else { nil } }

    init(_ response: FeishuHTTPResponse) {
        content = response.file.map(Content.file) ?? .data(response.body)
        size = response.bodySize
        contentType = response.headers["Content-Type"]
        name = response.headers["Content-Disposition"].flatMap(FileName.init(disposition:))?.text
    }
}

/// The result of a call can be stored, and files are results.
extension FeishuDownload: FeishuResponsePayload, Codable {
    public static var absent: FeishuDownload { FeishuDownload(.data(Data()), size: 0) }

    public init(from decoder: any Decoder) throws {
        throw DecodingError.dataCorrupted(
            .init(codingPath: decoder.codingPath, debugDescription: "a file cannot be a value in JSON"))
    }

    public func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(
            self, .init(codingPath: encoder.codingPath, debugDescription: "a file cannot be a value in JSON"))
    }
}

/// An endpoint whose response is a file.
public protocol FeishuDownloadEndpoint: FeishuEndpoint where Response == FeishuDownload {}

extension FeishuDownloadEndpoint {
    /// Returns the file in a response. A JSON object with an error code instead of the file is a failure.
    ///
    /// - Throws: `FeishuError`.
    public static func response(
        from response: FeishuHTTPResponse, onDroppedField: @escaping @Sendable (FeishuDecodingFailure) -> Void,
        onDeviation: (@Sendable (FeishuFieldDeviation) -> Void)?
    ) throws -> FeishuDownload {
        if let failure = response.failureInsteadOfFile { throw failure.error(in: descriptor, response) }
        guard (200..<300).contains(response.status) else {
            throw FeishuError(.http(bodyStart: response.bodyStart), in: descriptor, response: response)
        }
        return FeishuDownload(response)
    }
}

extension FeishuHTTPResponse {
    /// The failure that the platform sent instead of a file. Errors are small and have the type JSON, but no name, and
    /// they have a message.
    fileprivate var failureInsteadOfFile: Failure? {
        if (200..<300).contains(status) {
            let isJSON = headers["Content-Type"]?.lowercased().contains("json") == true
            if !isJSON || headers["Content-Disposition"] != nil { return nil }
        }
        guard bodySize <= 1 << 16, let body = file == nil ? body : file.flatMap({ try? Data(contentsOf: $0) }),
            let failure = try? JSONDecoder().decode(Failure.self, from: body), failure.code != 0, failure.message != nil
        else { return nil }
        return failure
    }
}
