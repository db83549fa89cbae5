import Foundation

extension Error {
    /// The system's message for a failed file system operation, such as `No space left on device`, or a message with the
    /// error code if the system provides none.
    var fileSystemReason: String {
        let error = self as NSError
        let underlying = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError }
        guard let system = [error, underlying].compactMap({ $0 }).first(where: { $0.domain == NSPOSIXErrorDomain })
        else { return "input/output error \(error.code)" }
        return String(cString: strerror(Int32(system.code)))
    }
}
