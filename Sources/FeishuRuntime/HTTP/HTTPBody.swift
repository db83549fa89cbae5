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
    /// - Throws: `FeishuFileNotUsable`.
    func check() throws {
        guard case .file(let url) = self else { return }
        let values = url.isFileURL ? try? url.resourceValues(forKeys: [.isRegularFileKey]) : nil
        if values?.isRegularFile != true { throw FeishuFileNotUsable(url: url, expected: "a regular file") }
    }

    public var description: String { size.map { "\($0) bytes" } ?? "a file that cannot be read" }
    public var customMirror: Mirror { Mirror(self, children: ["size": size as Any]) }
}

/// An error for a file that cannot be the body of a request or receive that of a response.
public struct FeishuFileNotUsable: LocalizedError, FinalTransportError {
    public let url: URL
    /// What the URL must name.
    let expected: String

    public var errorDescription: String? { "\(url.isFileURL ? url.path : url.absoluteString) is not \(expected)" }

    /// Checks that a file can be created or replaced.
    static func checkDestination(_ url: URL) throws {
        let folder = url.deletingLastPathComponent()
        guard url.isFileURL, (try? folder.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true else {
            throw FeishuFileNotUsable(url: url, expected: "a file in an existing folder")
        }
        if let values = try? url.resourceValues(forKeys: [.isRegularFileKey]), values.isRegularFile != true {
            throw FeishuFileNotUsable(url: url, expected: "a regular file")
        }
    }
}

/// An error for a file to which a response cannot be written, for example because the disk is full.
public struct FeishuFileNotWritable: LocalizedError, FinalTransportError {
    public let url: URL
    /// What the system says.
    var reason = String(cString: strerror(errno))

    public var errorDescription: String? { "cannot write the response to \(url.path): \(reason)" }
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
