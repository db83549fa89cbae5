import Foundation

/// The body of a request.
public enum FeishuHTTPBody: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    case data(Data)
    /// The content of a file, which is sent without loading it into memory.
    case file(URL)

    /// The content of a body in memory, or nil for a file.
    public var data: Data? {
        if case .data(let data) = self { data } else { nil }
    }

    /// The size in bytes, or nil if the file cannot be read.
    public var size: Int? {
        switch self {
        case .data(let data): data.count
        case .file(let url): try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize
        }
    }

    /// Checks that a file can be sent.
    ///
    /// - Throws: `FeishuFileError`.
    func check() throws {
        guard case .file(let url) = self else { return }
        let values = url.isFileURL ? try? url.resourceValues(forKeys: [.isRegularFileKey]) : nil
        if values?.isRegularFile != true { throw FeishuFileError(url, "is not a regular file") }
    }

    public var description: String { size.map { "\($0) bytes" } ?? "a file that cannot be read" }
    public var customMirror: Mirror { Mirror(self, children: ["size": size as Any]) }
}

/// The progress of a request and its response.
public enum FeishuTransferProgress: Sendable, Hashable {
    /// The request waits because all connections are in use.
    case waitingForConnection
    /// The request is being sent.
    case started
    /// A part of the request body was sent.
    case sent(bytes: Int, of: Int?)
    /// A part of the response body was received.
    case received(bytes: Int, of: Int?)
}
