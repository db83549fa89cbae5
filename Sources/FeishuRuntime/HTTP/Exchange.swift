import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A request in flight, and what was received in response.
struct Exchange: Sendable {
    let continuation: CheckedContinuation<Received, any Error>
    let onProgress: Exchanges.ProgressHandler?
    /// The file for the body of a success.
    private let file: PartialFile?
    /// Whether the request asks for a part of the content.
    private let asksForPart: Bool
    /// Whether the body must arrive as it is, because nothing could tell whether an encoded one is complete.
    private let refusesEncoding: Bool
    private(set) var body = Data()
    /// The number of bytes received.
    private(set) var size = 0
    /// Whether the response has ended, and its file is being completed.
    var isEnding = false

    init(
        _ request: FeishuHTTPRequest, openFile: @escaping PartialFile.Opener,
        _ continuation: CheckedContinuation<Received, any Error>
    ) {
        self.continuation = continuation
        onProgress = request.onProgress
        file = request.destination.map { PartialFile(for: $0, open: openFile) }
        asksForPart = request.headers["Range"] != nil
        refusesEncoding = request.destination != nil || request.headers["Accept-Encoding"] == "identity"
    }

    /// Adds a part of the body.
    ///
    /// - Parameters:
    ///   - expected: The size of the whole body, if it is known.
    ///   - limit: The maximum size of a body in memory.
    /// - Returns: The file to which the part has to be written; nil if it was added to the body in memory.
    mutating func append(_ data: Data, of response: URLResponse?, expected: Int?, limit: Int) throws -> PartialFile? {
        try check(response)
        size += data.count
        if let file, isSuccess(response) { return file }
        if max(size, expected ?? 0) > limit { throw FeishuTransportError(.responseTooLarge(limit: limit)) }
        body.append(data)
        return nil
    }

    /// Resumes the caller, and removes an incomplete file.
    func fail(with error: any Error) {
        file?.remove()
        continuation.resume(throwing: error)
    }

    /// The file that contains the body. A success without a body is an empty file.
    ///
    /// - Returns: Nil if the body is in memory.
    /// - Throws: An error if the body is not complete.
    func completeFile(of response: URLResponse?) throws -> PartialFile? {
        try check(response)
        guard let file, isSuccess(response) else { return nil }
        if let length = response.header("Content-Length"), response.header("Transfer-Encoding") == nil,
            Int(length) != size
        {
            throw FeishuTransportError(
                .incompleteResponse("the body has \(size) bytes, but the response announced \(length.prefix(40))"))
        }
        return file
    }

    /// - Throws: An error for an encoded body that must arrive as it is.
    private func check(_ response: URLResponse?) throws {
        guard refusesEncoding, isSuccess(response), let encoding = response.header("Content-Encoding"),
            Self.compressions.contains(where: encoding.lowercased().contains)
        else { return }
        throw FeishuTransportError(
            .incompleteResponse(
                "the body is encoded as \"\(encoding.prefix(40))\", although the request did not accept that, "
                    + "and cannot be checked for completeness"))
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
