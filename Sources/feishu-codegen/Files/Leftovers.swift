import Foundation

/// Files and folders that exist only while a run lasts. One that is killed leaves them, and the next run removes them.
enum Leftovers {
    private static let prefix = ".feishu-codegen-run-"

    /// Removes what ended runs left in a folder.
    ///
    /// - Returns: A new path in it, of this run.
    static func newURL(in folder: URL) -> URL {
        for url in all(in: folder) { try? FileManager.default.removeItem(at: url) }
        let process = ProcessInfo.processInfo.processIdentifier
        return folder.appendingPathComponent("\(prefix)\(process)-\(UUID().uuidString)")
    }

    /// What ended runs left in a folder.
    private static func all(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { name in
            guard name.hasPrefix(prefix), let process = Int32(name.dropFirst(prefix.count).prefix { $0 != "-" }) else {
                return false
            }
            // A signal of no effect, to find out whether there is such a process.
            return kill(process, 0) != 0 && errno == ESRCH
        }.map(folder.appendingPathComponent)
    }
}
