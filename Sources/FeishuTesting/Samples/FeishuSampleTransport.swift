import FeishuRuntime
import Foundation

/// A transport that responds to calls with the documented samples instead of using the network, for tests and previews.
///
/// ```swift
/// let platform = FeishuSampleTransport(Feishu.endpoints)
/// let client = FeishuClient(
///     app: .custom(id: "cli_preview", secret: "none"), configuration: .init(transport: platform))
/// ```
/// By default, the response to a call is the first documented sample of a success, or an empty success if the document has
/// none. Samples are in a target of their own, which the test target must depend on. A call of an endpoint without samples
/// fails with a message that names that target.
public actor FeishuSampleTransport: FeishuTransport {
    private let endpoints: [any FeishuEndpoint.Type]
    private let clock: any Clock<Duration>
    /// An endpoint that can be called.
    private struct Endpoint {
        let descriptor: FeishuEndpointDescriptor
        /// The generated type, which has the samples.
        let type: (any FeishuEndpoint.Type)?
    }

    /// The responses to the next calls, the last of which is repeated.
    private var responses: [String: [Response]] = [:]
    /// The endpoints without a type to which calls get a response.
    private var untyped: [String: FeishuEndpointDescriptor] = [:]
    /// The received requests in order, except requests for access tokens.
    public private(set) var requests: [FeishuHTTPRequest] = []

    /// Creates a transport.
    ///
    /// - Parameters:
    ///   - endpoints: The supported endpoints. `Feishu.endpoints` contains all generated endpoints.
    ///   - clock: The clock of delayed responses.
    public init(_ endpoints: [any FeishuEndpoint.Type], clock: any Clock<Duration> = ContinuousClock()) {
        self.endpoints = endpoints
        self.clock = clock
    }

    /// A response to one call.
    public struct Response: Sendable {
        fileprivate let content: @Sendable (FeishuEndpointDescriptor) throws -> FeishuHTTPResponse
        fileprivate var delay: Duration = .zero

        /// A success with a value.
        public static func value(_ value: some Encodable & Sendable) -> Response {
            if let file = value as? FeishuDownload { return .http(FeishuHTTPResponse(file)) }
            return Response { try FeishuHTTPResponse(status: 200, json: $0.envelope.wrapping(value.json)) }
        }

        /// An error code with its documented status and message.
        public static func error(_ code: FeishuErrorCode) -> Response {
            Response { endpoint in
                let documented = endpoint.documentedError(for: code)
                return try FeishuHTTPResponse(
                    status: documented?.status ?? 400,
                    json: [
                        "code": .integer(code.rawValue), "msg": .string(documented?.message ?? "error \(code)"),
                    ])
            }
        }

        /// Any HTTP response.
        public static func http(_ response: FeishuHTTPResponse) -> Response { Response { _ in response } }

        /// A failure of the transport, such as `URLError(.timedOut)`.
        public static func failure(_ error: any Error) -> Response { Response { _ in throw error } }

        /// Returns the same response after a delay.
        public func after(_ delay: Duration) -> Response {
            var response = self
            response.delay = delay
            return response
        }
    }

    /// Responds to the next calls of an endpoint in this order, and to all further calls like to the last one:
    /// `await platform.respond(to: Get.self, in: [.value(processing), .failure(URLError(.timedOut)), .value(done)])`.
    public func respond<Call: FeishuEndpoint>(to _: Call.Type, in sequence: [Response]) {
        responses[Call.descriptor.id] = sequence.isEmpty ? nil : sequence
    }

    /// Responds to all further calls of an endpoint with a value.
    public func respond<Call: FeishuEndpoint>(to _: Call.Type, with response: Call.Response) throws {
        respond(to: Call.self, in: [.value(response)])
    }

    /// Responds to all further calls of an endpoint with an error code and its documented status and message:
    /// `try await platform.fail(Feishu.Hire.V1.WebsiteDeliveryTask.Get.self, with: .hire.taskNotFound)`.
    public func fail<Call: FeishuEndpoint>(_: Call.Type, with code: FeishuErrorCode) throws {
        respond(to: Call.self, in: [.error(code)])
    }

    /// Responds to all further calls of an endpoint with an HTTP response.
    public func respond<Call: FeishuEndpoint>(to _: Call.Type, with response: FeishuHTTPResponse) {
        respond(to: Call.self, in: [.http(response)])
    }

    /// Responds to all further calls of an endpoint with its documented samples, which is the default.
    public func respondFromSamples<Call: FeishuEndpoint>(to _: Call.Type) {
        responses[Call.descriptor.id] = nil
    }

    /// Responds to the next calls with a method and a path in this order, and to all further ones like to the last one. They can be
    /// calls without generated code: `await platform.respond(to: .get, "/open-apis/im/v1/chats/:chat_id", in: [.value(chat)])`.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path, in which a segment `:name` matches any value.
    ///   - envelope: The envelope of the response to a success.
    ///   - sequence: The responses; without any, earlier ones are removed.
    public func respond(
        to method: FeishuHTTPMethod, _ path: String, envelope: FeishuResponseEnvelope = .data, in sequence: [Response]
    ) {
        // Paths that differ only in the names of their parameters are the same.
        let shape = path.split(separator: "/").map { $0.hasPrefix(":") ? ":" : $0 }.joined(separator: "/")
        let id = "\(method.rawValue) \(shape)"
        responses[id] = sequence.isEmpty ? nil : sequence
        untyped[id] =
            sequence.isEmpty
            ? nil
            : FeishuEndpointDescriptor(id: id, method: method, path: path, envelope: envelope, documentURL: nil)
    }

    public func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse {
        let endpoint = endpoint(of: request)
        if endpoint == nil, request.isForAccessToken {
            // Errors hide the token, so it must not be a word that they contain.
            let token: FeishuJSONValue = .string("t-00000000")
            return try FeishuHTTPResponse(
                status: 200,
                json: .object([
                    "code": .integer(0), "expire": .integer(7200), "tenant_access_token": token,
                    "app_access_token": token, "access_token": token, "refresh_token": token,
                    "expires_in": .integer(7200),
                ]))
        }
        requests.append(request)
        guard let endpoint else {
            throw FeishuTransportError(.noResponse("\(request) matches no endpoint of FeishuSampleTransport"))
        }
        if let response = nextResponse(of: endpoint.descriptor) {
            if response.delay > .zero { try await clock.sleep(for: response.delay.clamped) }
            return try response.content(endpoint.descriptor).received(for: request)
        }
        guard let type = endpoint.type else {
            throw FeishuTransportError(.noResponse("\(request) has no response left"))
        }
        return try sample(of: type).received(for: request)
    }

    private func nextResponse(of endpoint: FeishuEndpointDescriptor) -> Response? {
        guard var sequence = responses[endpoint.id], let next = sequence.first else { return nil }
        if sequence.count > 1 {
            sequence.removeFirst()
            responses[endpoint.id] = sequence
        }
        return next
    }

    private func sample(of endpoint: any FeishuEndpoint.Type) throws -> FeishuHTTPResponse {
        if endpoint is any FeishuDownloadEndpoint.Type {
            return FeishuHTTPResponse(FeishuDownload(.data(Data("sample".utf8)), size: 6))
        }
        guard let sampled = endpoint as? any FeishuExampleEndpoint.Type else {
            throw FeishuTransportError(.noResponse(SamplesTarget.isMissing(for: endpoint)))
        }
        let bodies = sampled.samples.responses.map { Data($0.utf8) }
        let success = bodies.first { body in
            (try? JSONDecoder().decode(FeishuJSONValue.self, from: body))?["code"].map { $0 == .integer(0) } ?? true
        }
        if let success { return FeishuHTTPResponse(status: 200, jsonBody: success) }
        return try FeishuHTTPResponse(
            status: 200, json: endpoint.descriptor.envelope.wrapping(emptyPayload(of: sampled)))
    }

    private func emptyPayload<Call: FeishuEndpoint>(of _: Call.Type) throws -> FeishuJSONValue {
        try Call.Response.absent.json
    }

    /// Returns the endpoint with the best matching path. `/users/batch` is a better match than `/users/:id`, and a path for which a
    /// test set a response is a better match than a type with the same path.
    private func endpoint(of request: FeishuHTTPRequest) -> Endpoint? {
        let path = request.url.path(percentEncoded: true).split(separator: "/")
        let query = (request.url.query(percentEncoded: true) ?? "").split(separator: "&")
        let all =
            endpoints.map { Endpoint(descriptor: $0.descriptor, type: $0) }
            + untyped.values.map { Endpoint(descriptor: $0, type: nil) }
        let candidates = all.compactMap { endpoint -> (endpoint: Endpoint, rank: Int)? in
            let descriptor = endpoint.descriptor
            guard descriptor.method == request.method, descriptor.host == nil || descriptor.host == request.url.host,
                descriptor.fixedQuery.allSatisfy({ fixed in
                    query.contains("\(fixed.key.percentEncoded)=\(fixed.value.percentEncoded)")
                })
            else { return nil }
            return descriptor.pathTemplate.literalCount(matching: path).map { literals in
                (endpoint, 2 * (literals + descriptor.fixedQuery.count) + (endpoint.type == nil ? 1 : 0))
            }
        }
        return candidates.max { $0.rank < $1.rank }?.endpoint
    }
}

