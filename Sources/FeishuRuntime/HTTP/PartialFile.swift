import Foundation

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
