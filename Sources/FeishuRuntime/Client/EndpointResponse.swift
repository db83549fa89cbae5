import Foundation

extension Endpoint {
    /// Reads an answer of the platform.
    ///
    /// The body's code decides, not the HTTP status: the platform sends the same code with different statuses.
    /// A field of another type than documented is read as what it means where nothing gets lost, and is nil otherwise.
    /// - Parameter onDroppedField: Is told of every field that had to be left nil.
    /// - Throws: `FeishuError` where the answer tells of a failure or is not in the documented form.
    public static func response(
        from answer: HTTPResponse, onDroppedField: @escaping @Sendable (DecodingFailure) -> Void = { _ in }
    ) throws -> Response {
        do {
            let decoder = JSONDecoder()
            decoder.userInfo[Tolerance.key] = Tolerance(report: onDroppedField)
            let envelope = try decoder.decode(Envelope<Self>.self, from: answer.body)
            if let payload = envelope.payload { return payload }
            throw FeishuError(
                .api(code: FeishuErrorCode(rawValue: envelope.code), message: envelope.message), in: descriptor,
                answer: answer, details: envelope.error)
        } catch let error as DecodingError where answer.isJSONObject && (200..<300).contains(answer.status) {
            throw FeishuError(.decoding(DecodingFailure(error)), in: descriptor, answer: answer)
        } catch is DecodingError {
            throw FeishuError(.http(bodyStart: answer.bodyStart), in: descriptor, answer: answer)
        }
    }
}

/// `{code, msg, ...}` around the payload of an endpoint.
private struct Envelope<Call: Endpoint>: Decodable {
    let code: Int
    let message: String
    /// Nil where the code tells of a failure.
    let payload: Call.Response?
    let error: ErrorDetails?

    init(from decoder: any Decoder) throws {
        let envelope = Call.descriptor.envelope
        let container = try decoder.container(keyedBy: FieldKey.self)
        let code = try container.decodeIfPresent(Int.self, forKey: FieldKey("code"))
        if let code {
            self.code = code
        } else if envelope == .none {
            self.code = 0
        } else {
            throw DecodingError.keyNotFound(
                FieldKey("code"), .init(codingPath: [], debugDescription: "the envelope has no code"))
        }
        // Both spellings occur, and neither is worth failing for.
        message =
            (try? container.decode(String.self, forKey: FieldKey("msg")))
            ?? (try? container.decode(String.self, forKey: FieldKey("message"))) ?? ""
        guard self.code == 0 else {
            payload = nil
            error = try? container.decodeIfPresent(ErrorDetails.self, forKey: FieldKey("error"))
            return
        }
        error = nil
        payload =
            switch envelope {
            case .data: try Self.data(in: container)
            case .flat, .none: try Call.Response(from: decoder)
            }
    }
}

extension Envelope {
    /// The payload in `data`, which services that have nothing to say leave out or send as `null`, `""` or `[]`.
    private static func data(in container: KeyedDecodingContainer<FieldKey>) throws -> Call.Response {
        let key = FieldKey("data")
        do {
            return try container.decodeIfPresent(Call.Response.self, forKey: key) ?? .absent
        } catch let error as DecodingError {
            let found = try? container.decode(JSONValue.self, forKey: key)
            if found == .string("") || found == .array([]) { return .absent }
            throw error
        }
    }
}

extension HTTPResponse {
    fileprivate var isJSONObject: Bool {
        (try? JSONDecoder().decode([String: JSONValue].self, from: body)) != nil
    }

    /// Enough of the body to recognise it by.
    var bodyStart: String {
        String(decoding: body.prefix(200), as: UTF8.self)
    }
}

extension Transport {
    /// Sends a request and tells a failure to do so as what it is for the caller.
    func answer(to request: HTTPRequest, of descriptor: EndpointDescriptor) async throws -> HTTPResponse {
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
