import Foundation

/// An error of a transport of this package, in addition to those of `URLSession`.
public struct FeishuTransportError: LocalizedError, Hashable {
    /// What went wrong.
    public enum Reason: Hashable, Sendable {
        /// The body exceeds the maximum size of the transport, in bytes.
        case responseTooLarge(limit: Int)
        /// The response is not complete within the total timeout of the transport.
        case responseTooLate(limit: Duration)
        /// The headers of the response are too large for `URLSession`.
        case headersTooLarge
        /// The response is not, or may not be, the whole content. A file on disk is left as it was.
        case incompleteResponse(String)
        /// `URLSession` on Linux cannot read the response.
        case unreadableResponse(String)
        /// `URLSession` on Linux ignores the proxy of the session's configuration, so the request, with its access token,
        /// would bypass the proxy. The value is the environment variable to set instead.
        case proxyNotSupported(variable: String)
        /// `URLSession` does not send a GET request with a body.
        case bodyNotSendable
        /// A transport for tests has no response to the request.
        case noResponse(String)
    }

    public let reason: Reason

    public init(_ reason: Reason) { self.reason = reason }

    public var errorDescription: String? {
        switch reason {
        case .responseTooLarge(let limit):
            "the response is larger than \(limit) bytes; see maximumResponseSize of FeishuURLSessionTransport"
        case .responseTooLate(let limit):
            "the response is not complete within \(limit); see totalTimeout of FeishuURLSessionTransport"
        case .headersTooLarge: "the headers of the response are too large"
        case .incompleteResponse(let problem): "incomplete response: \(problem)".onOneLine
        case .unreadableResponse(let problem): "URLSession on Linux cannot read the response: \(problem)"
        case .proxyNotSupported(let variable):
            "URLSession on Linux ignores connectionProxyDictionary; set the environment variable \(variable) instead, and "
                + "leave the dictionary empty"
        case .bodyNotSendable: "URLSession cannot send a GET request with a body"
        case .noResponse(let problem): problem.onOneLine
        }
    }

    /// Whether a retry would fail in the same way.
    var isFinal: Bool {
        if case .responseTooLate = reason { false } else { true }
    }
}

/// An error for a file that cannot be uploaded, or to which a response cannot be written.
public struct FeishuFileError: LocalizedError, Hashable {
    public let url: URL
    /// What went wrong, such as `is not a regular file`.
    public let problem: String

    public init(_ url: URL, _ problem: String) {
        self.url = url
        self.problem = problem
    }

    public var errorDescription: String? { "\(url.isFileURL ? url.path : url.absoluteString) \(problem)" }

    /// An error for a failed system call.
    static func systemError(_ url: URL, _ reason: String = String(cString: strerror(errno))) -> FeishuFileError {
        FeishuFileError(url, "cannot be written: \(reason)")
    }

    /// Checks that a file can be created or replaced.
    static func checkDestination(_ url: URL) throws {
        let folder = url.deletingLastPathComponent()
        guard url.isFileURL, (try? folder.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true else {
            throw FeishuFileError(url, "is not a file in an existing folder")
        }
        if let values = try? url.resourceValues(forKeys: [.isRegularFileKey]), values.isRegularFile != true {
            throw FeishuFileError(url, "is not a regular file")
        }
    }
}
