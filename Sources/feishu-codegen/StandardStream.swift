import Foundation
import SourceText

/// Standard output or standard error.
///
/// Where it cannot be written, because a disk is full or a reader is gone, the work goes on without it.
final class StandardStream {
    private let handle: FileHandle
    private let name: String
    /// Why something could not be written; nil where everything was.
    private(set) var failure: Diagnostic?

    init(_ handle: FileHandle, name: String) {
        self.handle = handle
        self.name = name
    }

    var isTerminal: Bool { isatty(handle.fileDescriptor) == 1 }

    /// The width of the terminal in columns; nil where the stream is none.
    var width: Int? {
        var size = winsize()
        guard isTerminal, ioctl(handle.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// Writes a text. After an error nothing more is written.
    func write(_ text: String) {
        if failure != nil { return }
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            failure = Diagnostic(
                .error, "unwritable-output", "cannot write to \(name): \(error.fileSystemReason)",
                notes: [.init("everything else was done")])
        }
    }
}
