import Foundation

/// Temporary files and folders. If a run is killed, a later run removes its temporary files.
enum TemporaryFiles {
    private static let prefix = ".feishu-codegen-run-"

    /// Returns the URL for a new temporary file or folder in the given folder. First removes the temporary files of terminated
    /// runs.
    static func newURL(in folder: URL) -> URL {
        for url in leftovers(in: folder) { try? FileManager.default.removeItem(at: url) }
        let process = ProcessInfo.processInfo.processIdentifier
        return folder.appendingPathComponent("\(prefix)\(process)-\(UUID().uuidString)")
    }

    /// Returns the temporary files of terminated runs in the given folder.
    private static func leftovers(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { name in
            guard name.hasPrefix(prefix), let process = Int32(name.dropFirst(prefix.count).prefix { $0 != "-" }) else {
                return false
            }
            // Signal 0 only checks whether the process exists.
            return kill(process, 0) != 0 && errno == ESRCH
        }.map(folder.appendingPathComponent)
    }
}
