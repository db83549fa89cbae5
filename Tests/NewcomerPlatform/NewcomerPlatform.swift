import Foundation
import LoopbackPlatform

/// Serves the portal and the platform that `.ci/newcomer` needs, on this machine.
///
/// Arguments: folders of documents. Prints the URL of the portal and that of the platform, and then the method and the path of
/// each call that arrives. Ends when standard input ends, so that it does not outlive the script that started it.
@main
enum NewcomerPlatform {
    static func main() throws {
        let portal = try LoopbackPortal()
        for folder in CommandLine.arguments.dropFirst() {
            for document in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            where document.hasSuffix(".md") {
                try serve(String(contentsOfFile: "\(folder)/\(document)", encoding: .utf8), named: document, on: portal)
            }
        }
        let platform = try LoopbackServer { request in
            if request.line.contains("/auth/") {
                return .init(#"{"code": 0, "tenant_access_token": "t-1", "expire": 7200}"#)
            }
            show(request.target)
            return .init(#"{"code": 0, "msg": "success", "data": {"status": 2}}"#)
        }
        show(portal.url)
        show(platform.url.absoluteString)
        while readLine() != nil {}
        platform.stop()
        // The portal serves until it is released.
        withExtendedLifetime(portal) {}
    }

    /// Writes a line at once, because the script reads it while this program runs.
    private static func show(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

    /// Adds a document at its canonical path, and at the readable path of its URL.
    ///
    /// - Parameters:
    ///   - text: The document, with front matter.
    ///   - name: The name of its file, such as `wiki.v2.space.get_node.md`.
    ///   - portal: The portal.
    private static func serve(_ text: String, named name: String, on portal: LoopbackPortal) throws {
        let names = name.split(separator: ".").map(String.init).dropLast()
        let parts = text.components(separatedBy: "---\n")
        let facts = parts.count > 2 ? parts[1].components(separatedBy: "\n") : []
        func fact(_ key: String) -> String? {
            facts.first { $0.hasPrefix("\(key): ") }?.dropFirst(key.count + 2).replacingOccurrences(of: "\"", with: "")
        }
        guard names.count > 3, let title = fact("title"), let url = fact("source_url").flatMap(URL.init) else {
            throw DocumentError(
                description: "\(name): expected <service>.<version>.<resource>.<operation>.md with title and source_url"
            )
        }
        var page = LoopbackPortal.Page(title: title, content: parts.dropFirst(2).joined(separator: "---\n"))
        page.readablePaths = [String(url.path.dropFirst("/document".count))]
        let folders = ["\(names[0])-\(names[1])"] + names.dropFirst(2)
        portal["/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/" + folders.joined(separator: "/")] = page
    }

    private struct DocumentError: Error, CustomStringConvertible {
        let description: String
    }
}
