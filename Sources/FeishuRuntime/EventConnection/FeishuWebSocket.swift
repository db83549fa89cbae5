import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A client's side of one WebSocket connection (RFC 6455), on which a `FeishuEventConnection` receives events.
///
/// A value is used for one connection: `connect(to:)` is called first and once. Calls of `send(_:)` can overlap with each other and
/// with `receive()`, of which one call waits at a time. `close()` can be called at any time and several times, also while
/// `connect(to:)` waits; if that completes nevertheless, `close()` is called again.
public protocol FeishuWebSocket: Sendable {
    /// Connects, and returns when the handshake is complete.
    ///
    /// - Parameter url: A `wss` URL. Its query contains secrets and must be sent as it is.
    /// - Throws: `FeishuHandshakeRefusal` if the server responds without changing to the WebSocket protocol. With another error, the
    ///   connection is tried again, even if the platform refuses it for good.
    func connect(to url: URL) async throws

    /// Sends a binary message.
    func send(_ message: Data) async throws

    /// Waits for the next binary message. Messages that arrive while nobody calls this method should wait in the network, or in a
    /// buffer of a limited size.
    ///
    /// - Throws: An error when the connection is closed, by either side, or is lost.
    func receive() async throws -> Data

    /// Closes the connection, so that `receive()` throws. Does nothing if the connection is closed.
    func close() async
}

/// An error for a server that does not change to the WebSocket protocol. The headers of its response contain the reason.
public struct FeishuHandshakeRefusal: LocalizedError, Sendable {
    /// The HTTP status of the response.
    public let status: Int
    public let headers: FeishuHTTPHeaders

    public init(status: Int, headers: FeishuHTTPHeaders) {
        self.status = status
        self.headers = headers
    }

    /// Returns nil if a response is not a refusal, or is not of HTTP.
    public init?(_ response: URLResponse?) {
        guard let response = response as? HTTPURLResponse, response.statusCode != 101 else { return nil }
        status = response.statusCode
        headers = FeishuHTTPHeaders(of: response)
    }

    public var errorDescription: String? { "the server refused the handshake with HTTP status \(status)" }
}
