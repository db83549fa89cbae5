import DocumentImport
import EndpointSpec
import Foundation

/// The documents that a command works on.
enum DocumentInput {
    /// Reads documents. Throws the problems of all of them at once.
    static func read(_ paths: [String]) throws -> [(path: String, reading: DocumentImporter.Reading)] {
        var readings: [(path: String, reading: DocumentImporter.Reading)] = []
        var problems: [String] = []
        for path in paths {
            do {
                let source = SourceText(path: path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
                readings.append((path, try DocumentImporter.read(source, path: isRelative(path) ? path : nil)))
            } catch let problem as DocumentImporter.Problem {
                problems.append(problem.diagnostic.rendered)
            } catch {
                problems.append("\(path): error: the file cannot be read: \(error.localizedDescription)")
            }
        }
        if !problems.isEmpty { throw Failure(problems) }
        return readings
    }

    private static func isRelative(_ path: String) -> Bool { !path.hasPrefix("/") && !path.hasPrefix("../") }
}
