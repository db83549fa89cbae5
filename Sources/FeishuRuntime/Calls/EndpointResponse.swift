import Foundation

extension FeishuEndpoint {
    /// Reads an answer of the platform.
    ///
    /// The body's code decides, not the HTTP status: the platform sends the same code with different statuses.
    /// A field of another type than documented is read as what it means where nothing gets lost, and is nil otherwise.
    /// - Parameter onDroppedField: Is told of every field that had to be left nil.
    /// - Throws: `FeishuError` where the answer tells of a failure or is not in the documented form.
    public static func response(
        from answer: FeishuHTTPResponse, onDroppedField: @escaping @Sendable (FeishuDecodingFailure) -> Void = { _ in }
    ) throws -> Response {
        do {
            let decoder = JSONDecoder()
            decoder.userInfo[Tolerance.key] = Tolerance(report: onDroppedField)
            if descriptor.envelope == .none { return try bareResponse(from: answer, decoder) }
            if let payload = try decoder.decode(Envelope<Self>.self, from: answer.body).payload { return payload }
            throw try decoder.decode(Failure.self, from: answer.body).error(in: descriptor, answer)
        } catch let error as FeishuError {
            throw error
        } catch  where answer.isJSON && (200..<300).contains(answer.status) {
            throw FeishuError(.decoding(FeishuDecodingFailure(error, in: answer.body)), in: descriptor, answer: answer)
        } catch {
            throw FeishuError(.http(bodyStart: answer.bodyStart), in: descriptor, answer: answer)
        }
    }

    /// Without an envelope the status tells success from failure, and a code with a message is still a failure's.
    private static func bareResponse(from answer: FeishuHTTPResponse, _ decoder: JSONDecoder) throws -> Response {
        if let failure = try? decoder.decode(Failure.self, from: answer.body), failure.code != 0, failure.message != nil
        {
            throw failure.error(in: descriptor, answer)
        }
        guard (200..<300).contains(answer.status) else {
            throw FeishuError(.http(bodyStart: answer.bodyStart), in: descriptor, answer: answer)
        }
        return try decoder.decode(Response.self, from: answer.body)
    }
}

/// `{code, msg, error}`: what went wrong.
private struct Failure: Decodable {
    let code: Int
    /// In either of its spellings, `msg` and `message`.
    let message: String?
    let details: FeishuErrorDetails?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldKey.self)
        code = try container.decode(Int.self, forKey: FieldKey("code"))
        // None of the rest is worth losing the code for.
        message =
            (try? container.decode(String.self, forKey: FieldKey("msg")))
            ?? (try? container.decode(String.self, forKey: FieldKey("message")))
        details = try? container.decodeIfPresent(FeishuErrorDetails.self, forKey: FieldKey("error"))
    }

    func error(in endpoint: FeishuEndpointDescriptor, _ answer: FeishuHTTPResponse) -> FeishuError {
        FeishuError(
            .api(code: FeishuErrorCode(rawValue: code), message: message ?? ""), in: endpoint, answer: answer,
            details: details)
    }
}

/// `{code, msg, ...}` around the payload of an endpoint.
private struct Envelope<Call: FeishuEndpoint>: Decodable {
    /// Nil where the code tells of a failure.
    let payload: Call.Response?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldKey.self)
        guard try container.decode(Int.self, forKey: FieldKey("code")) == 0 else {
            payload = nil
            return
        }
        payload =
            switch Call.descriptor.envelope {
            case .data: try Self.data(in: container, decoder.userInfo[Tolerance.key] as? Tolerance)
            case .flat, .none: try Call.Response(from: decoder)
            }
    }
}

extension Envelope {
    /// The payload in `data`, which services that have nothing to say leave out or send as `null`, `""` or `[]`.
    private static func data(
        in container: KeyedDecodingContainer<FieldKey>, _ tolerance: Tolerance?
    ) throws -> Call.Response {
        let key = FieldKey("data")
        if let elements = container.elements(of: Call.Response.self, in: key, tolerance) { return elements }
        do {
            return try container.decodeIfPresent(Call.Response.self, forKey: key) ?? .absent
        } catch {
            let found = try? container.decode(FeishuJSONValue.self, forKey: key)
            if found == .string("") || found == .array([]) { return .absent }
            throw error
        }
    }
}

extension FeishuHTTPResponse {
    fileprivate var isJSON: Bool {
        (try? JSONDecoder().decode(FeishuJSONValue.self, from: body)) != nil
    }

    /// Enough of the body to recognise it by.
    var bodyStart: String {
        String(decoding: body.prefix(200), as: UTF8.self)
    }
}

extension FeishuTransport {
    /// Sends a request and tells a failure to do so as what it is for the caller.
    func answer(to request: FeishuHTTPRequest, of descriptor: FeishuEndpointDescriptor) async throws
        -> FeishuHTTPResponse
    {
        do {
            return try await send(request)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // URLSession tells a cancelled task by an error of its own.
            try Task.checkCancellation()
            throw FeishuError(.transport(error), in: descriptor)
        }
    }
}
