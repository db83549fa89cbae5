import Foundation

/// A file next to its destination, which replaces the destination once it is complete.
///
/// Parts are written one after the other. A disk can take any time for one, so no lock is held meanwhile, and a file that is
/// removed during a write is deleted when the write ends.
final class PartialFile: Sendable {
    /// Creates a file and opens it for writing.
    typealias Opener = @Sendable (URL) throws -> FileHandle

    private struct State: Sendable {
        var handle: FileHandle?
        var isBusy = false
        var isRemoved = false
    }

    let destination: URL
    private let file: URL
    private let open: Opener
    private let state = Locked(State())

    init(for destination: URL, open: @escaping Opener = PartialFile.create) {
        self.destination = destination
        self.open = open
        file = destination.deletingLastPathComponent().appendingPathComponent(".\(UUID().uuidString).part")
    }

    /// Creates an empty file.
    static func create(_ file: URL) throws -> FileHandle {
        guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
            throw FeishuFileNotWritable(url: file)
        }
        return try FileHandle(forWritingTo: file)
    }

    func write(_ data: Data) throws {
        try use { try $0.write(contentsOf: data) }
    }

    /// Moves the file to its destination. One that nothing was written to is empty.
    func complete() throws {
        try use { handle in
            try handle.close()
            if rename(file.path, destination.path) != 0 { throw FeishuFileNotWritable(url: destination) }
        }
    }

    /// Deletes the file, at once or when the current write ends.
    func remove() {
        let isBusy = state.withLock { state in
            state.isRemoved = true
            return state.isBusy
        }
        if !isBusy { delete() }
    }

    private func use(_ operation: (FileHandle) throws -> Void) throws {
        let begun = state.withLock { state -> (handle: FileHandle?, isRemoved: Bool) in
            state.isBusy = !state.isRemoved
            return (state.handle, state.isRemoved)
        }
        if begun.isRemoved { throw CancellationError() }
        defer {
            let isRemoved = state.withLock { state in
                state.isBusy = false
                return state.isRemoved
            }
            if isRemoved { delete() }
        }
        do {
            let handle = try begun.handle ?? open(file)
            state.withLock { $0.handle = handle }
            try operation(handle)
        } catch let error as FeishuFileNotWritable {
            throw FeishuFileNotWritable(url: destination, reason: error.reason)
        } catch {
            throw FeishuFileNotWritable(url: destination, reason: error.localizedDescription)
        }
    }

    private func delete() {
        try? FileManager.default.removeItem(at: file)
        try? state.withLock { $0.handle }?.close()
    }
}
