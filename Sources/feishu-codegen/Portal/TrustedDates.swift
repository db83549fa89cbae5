import Foundation
import SourceText

/// Detects implausible dates from the portal. If a document with a future date were considered up to date, later changes to it
/// would not be fetched.
struct TrustedDates: Sendable {
    /// The latest trusted date, in milliseconds since 1970. It is one day in the future, to allow for clock skew.
    private let latest: Double

    init(now: Date) { latest = (now.timeIntervalSince1970 + 86_400) * 1_000 }

    /// Returns whether a date can be trusted: it is missing, or at most one day in the future.
    ///
    /// - Parameter updateTime: The date in milliseconds since 1970, or `nil` if the portal does not specify one.
    func isTrusted(_ updateTime: Int?) -> Bool { updateTime.map { Double($0) <= latest } ?? true }

    /// Returns a warning about pages with untrusted dates, if there are any.
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
