extension FeishuClient {
    /// Calls any endpoint of the platform, also one without generated code: with the access token, the retries and the errors of any
    /// other call, and with the rate limits that the platform states in its responses.
    ///
    /// ```swift
    /// let chats = try await client.call(.get, "/open-apis/im/v1/chats", query: ["page_size": 20])
    /// let name = chats["items"]?[0]?["name"]?.string
    /// ```
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path with its values, percent-encoded where necessary, such as `/open-apis/im/v1/chats/oc_1`.
    ///   - query: The query parameters, in the order in which they are sent. A name can occur several times.
    ///   - body: The JSON body, or nil for a request without one.
    ///   - envelope: The envelope of the response, which determines the result: the value of `data` or, for the other ones, the
    ///     whole response.
    ///   - accessTokens: The kinds of access token that the endpoint accepts, in order of preference. If empty, any kind is sent.
    ///   - isIdempotent: Whether the call can be repeated after a failure that leaves open whether it took effect. If nil, this is
    ///     true of GET, PUT, and DELETE.
    /// - Returns: The payload; `.null` if there is none.
    /// - Throws: `FeishuError`, or `CancellationError` when the task is cancelled.
    @discardableResult
    public func call(
        _ method: FeishuHTTPMethod, _ path: String, query: KeyValuePairs<String, any FeishuParameterValue> = [:],
        body: FeishuJSONValue? = nil, envelope: FeishuResponseEnvelope = .data,
        accessTokens: [FeishuAccessTokenKind] = [], isIdempotent: Bool? = nil
    ) async throws -> FeishuJSONValue {
        let descriptor = FeishuEndpointDescriptor(
            id: "\(method.rawValue) \(path)", method: method, path: path, accessTokens: accessTokens,
            envelope: envelope,
            isIdempotent: isIdempotent, documentURL: nil)
        let call = UntypedCall(descriptor, query: query.map { ($0.key, $0.value.parameterText) }, body: body)
        do throws(InvalidParameter) {
            try call.checkPath()
        } catch {
            throw FeishuError(.invalidRequest(error.reason), in: descriptor)
        }
        return try await send(call)
    }
}

/// A call of an endpoint that has no type.
struct UntypedCall: FeishuEndpoint {
    /// The facts that all calls have, in place of those that each call has.
    static let descriptor = FeishuEndpointDescriptor(id: "", method: .get, path: "/", documentURL: nil)

    let facts: FeishuEndpointDescriptor
    let query: [(name: String, value: String)]
    let body: FeishuJSONValue?

    typealias Response = FeishuJSONValue

    init(_ facts: FeishuEndpointDescriptor, query: [(name: String, value: String)], body: FeishuJSONValue?) {
        self.facts = facts
        self.query = query
        self.body = body
    }

    func encode(to parameters: inout FeishuRequestParameters) {
        for (name, value) in query { parameters.query(name, value) }
    }

    /// Checks that the path is one, and not a URL, a template, or a path that a server would change.
    fileprivate func checkPath() throws(InvalidParameter) {
        let path = facts.path
        guard path.hasPrefix("/") else {
            throw InvalidParameter(reason: "expected a path that begins with \"/\", found \"\(path)\"")
        }
        if path.contains("?") || path.contains("#") {
            throw InvalidParameter(
                reason: "expected a path without \"?\" and \"#\", found \"\(path)\"; pass the query as 'query'")
        }
        for segment in path.split(separator: "/") {
            if segment.hasPrefix(":") || segment.hasPrefix("{") {
                throw InvalidParameter(reason: "expected a value for \"\(segment)\" in the path \"\(path)\"")
            }
            if segment == "." || segment == ".." || !segment.utf8.allSatisfy(\.isAllowedInPath) {
                throw InvalidParameter(
                    reason: "the segment \"\(segment)\" of the path \"\(path)\" cannot be sent; percent-encode it")
            }
        }
    }
}

extension FeishuEndpoint {
    /// The facts about this call's endpoint.
    var facts: FeishuEndpointDescriptor { (self as? UntypedCall)?.facts ?? Self.descriptor }

    /// Whether the call has a body.
    var hasBody: Bool {
        guard let call = self as? UntypedCall else { return Body.self != FeishuNoBody.self }
        return call.body.map { _ in true } ?? false
    }
}

extension UInt8 {
    /// Whether a path contains the character as it is (RFC 3986, section 3.3).
    fileprivate var isAllowedInPath: Bool {
        self > 0x20 && self < 0x7F && !#""<>\^`{|}"#.utf8.contains(self)
    }
}
