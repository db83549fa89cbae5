import Foundation

extension FeishuClient {
    /// Calls any endpoint of the platform, also one without generated code: with the access token, the retries and the errors of any
    /// other call, and with the rate limits that the platform states in its responses, for all calls with the same method and path.
    ///
    /// ```swift
    /// let chats = try await client.call(.get, "/open-apis/im/v1/chats", query: ["page_size": 20])
    /// let name = chats["items"]?[0]?["name"]?.string
    /// try await client.call(.delete, "/open-apis/im/v1/chats/:chat_id", path: ["chat_id": "oc_1"])
    /// ```
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path, such as `/open-apis/im/v1/chats/:chat_id`. A value that is part of it has to be percent-encoded, and makes it
    ///     another endpoint for rate limits and events.
    ///   - values: The values for the `:name` segments of the path, by name.
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
        _ method: FeishuHTTPMethod, _ path: String, path values: KeyValuePairs<String, any FeishuParameterValue> = [:],
        query: KeyValuePairs<String, any FeishuParameterValue> = [:],
        body: FeishuJSONValue? = nil, envelope: FeishuResponseEnvelope = .data,
        accessTokens: [FeishuAccessTokenKind] = [], isIdempotent: Bool? = nil
    ) async throws -> FeishuJSONValue {
        let descriptor = FeishuEndpointDescriptor(
            id: "\(method.rawValue) \(path)", method: method, path: path, accessTokens: accessTokens,
            envelope: envelope,
            isIdempotent: isIdempotent, documentURL: nil)
        let call: UntypedCall
        do throws(InvalidParameter) {
            call = try UntypedCall(
                descriptor, path: values.map { ($0.key, $0.value) },
                query: query.map { ($0.key, $0.value.parameterText) }, body: body)
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
    let pathParameters: [any FeishuParameterValue]
    let query: [(name: String, value: String)]
    let body: FeishuJSONValue?

    typealias Response = FeishuJSONValue

    /// - Throws: `InvalidParameter` if the path is a URL, contains a query, lacks a value, or is one that a server would change.
    init(
        _ facts: FeishuEndpointDescriptor, path values: [(name: String, value: any FeishuParameterValue)],
        query: [(name: String, value: String)], body: FeishuJSONValue?
    ) throws(InvalidParameter) {
        self.facts = facts
        self.query = query
        self.body = body
        let path = facts.path
        guard path.hasPrefix("/") else {
            throw InvalidParameter(reason: "expected a path that begins with \"/\", found \"\(path)\"")
        }
        if path.contains("?") || path.contains("#") {
            throw InvalidParameter(
                reason: "expected a path without \"?\" and \"#\", found \"\(path)\"; pass the query as 'query'")
        }
        var unused = values
        var parameters: [any FeishuParameterValue] = []
        for segment in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard segment.hasPrefix(":") else {
                try Self.check(segment, of: path)
                continue
            }
            guard let index = unused.firstIndex(where: { $0.name == segment.dropFirst() }) else {
                throw InvalidParameter(
                    reason: "expected a value for \"\(segment)\" in the path \"\(path)\"; pass it as 'path'")
            }
            parameters.append(unused.remove(at: index).value)
        }
        if let unused = unused.first {
            throw InvalidParameter(reason: "the path \"\(path)\" has no segment \":\(unused.name)\"")
        }
        pathParameters = parameters
    }

    private static func check(_ segment: Substring, of path: String) throws(InvalidParameter) {
        if segment.isEmpty {
            throw InvalidParameter(reason: "the path \"\(path)\" has an empty segment, which would change it")
        }
        guard let text = String(segment).removingPercentEncoding, text != ".", text != "..", !segment.hasPrefix("{"),
            segment.utf8.allSatisfy(\.isAllowedInPath)
        else {
            throw InvalidParameter(
                reason:
                    "the segment \"\(segment)\" of the path \"\(path)\" cannot be sent; percent-encode it, or pass a value as 'path'"
            )
        }
    }

    func encode(to parameters: inout FeishuRequestParameters) {
        for (name, value) in query { parameters.query(name, value) }
    }
}

extension FeishuEndpointDescriptor {
    /// Whether the endpoint has no document: the descriptor of a call without generated code has a method and a path as its ID.
    var isUntyped: Bool { id.contains(" ") }
}

extension FeishuEndpoint {
    /// The facts about this call's endpoint.
    var facts: FeishuEndpointDescriptor { untyped?.facts ?? Self.descriptor }

    /// Whether the call has a body.
    var hasBody: Bool {
        guard let untyped else { return Body.self != FeishuNoBody.self }
        // A comparison with nil would be one with JSON null.
        return if case .some = untyped.body { true } else { false }
    }

    /// The call itself, if it has no type. Comparing the types first costs nothing, unlike a cast.
    private var untyped: UntypedCall? { Self.self == UntypedCall.self ? self as? UntypedCall : nil }
}

extension UInt8 {
    /// Whether a path contains the character as it is (RFC 3986, section 3.3).
    fileprivate var isAllowedInPath: Bool {
        self > 0x20 && self < 0x7F && !#""<>\^`{|}"#.utf8.contains(self)
    }
}
