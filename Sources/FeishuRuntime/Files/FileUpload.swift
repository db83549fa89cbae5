import Foundation

/// A file to upload, from memory or from disk.
public struct FeishuFileUpload: Hashable, Sendable, CustomStringConvertible {
    /// Where the content is.
    public enum Content: Hashable, Sendable {
        case data(Data)
        /// A file that is read when the call is sent, and never as a whole.
        case file(URL)
    }

    public var content: Content
    /// The name that the platform gets, with an extension.
    public var name: String
    /// The media type, such as `image/png`.
    public var contentType: String

    public init(_ content: Content, name: String, contentType: String = "application/octet-stream") {
        self.content = content
        self.name = name
        self.contentType = contentType
    }

    /// A file from memory.
    public static func data(
        _ data: Data, named name: String, contentType: String = "application/octet-stream"
    ) -> FeishuFileUpload {
        FeishuFileUpload(.data(data), name: name, contentType: contentType)
    }

    /// A file from disk, under its own name unless another one is given.
    public static func file(
        _ url: URL, named name: String? = nil, contentType: String = "application/octet-stream"
    ) -> FeishuFileUpload {
        FeishuFileUpload(.file(url), name: name ?? url.lastPathComponent, contentType: contentType)
    }

    /// Creates a file for a field that is not set yet.
    @_spi(Generated) public init(unset: FeishuUnset) { self.init(.data(Data()), name: "") }

    public var description: String {
        let size: Int? =
            switch content {
            case .data(let data): data.count
            case .file(let url): FeishuHTTPBody.file(url).size
            }
        return name + (size.map { " (\($0) bytes)" } ?? "")
    }
}

/// Fields of models have to be `Codable`, but a file is sent only as a part of a form.
extension FeishuFileUpload: Codable {
    public init(from decoder: any Decoder) throws {
        throw DecodingError.dataCorrupted(
            .init(codingPath: decoder.codingPath, debugDescription: "a file cannot be a value in JSON"))
    }

    public func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(
            self, .init(codingPath: encoder.codingPath, debugDescription: "a file cannot be a value in JSON"))
    }
}
