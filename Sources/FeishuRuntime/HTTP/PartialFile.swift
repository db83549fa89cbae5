import Foundation

/// A file next to its destination, which replaces the destination once it is complete.
///
/// A queue of its own writes the parts, because a disk can take any time for one: URLSession on Linux has one queue for all
/// sessions of the process, and no request goes on while it waits.
final class PartialFile: Sendable {
    /// Creates a file and opens it for writing.
    typealias Opener = @Sendable (URL) throws -> FileHandle
    typealias Completion = @Sendable (Result<Void, any Error>) -> Void

    private struct State: Sendable {
        var handle: FileHandle?
        /// The number of bytes that are not written yet.
        var backlog = 0
        /// The number of parts that were written.
        var writtenCount = 0
        /// The number of operations that have not ended.
        var operationCount = 0
        var isRemoved = false
    }

    /// The largest number of bytes that wait for the disk. With more, the network waits.
    private static let capacity = 1 << 20

    let destination: URL
    private let file: URL
    private let open: Opener
    /// The longest wait for the disk to write anything, in seconds.
    private let patience: TimeInterval
    private let queue = DispatchQueue(label: "FeishuRuntime.partialFile")
    private let condition = NSCondition()
    private let state = Locked(State())

    init(for destination: URL, open: @escaping Opener = PartialFile.create, patience: TimeInterval = 5) {
        self.destination = destination
        self.open = open
        self.patience = patience
        file = destination.deletingLastPathComponent().appendingPathComponent(".\(UUID().uuidString).part")
    }

    /// Creates an empty file.
    static func create(_ file: URL) throws -> FileHandle {
        guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
            throw FeishuFileError.systemError(file)
        }
        return try FileHandle(forWritingTo: file)
    }

    /// Adds a part.
    ///
    /// - Parameter completion: A closure that is called when the part is written, on another thread.
    /// - Throws: `FeishuFileError` if too much waits for a disk that accepts nothing.
    func append(_ data: Data, completion: @escaping Completion) throws {
        try waitForRoom()
        state.withLock { $0.backlog += data.count }
        use(completion) {
            try $0.write(contentsOf: data)
        } always: { [state, condition] in
            condition.withLock {
                state.withLock {
                    $0.backlog -= data.count
                    $0.writtenCount += 1
                }
                condition.broadcast()
            }
        }
    }

    /// Moves the file to its destination when all parts are written. A file without parts is empty.
    ///
    /// - Parameter claim: A closure that is called before the destination is replaced; it returns whether the file is still
    ///   wanted. From then on nothing can end the download.
    func complete(claim: @escaping @Sendable () -> Bool, completion: @escaping Completion) {
        use(completion) { [file, destination] handle in
            try handle.close()
            guard claim() else { throw CancellationError() }
            if rename(file.path, destination.path) != 0 { throw FeishuFileError.systemError(destination) }
        }
    }

    /// Deletes the file: at once, or when the disk has ended what it is doing.
    func remove() {
        let isIdle = state.withLock { state in
            state.isRemoved = true
            return state.operationCount == 0
        }
        condition.withLock { condition.broadcast() }
        if isIdle { delete() } else { queue.async { self.delete() } }
    }

    private func waitForRoom() throws {
        try condition.withLock {
            var last = state.withLock { $0 }
            var deadline = Date(timeIntervalSinceNow: patience)
            while last.backlog >= Self.capacity, !last.isRemoved {
                let isInTime = condition.wait(until: deadline)
                let now = state.withLock { $0 }
                if now.writtenCount != last.writtenCount {
                    deadline = Date(timeIntervalSinceNow: patience)
                } else if !isInTime, !now.isRemoved {
                    throw FeishuFileError(
                        destination, "cannot be written: the disk accepted no data for \(Int(patience)) seconds")
                }
                last = now
            }
        }
    }

    private func use(
        _ completion: @escaping Completion, _ operation: @escaping @Sendable (FileHandle) throws -> Void,
        always cleanup: @escaping @Sendable () -> Void = {}
    ) {
        state.withLock { $0.operationCount += 1 }
        queue.async { [self] in
            let result = Result { try perform(operation) }
            state.withLock { $0.operationCount -= 1 }
            cleanup()
            completion(result)
        }
    }

    private func perform(_ operation: (FileHandle) throws -> Void) throws {
        let (current, isRemoved) = state.withLock { ($0.handle, $0.isRemoved) }
        if isRemoved { throw CancellationError() }
        do {
            let handle = try current ?? open(file)
            state.withLock { $0.handle = handle }
            try operation(handle)
        } catch let error as CancellationError {
            throw error
        } catch let error as FeishuFileError {
            throw FeishuFileError(destination, error.problem)
        } catch {
            throw FeishuFileError.systemError(destination, error.localizedDescription)
        }
    }

    private func delete() {
        try? FileManager.default.removeItem(at: file)
        try? state.withLock { $0.handle }?.close()
    }
}
