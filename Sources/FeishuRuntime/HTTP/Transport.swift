import Foundation

/// A type that sends requests to the platform and receives the responses.
public protocol FeishuTransport: Sendable {
    /// Sends a request and returns the response, regardless of its HTTP status.
    ///
    /// - Throws: An error only if no response is received.
    func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse
}
