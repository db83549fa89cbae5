import DocumentPortal
import FeishuRuntime
import Foundation

/// The configuration of requests to the portal. Tests replace the clock and shorten waits.
struct PortalConnection: Sendable {
    /// A function that waits before a request is retried.
    var wait: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    var totalTimeout = Duration.seconds(60)
    /// A function that returns the current time, which is compared with dates from the portal.
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
