import Foundation
import SourceText

/// Standard output or standard error.
///
/// If output cannot be written, for example because the disk is full or the reader exited, the command continues without
/// output.
final class StandardStream {
    private let handle: FileHandle
    private let name: String
    /// The first write error, or `nil` if there was none. A reader that exited, such as `head`, is no error.
    private(set) var failure: Diagnostic?
    private var isClosedByReader = false

    init(_ handle: FileHandle, name: String) {
        self.handle = handle
        self.name = name
    }

    var isTerminal: Bool { isatty(handle.fileDescriptor) == 1 }

    /// The width of the terminal in columns, or `nil` if the stream is not a terminal or its width is unknown.
    var width: Int? {
        var size = winsize()
        guard isTerminal, ioctl(handle.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// Writes a string. Does nothing if an earlier write failed.
    func write(_ text: String) {
        if failure != nil || isClosedByReader { return }
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch  where error.systemErrorCode == Int(EPIPE) {
            isClosedByReader = true
        } catch {
            failure = Diagnostic(
                .error, "unwritable-output", "cannot write to \(name): \(error.fileSystemReason)",
                notes: [.init("the command otherwise ran to completion")])
        }
    }
}
