import DocumentImport
import Foundation
import SourceText

/// Writes the specs of an import plan.
enum SpecWriter {
    /// Writes a spec, unless its file already has the text, and then removes the file that it replaces.
    ///
    /// - Throws: `Failure` where the file cannot be written, which then has its old text, or the old one not removed.
    static func write(_ spec: PlannedSpec) throws(Failure) {
        if spec.state == .unchanged { return }
        try writeText(of: spec)
        if let oldPath = spec.oldPath { try remove(oldPath) }
    }

    /// Removes the file of a spec.
    ///
    /// - Throws: `Failure` where that is impossible.
    static func remove(_ path: String) throws(Failure) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw Failure("unwritable-file", "cannot remove the file: \(error.fileSystemReason)", at: .file(path))
        }
    }

    private static func writeText(of spec: PlannedSpec) throws(Failure) {
        let url = URL(fileURLWithPath: spec.path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(spec.text.utf8).write(to: url, options: .atomic)
        } catch {
            throw Failure(
                "unwritable-file", "cannot write the file: \(error.fileSystemReason)", at: .file(spec.path))
        }
    }
}