extension FeishuResponseEnvelope {
    /// Returns the response body of a success with a payload.
    fileprivate func wrapping(_ payload: FeishuJSONValue) -> FeishuJSONValue {
        let success: [String: FeishuJSONValue] = ["code": .integer(0), "msg": .string("success")]
        switch (self, payload) {
        case (.data, _): return .object(success.merging(["data": payload]) { _, new in new })
        case (.flat, .object(let members)): return .object(success.merging(members) { _, new in new })
        case (.flat, _): return .object(success)
        case (.none, _): return payload
        }
    }
}

extension FeishuHTTPResponse {
    /// The response that contains a file.
    fileprivate init(_ download: FeishuDownload) {
        var headers = FeishuHTTPHeaders()
        headers["Content-Type"] = download.contentType ?? "application/octet-stream"
        headers["Content-Disposition"] = download.name.map { "attachment; filename*=UTF-8''\($0.percentEncoded)" }
        switch download.content {
        case .data(let data): self.init(status: 200, headers: headers, body: data)
        case .file(let file): self.init(status: 200, headers: headers, file: file)
        }
    }

    /// The response as a transport receives it: the body of a success is in the file that the request names.
    fileprivate func received(for request: FeishuHTTPRequest) throws -> FeishuHTTPResponse {
        guard let destination = request.destination, (200..<300).contains(status) else { return self }
        try (file.map { try Data(contentsOf: $0) } ?? body).write(to: destination, options: .atomic)
        return FeishuHTTPResponse(status: status, headers: headers, file: destination)
    }
}
