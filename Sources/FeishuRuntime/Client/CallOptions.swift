/// Options for individual calls; see `FeishuClient.with(_:)`.
public struct FeishuCallOptions: Sendable {
    /// The maximum total duration of a call, including all waits and retries. If nil, the timeout of the client's
    /// configuration applies, which does not include the waits in the client's own queues.
    public var timeout: Duration?
    /// Headers to send in addition to the client's own headers.
    public var headers: [String: String]
    /// The value of the `X-Request-Id` header, which is also part of events.
    public var requestID: String?
    /// The source of the access token, which replaces the client's app.
    public var tokens: (any FeishuTokenProvider)?
    /// The policy for retries, which replaces the client's own.
    public var retries: FeishuRetryPolicy?
    /// The policy for the rate limits, which replaces the client's own.
    public var rateLimits: FeishuRateLimitPolicy?

    public init(
        timeout: Duration? = nil, headers: [String: String] = [:], requestID: String? = nil,
        tokens: (any FeishuTokenProvider)? = nil, retries: FeishuRetryPolicy? = nil,
        rateLimits: FeishuRateLimitPolicy? = nil
    ) {
        self.timeout = timeout
        self.headers = headers
        self.requestID = requestID
        self.tokens = tokens
        self.retries = retries
        self.rateLimits = rateLimits
    }

    /// Returns the other options, with these options as defaults for those that are not set.
    func merging(_ others: FeishuCallOptions) -> FeishuCallOptions {
        FeishuCallOptions(
            timeout: others.timeout ?? timeout, headers: headers.merging(others.headers) { _, new in new },
            requestID: others.requestID ?? requestID, tokens: others.tokens ?? tokens,
            retries: others.retries ?? retries, rateLimits: others.rateLimits ?? rateLimits)
    }

    /// Returns the headers to send.
    ///
    /// - Throws: `InvalidParameter` for a header that the client sets itself.
    func headerFields() throws(InvalidParameter) -> [(name: String, value: String)] {
        var fields = headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
        if let requestID { fields.append(("X-Request-Id", requestID)) }
        for field in fields where ["authorization", "content-length", "host"].contains(field.name.lowercased()) {
            throw InvalidParameter(
                reason: "header \"\(field.name)\" is set by the client; to use another token, set the 'tokens' option")
        }
        return fields
    }
}

extension FeishuCallOptions: CustomReflectable {
    /// Omits the header values, which can contain secrets.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: ["timeout": timeout as Any, "headers": headers.keys.sorted(), "requestID": requestID as Any]
        )
    }
}
