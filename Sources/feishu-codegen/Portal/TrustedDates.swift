import Foundation
import SourceText

/// The dates of the portal that can be right. One in the future would keep every later change of its document from being
/// fetched.
struct TrustedDates: Sendable {
    /// In milliseconds since 1970. Clocks differ, so a day later is still believed.
    private let latest: Double

    init(now: Date) { latest = (now.timeIntervalSince1970 + 86_400) * 1_000 }

    /// - Parameter updateTime: In milliseconds since 1970; nil where the portal does not say.
    func trust(_ updateTime: Int?) -> Bool { updateTime.map { Double($0) <= latest } ?? true }

    /// - Parameter paths: The pages whose dates are not believed.
    func warning(about paths: [String]) -> [Diagnostic] {
        if paths.isEmpty { return [] }
        return [
            Diagnostic(
                .warning, "future-date",
                "the portal's date of \(pluralized(paths.count, "document")) is in the future, such as "
                    + paths.prefix(3).joined(separator: ", "),
                notes: [.init("the date is not used, and the document is fetched each time")])
        ]
    }
}
