/// What is special about some calls; see `FeishuClient.with(_:)`.
public struct FeishuCallOptions: Sendable {
    /// How long a call may take in all, with its waits and further attempts; nil where only the retry policy and the
    /// transport set an end.
    public var timeout: Duration?
    /// Headers beside the client's own.
    public var headers: [String: String]
    /// Sent as `X-Request-Id`, and the id of the call in events.
    public var requestID: String?
    /// Where the access token comes from instead of the client's app.
    public var tokens: (any FeishuTokenProvider)?

    public init(
        timeout: Duration? = nil, headers: [String: String] = [:], requestID: String? = nil,
        tokens: (any FeishuTokenProvider)? = nil
    ) {
        self.timeout = timeout
        self.headers = headers
        self.requestID = requestID
        self.tokens = tokens
    }

    /// These options where the others leave one open.
    func merging(_ others: FeishuCallOptions) -> FeishuCallOptions {
        FeishuCallOptions(
            timeout: others.timeout ?? timeout, headers: headers.merging(others.headers) { _, new in new },
            requestID: others.requestID ?? requestID, tokens: others.tokens ?? tokens)
    }

    /// The headers as they are sent.
    ///
    /// - Throws: `InvalidParameter` for one that is none, or that the client itself sets.
    func headerFields() throws(InvalidParameter) -> [(name: String, value: String)] {
        var fields = headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
        if let requestID { fields.append(("X-Request-Id", requestID)) }
        for field in fields where ["authorization", "content-length", "host"].contains(field.name.lowercased()) {
            throw InvalidParameter(
                reason: "the header \(field.name) is the client's own; another token goes into the option tokens")
        }
        return fields
    }
}

extension FeishuCallOptions: CustomReflectable {
    /// Without the values of the headers, which may be secret.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: ["timeout": timeout as Any, "headers": headers.keys.sorted(), "requestID": requestID as Any]
        )
    }
}
