import Foundation
import SourceText

/// Detects implausible dates from the portal. A date in the future would prevent later changes to its document from being
/// fetched.
struct TrustedDates: Sendable {
    /// The latest trusted date, in milliseconds since 1970. It allows one day of clock skew.
    private let latest: Double

    init(now: Date) { latest = (now.timeIntervalSince1970 + 86_400) * 1_000 }

    /// Returns whether a date is missing or not in the future.
    ///
    /// - Parameter updateTime: The date in milliseconds since 1970, or `nil` if the portal does not specify one.
    func isTrusted(_ updateTime: Int?) -> Bool { updateTime.map { Double($0) <= latest } ?? true }

    /// Returns a warning about untrusted dates, if there are any.
    ///
    /// - Parameter paths: The portal paths of the pages with untrusted dates.
    func warning(about paths: [String]) -> [Diagnostic] {
        if paths.isEmpty { return [] }
        return [
            Diagnostic(
                .warning, "future-date",
                "the portal reports a date in the future for \(pluralized(paths.count, "document")), such as "
                    + paths.prefix(3).joined(separator: ", "),
                notes: [.init("documents with such dates are fetched on every run")])
        ]
    }
}
