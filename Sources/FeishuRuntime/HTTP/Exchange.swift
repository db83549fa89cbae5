import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A request in flight, and what was received in response.
struct Exchange: Sendable {
    let continuation: CheckedContinuation<Received, any Error>
    /// The file for the body of a success.
    let destination: URL?
    let onProgress: Exchanges.ProgressHandler?
    var body = Data()
    /// The file that is being written.
    private(set) var file: PartialFile?
    /// The number of bytes received.
    private(set) var size = 0

    /// Adds a part of the body.
    ///
    /// - Parameters:
    ///   - expected: The size of the whole body, if it is known.
    ///   - limit: The maximum size of a body in memory.
    mutating func append(_ data: Data, of response: URLResponse?, expected: Int?, limit: Int) throws {
        size += data.count
        if let destination, response.isSuccess {
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
        guard let destination, response.isSuccess else { return nil }
        if file == nil { file = try PartialFile(for: destination) }
        try file?.complete()
        return destination
    }
}

extension URLResponse? {
    fileprivate var isSuccess: Bool {
        (self as? HTTPURLResponse).map { (200..<300).contains($0.statusCode) } ?? false
    }
}

/// A file next to its destination, which replaces the destination once it is complete.
struct PartialFile: Sendable {
    private let destination: URL
    private let file: URL
    private let handle: FileHandle

    init(for destination: URL) throws {
        self.destination = destination
        file = destination.deletingLastPathComponent().appendingPathComponent(".\(UUID().uuidString).part")
        guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
            throw FeishuFileNotWritable(url: destination)
        }
        do {
            handle = try FileHandle(forWritingTo: file)
        } catch {
            try? FileManager.default.removeItem(at: file)
            throw FeishuFileNotWritable(url: destination, reason: error.localizedDescription)
        }
    }

    func write(_ data: Data) throws {
        do {
            try handle.write(contentsOf: data)
        } catch {
            throw FeishuFileNotWritable(url: destination, reason: error.localizedDescription)
        }
    }

    func complete() throws {
        do {
            try handle.close()
        } catch {
            throw FeishuFileNotWritable(url: destination, reason: error.localizedDescription)
        }
        if rename(file.path, destination.path) != 0 { throw FeishuFileNotWritable(url: destination) }
    }

    func remove() {
        try? handle.close()
        try? FileManager.default.removeItem(at: file)
    }
}
