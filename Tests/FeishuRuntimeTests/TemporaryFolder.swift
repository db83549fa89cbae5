import Foundation

/// A folder that is removed with the test.
final class TemporaryFolder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("feishu-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String, _ content: String? = nil) throws -> URL {
        let file = url.appendingPathComponent(name)
        if let content { try Data(content.utf8).write(to: file) }
        return file
    }

    var content: [String: String] {
        get throws {
            try Dictionary(
                uniqueKeysWithValues: FileManager.default.contentsOfDirectory(atPath: url.path).map {
                    ($0, try String(contentsOf: url.appendingPathComponent($0), encoding: .utf8))
                })
        }
    }
}
