import DocumentImport
import Foundation
import SourceText

/// Writes the specs of an import plan.
enum SpecWriter {
    /// Writes a spec, unless its file already has the text.
    ///
    /// - Throws: `Failure` where the file cannot be written. The file then has its old text.
    static func write(_ spec: PlannedSpec) throws(Failure) {
        if spec.state == .unchanged { return }
        let url = URL(fileURLWithPath: spec.path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(spec.text.utf8).write(to: url, options: .atomic)
        } catch {
            throw Failure(
                "unwritable-file", "cannot write the file: \(error.localizedDescription)", at: .file(spec.path))
        }
    }
}
