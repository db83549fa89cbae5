import DocumentPortal
import FeishuRuntime
import Foundation

/// How requests reach the portal. Tests replace the parts that wait.
struct PortalConnection: Sendable {
    /// Waits before a request is repeated.
    var wait: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    var totalTimeout = Duration.seconds(60)
    /// The current time, against which the portal's dates are checked.
    var now: @Sendable () -> Date = { Date() }

    func portal(at host: PortalHost, language: String) -> Portal {
        Portal(
            at: host, language: language, version: FeishuCodegen.version,
            transport: FeishuURLSessionTransport(
                timeout: .seconds(20), totalTimeout: totalTimeout, maximumConnections: Portal.maximumConnections,
                maximumResponseSize: Portal.maximumResponseSize),
            wait: wait)
    }
}
