import Foundation

extension Error {
    /// The system's message for a failed file system operation, such as `No space left on device`, or a message with the
    /// error code if the system provides none.
    var fileSystemReason: String {
        guard let code = systemErrorCode else { return "input/output error \((self as NSError).code)" }
        return String(cString: strerror(Int32(code)))
    }

    /// The system's code of a failed file system operation, such as `EPIPE`, or `nil` if the system provides none.
    var systemErrorCode: Int? {
        let error = self as NSError
        let underlying = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError }
        return [error, underlying].compactMap { $0 }.first { $0.domain == NSPOSIXErrorDomain }?.code
    }
}
