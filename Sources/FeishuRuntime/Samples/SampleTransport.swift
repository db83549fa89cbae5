import Foundation

/// Answers calls from the samples of the documents instead of the network, for tests and previews.
///
/// ```swift
/// let platform = FeishuSampleTransport(Feishu.endpoints)
/// let client = FeishuClient(app: .custom(id: "cli_preview", secret: "none"), transport: platform)
/// ```
/// Without being told otherwise it answers every call with the first documented sample of a success, and an endpoint
/// without one with an empty success.
public actor FeishuSampleTransport: FeishuTransport {
    private let endpoints: [any FeishuEndpoint.Type]
    private var answers: [String: FeishuHTTPResponse] = [:]
    /// The calls that came, in their order; those for access tokens are not among them.
    public private(set) var requests: [FeishuHTTPRequest] = []

    /// - Parameter endpoints: Those that are answered; `Feishu.endpoints` are all that were generated.
    public init(_ endpoints: [any FeishuEndpoint.Type]) {
        self.endpoints = endpoints
    }

    /// Answers all further calls of an endpoint with a value.
    public func answer<Call: FeishuEndpoint>(_: Call.Type, with response: Call.Response) throws {
        let payload = try JSONDecoder().decode(FeishuJSONValue.self, from: JSONEncoder().encode(response))
        answer(Call.self, with: try FeishuHTTPResponse(status: 200, json: Call.descriptor.envelope.wrapping(payload)))
    }

    /// Answers all further calls of an endpoint with an error code, and the status and message that the document gives
    /// it: `await platform.fail(Feishu.Hire.V1.WebsiteDeliveryTask.Get.self, with: .hire.taskNotFound)`.
    public func fail<Call: FeishuEndpoint>(_: Call.Type, with code: FeishuErrorCode) throws {
        let documented = Call.descriptor.documentedError(for: code)
        let body: [String: FeishuJSONValue] = [
            "code": .integer(code.rawValue), "msg": .string(documented?.message ?? "error \(code)"),
        ]
        answer(Call.self, with: try FeishuHTTPResponse(status: documented?.status ?? 400, json: .object(body)))
    }

    /// Answers all further calls of an endpoint with an HTTP answer as it is.
    public func answer<Call: FeishuEndpoint>(_: Call.Type, with response: FeishuHTTPResponse) {
        answers[Call.descriptor.id] = response
    }

    /// Answers all further calls of an endpoint from its documented samples again.
    public func answerFromSamples<Call: FeishuEndpoint>(_: Call.Type) {
        answers[Call.descriptor.id] = nil
    }

    public func send(_ request: FeishuHTTPRequest) throws -> FeishuHTTPResponse {
        let endpoint = endpoint(of: request)
        if endpoint == nil, request.url.path.hasPrefix("/open-apis/auth/v3/") {
            let token: FeishuJSONValue = .string("sample")
            return try FeishuHTTPResponse(
                status: 200,
                json: .object([
                    "code": .integer(0), "expire": .integer(7200), "tenant_access_token": token,
                    "app_access_token": token,
                ]))
        }
        requests.append(request)
        guard let endpoint else {
            return FeishuHTTPResponse(
                status: 404, body: Data("\(request) is no call of the endpoints given to FeishuSampleTransport".utf8))
        }
        return try answers[endpoint.descriptor.id] ?? sample(of: endpoint)
    }

    private func sample(of endpoint: any FeishuEndpoint.Type) throws -> FeishuHTTPResponse {
        let bodies = endpoint.samples.responses.map { Data($0.utf8) }
        let success = bodies.first { body in
            (try? JSONDecoder().decode(FeishuJSONValue.self, from: body))?["code"].map { $0 == .integer(0) } ?? true
        }
        if let success { return FeishuHTTPResponse(status: 200, jsonBody: success) }
        return try FeishuHTTPResponse(status: 200, json: endpoint.descriptor.envelope.wrapping(.object([:])))
    }

    /// The endpoint whose path fits best: `/users/batch` is better than `/users/:id`.
    private func endpoint(of request: FeishuHTTPRequest) -> (any FeishuEndpoint.Type)? {
        let path = request.url.path(percentEncoded: true).split(separator: "/")
        let query = (request.url.query(percentEncoded: true) ?? "").split(separator: "&")
        let fitting = endpoints.compactMap { endpoint -> (endpoint: any FeishuEndpoint.Type, literals: Int)? in
            let descriptor = endpoint.descriptor
            guard descriptor.method == request.method, descriptor.host == nil || descriptor.host == request.url.host,
                descriptor.fixedQuery.allSatisfy({ fixed in
                    query.contains("\(fixed.key.percentEncoded)=\(fixed.value.percentEncoded)")
                })
            else { return nil }
            return PathTemplate(descriptor.path).literalCount(matching: path).map {
                (endpoint, $0 + descriptor.fixedQuery.count)
            }
        }
        return fitting.max { $0.literals < $1.literals }?.endpoint
    }
}

extension FeishuResponseEnvelope {
    /// The body of a success.
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

extension FeishuJSONValue {
    fileprivate subscript(key: String) -> FeishuJSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }
}

extension FeishuHTTPResponse {
    fileprivate init(status: Int, json: FeishuJSONValue) throws {
        self.init(status: status, jsonBody: try JSONEncoder().encode(json))
    }

    fileprivate init(status: Int, jsonBody: Data) {
        self.init(
            status: status, headers: FeishuHTTPHeaders([("Content-Type", "application/json; charset=utf-8")]),
            body: jsonBody)
    }
}
