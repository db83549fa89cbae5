import Foundation

/// Carries requests to the platform and brings the answers.
public protocol FeishuTransport: Sendable {
    /// Sends one request. Throws only when no answer came; an HTTP error status is an answer.
    func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse
}
