import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A request in flight, and what was received in response.
struct Exchange: Sendable {
    let continuation: CheckedContinuation<Received, any Error>
    let onProgress: Exchanges.ProgressHandler?
    /// The file for the body of a success.
    private let destination: URL?
    /// Whether the request asks for a part of the content.
    private let asksForPart: Bool
    /// Whether the body must arrive as it is, because nothing could tell whether an encoded one is complete.
    private let refusesEncoding: Bool
    private(set) var body = Data()
    /// The file that is being written.
    private var file: PartialFile?
    /// The number of bytes received.
    private(set) var size = 0

    init(_ request: FeishuHTTPRequest, _ continuation: CheckedContinuation<Received, any Error>) {
        self.continuation = continuation
        onProgress = request.onProgress
        destination = request.destination
        asksForPart = request.headers["Range"] != nil
        refusesEncoding = request.destination != nil || request.headers["Accept-Encoding"] == "identity"
    }

    /// Adds a part of the body.
    ///
    /// - Parameters:
    ///   - expected: The size of the whole body, if it is known.
    ///   - limit: The maximum size of a body in memory.
    mutating func append(_ data: Data, of response: URLResponse?, expected: Int?, limit: Int) throws {
        try check(response)
        size += data.count
        if let destination, isSuccess(response) {
            let file = try self.file ?? PartialFile(for: destination)
            self.file = file
            return try file.write(data)
        }
        if max(size, expected ?? 0) > limit { throw FeishuResponseTooLarge(limit: limit) }
        body.append(data)
    }

    /// Resumes the caller, and removes an incomplete file.
    func fail(with error: any Error) {
        file?.remove()
        continuation.resume(throwing: error)
    }

    /// Moves the complete file to its destination. A success without a body is an empty file.
    mutating func completeFile(of response: URLResponse?) throws -> URL? {
        try check(response)
        guard let destination, isSuccess(response) else { return nil }
        if let length = response.header("Content-Length"), response.header("Transfer-Encoding") == nil,
            Int(length) != size
        {
            throw FeishuIncompleteResponse(
                reason: "the body has \(size) bytes, but the response announced \(length.prefix(40))")
        }
        if file == nil { file = try PartialFile(for: destination) }
        try file?.complete()
        return destination
    }

    /// - Throws: An error for an encoded body that must arrive as it is.
    private func check(_ response: URLResponse?) throws {
        guard refusesEncoding, isSuccess(response), let encoding = response.header("Content-Encoding"),
            Self.compressions.contains(where: encoding.lowercased().contains)
        else { return }
        throw FeishuIncompleteResponse(
            reason:
                "the body is encoded as \"\(encoding.prefix(40))\", although the request did not accept that, "
                + "and cannot be checked for completeness")
    }

    /// What URLSession decodes.
    private static let compressions = ["gzip", "deflate", "br", "zstd", "compress"]

    private func isSuccess(_ response: URLResponse?) -> Bool {
        guard let status = (response as? HTTPURLResponse)?.statusCode else { return false }
        return (200..<300).contains(status) && (status != 206 || asksForPart)
    }
}

extension URLResponse? {
    fileprivate func header(_ name: String) -> String? {
        (self as? HTTPURLResponse)?.value(forHTTPHeaderField: name)
    }
}

/// An error for a response that is not, or may not be, the whole content. A file on disk is then left as it was.
public struct FeishuIncompleteResponse: LocalizedError, FinalTransportError {
    let reason: String

    public var errorDescription: String? { "incomplete response: \(reason)".onOneLine }
}
