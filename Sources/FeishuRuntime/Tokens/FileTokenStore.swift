import Foundation

/// A token store in a folder, which survives the process. Clients and processes with the same folder share their tokens.
///
/// Every token is a file of its own, which only the user of the process can read. A file is replaced as a whole, so that a
/// process that is killed leaves the old token or the new one. The tokens are not encrypted.
public struct FeishuFileTokenStore: FeishuTokenStore {
    private let folder: URL

    // Waiting for the disk or for another process blocks a thread, which must not be one of those that run tasks.
    private static let reads = DispatchQueue(label: "FeishuRuntime.tokenStore.reads", attributes: .concurrent)
    /// One change at a time, so that they end in the order in which they began.
    private let changes = DispatchQueue(label: "FeishuRuntime.tokenStore.changes")
    /// The maximum wait for the lock in seconds: less than a client waits for its store.
    private static let lockLimit: TimeInterval = 8

    /// - Parameter folder: The folder for the tokens, which is created if it does not exist.
    /// - Throws: `FeishuTokenStoreFailure` if the folder cannot be created, or if other users can write to it.
    public init(folder: URL) throws {
        // A link has permissions of its own, which say nothing.
        let folder = folder.resolvingSymlinksInPath()
        self.folder = folder
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: NSNumber(value: 0o700)])
        } catch {
            throw FeishuTokenStoreFailure(
                path: folder.path, reason: "cannot create the folder: \(error.localizedDescription)")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path)
        if let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue, mode & 0o022 != 0 {
            throw FeishuTokenStoreFailure(
                path: folder.path, reason: "other users can write to the folder; change its permissions to 700")
        }
    }

    public func token(for key: FeishuTokenKey) async throws -> FeishuStoredToken? {
        try await run(on: Self.reads) { try read(key) }
    }

    public func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws {
        try await run(on: changes) { try locked { try write(token, for: key) } }
    }

    public func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws {
        try await run(on: changes) {
            try locked {
                guard try read(key)?.value == token.value else { return }
                let file = file(for: key)
                if unlink(file.path) != 0, errno != ENOENT { throw failure(file, "cannot remove the file") }
            }
        }
    }

    /// What a file contains. The key proves that the file is that of the token: names of files are digests.
    private struct Content: Codable {
        var key: String
        var token: FeishuStoredToken
    }

    /// A digest, because some file systems ignore case, and keys differ in it.
    private func file(for key: FeishuTokenKey) -> URL {
        folder.appendingPathComponent("\(key.kind.rawValue)-\(SHA256.hexDigest(of: key.text)).json")
    }

    private func read(_ key: FeishuTokenKey) throws -> FeishuStoredToken? {
        let file = file(for: key)
        let data: Data
        do {
            data = try Data(contentsOf: file)
        } catch CocoaError.fileReadNoSuchFile {
            return nil
        } catch {
            throw FeishuTokenStoreFailure(
                path: file.path, reason: "cannot read the file: \(error.localizedDescription)")
        }
        // The error of the decoder could show the token.
        guard let content = try? JSONDecoder().decode(Content.self, from: data), content.key == key.text else {
            throw FeishuTokenStoreFailure(path: file.path, reason: "the file contains no token for its key; delete it")
        }
        return content.token
    }

    private func write(_ token: FeishuStoredToken, for key: FeishuTokenKey) throws {
        let file = file(for: key)
        let data = try JSONEncoder.sorted.encode(Content(key: key.text, token: token))
        let new = folder.appendingPathComponent(".\(UUID().uuidString).new")
        let descriptor = open(new.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(file, "cannot write the file") }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: data)
            // A refresh token can be used only once, so that the old one is worth nothing after a loss of power.
            try handle.synchronize()
            try handle.close()
        } catch {
            unlink(new.path)
            throw FeishuTokenStoreFailure(
                path: file.path, reason: "cannot write the file: \(error.localizedDescription)")
        }
        if rename(new.path, file.path) != 0 {
            let failure = failure(file, "cannot write the file")
            unlink(new.path)
            throw failure
        }
    }

    /// Runs a change while no other client or process changes the folder.
    private func locked(_ change: () throws -> Void) throws {
        let lock = folder.appendingPathComponent(".lock")
        let descriptor = open(lock.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(lock, "cannot lock the folder") }
        // This ends the lock too.
        defer { close(descriptor) }
        let end = Date(timeIntervalSinceNow: Self.lockLimit)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EINTR || errno == EWOULDBLOCK, Date() < end else {
                throw failure(lock, "cannot lock the folder")
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
        defer { flock(descriptor, LOCK_UN) }
        try change()
    }

    private func failure(_ file: URL, _ problem: String) -> FeishuTokenStoreFailure {
        FeishuTokenStoreFailure(path: file.path, reason: "\(problem): \(String(cString: strerror(errno)))")
    }

    private func run<Value: Sendable>(
        on queue: DispatchQueue, _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}

/// An error for a token that a `FeishuFileTokenStore` cannot read or save. It contains no token.
public struct FeishuTokenStoreFailure: LocalizedError {
    public let path: String
    let reason: String

    public var errorDescription: String? { "\(path): \(reason)".onOneLine }
}
