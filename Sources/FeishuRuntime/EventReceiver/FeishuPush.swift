import Foundation

/// A request of the platform to an app's event URL. The description omits the headers' values and the body.
public struct FeishuPush: Sendable, CustomStringConvertible, CustomReflectable {
    public var headers: FeishuHTTPHeaders
    /// The body as the bytes that were received. The signature is of these bytes, not of the JSON that they mean.
    public var body: Data

    public init(headers: FeishuHTTPHeaders, body: Data) {
        self.headers = headers
        self.body = body
    }

    public var description: String { "push of \(body.count) bytes" }
    public var customMirror: Mirror { Mirror(self, children: ["bytes": body.count]) }
}

/// The response to a push. The description omits the body.
public struct FeishuPushResponse: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public let status: Int
    public let body: Data

    /// The headers: the type of the body, which is JSON.
    public var headers: FeishuHTTPHeaders {
        FeishuHTTPHeaders([("Content-Type", "application/json; charset=utf-8")])
    }

    /// - Parameter json: The body.
    init(status: Int, json: FeishuJSONValue = [:]) {
        self.status = status
        body = (try? JSONEncoder.sorted.encode(json)) ?? Data("{}".utf8)
    }

    /// - Parameter answer: The answer to a callback.
    /// - Throws: `EncodingError`.
    init(answer: some Encodable) throws {
        status = 200
        body = try JSONEncoder.sorted.encode(answer)
    }

    /// The event was handled, or will be. The platform ignores the body.
    static let accepted = FeishuPushResponse(status: 200)
    /// A handler failed; the platform sends the event again.
    static let failed = FeishuPushResponse(status: 500)
    /// The event was not handled; the platform sends it again.
    static let unavailable = FeishuPushResponse(status: 503)

    public var description: String { "HTTP status \(status)" }
    public var customMirror: Mirror { Mirror(self, children: ["status": status, "bytes": body.count]) }
}
