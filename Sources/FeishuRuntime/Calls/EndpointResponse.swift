import Foundation

extension FeishuEndpoint {
    /// Decodes a response of the platform, without a report of the values that cannot be converted.
    public static func response(from response: FeishuHTTPResponse) throws -> Response {
        try self.response(from: response) { _ in }
    }

    /// Decodes a response of the platform, with a report of the values that cannot be converted.
    ///
    /// - Parameters:
    ///   - response: The response as it was received.
    ///   - onDroppedField: A closure that is called for every value that cannot be converted.
    /// - Throws: `FeishuError` if the response reports a failure or does not have the documented form.
    public static func response(
        from response: FeishuHTTPResponse, onDroppedField: @escaping @Sendable (FeishuDecodingFailure) -> Void
    ) throws -> Response {
        try self.response(from: response, onDroppedField: onDroppedField, onDeviation: nil)
    }

    /// Decodes a response of the platform.
    ///
    /// Success is determined by the `code` in the body, not by the HTTP status, because the platform sends the same
    /// code with different statuses. A field of an undocumented type is converted if that is lossless, and is nil
    /// otherwise.
    /// - Parameters:
    ///   - response: The response as it was received.
    ///   - onDroppedField: A closure that is called for every value that cannot be converted.
    ///   - onDeviation: A closure that is called for every value that was converted or is not in its field's documented list.
    /// - Throws: `FeishuError` if the response reports a failure or does not have the documented form.
    public static func response(
        from response: FeishuHTTPResponse,
        onDroppedField: @escaping @Sendable (FeishuDecodingFailure) -> Void,
        onDeviation: (@Sendable (FeishuFieldDeviation) -> Void)?
    ) throws -> Response {
        try self.response(
            from: response, of: descriptor, onDroppedField: onDroppedField, onDeviation: onDeviation)
    }

    /// Decodes a response of an endpoint with these facts.
    static func response(
        from response: FeishuHTTPResponse, of descriptor: FeishuEndpointDescriptor,
        onDroppedField: @escaping @Sendable (FeishuDecodingFailure) -> Void,
        onDeviation: (@Sendable (FeishuFieldDeviation) -> Void)?
    ) throws -> Response {
        do {
            let decoder = JSONDecoder()
            decoder.userInfo[FieldReporter.key] = FieldReporter(
                onDroppedField: onDroppedField, onDeviation: onDeviation)
            if descriptor.envelope == .none { return try bareResponse(from: response, of: descriptor, decoder) }
            decoder.userInfo[EnvelopeKind.key] = descriptor.envelope
            if let payload = try decoder.decode(Envelope<Self>.self, from: response.body).payload { return payload }
            throw try decoder.decode(Failure.self, from: response.body).error(in: descriptor, response)
        } catch let error as FeishuError {
            throw error
        } catch  where response.isJSON && (200..<300).contains(response.status) {
            throw FeishuError(
                .decoding(FeishuDecodingFailure(error, in: response.body)), in: descriptor, response: response)
        } catch {
            throw FeishuError(.http(bodyStart: response.bodyStart), in: descriptor, response: response)
        }
    }

    /// Decodes a response without an envelope. Success is determined by the status, but a body with an error code and a
    /// message is always a failure.
    private static func bareResponse(
        from response: FeishuHTTPResponse, of descriptor: FeishuEndpointDescriptor, _ decoder: JSONDecoder
    ) throws -> Response {
        if let failure = try? decoder.decode(Failure.self, from: response.body), failure.code != 0,
            failure.message != nil
        {
            throw failure.error(in: descriptor, response)
        }
        guard (200..<300).contains(response.status) else {
            throw FeishuError(.http(bodyStart: response.bodyStart), in: descriptor, response: response)
        }
        return try decoder.decode(Response.self, from: response.body)
    }
}

/// The body of a failure: `{code, msg, error}`.
struct Failure: Decodable {
    let code: Int
    /// The value of `msg` or, if that is absent, of `message` or, for tokens of users, `error_description`.
    let message: String?
    let details: FeishuErrorDetails?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldKey.self)
        code = try container.responseCode()
        let error = try? container.decode(FeishuErrorDetails.self, forKey: FieldKey("error"))
        // Some services send only a word, which is all there is to say about the failure.
        let errorText = error == nil ? container.text("error") : nil
        details = error ?? errorText.map(FeishuErrorDetails.init(message:))
        message =
            container.text("msg") ?? container.text("message") ?? container.text("error_description") ?? errorText
    }

    func error(in endpoint: FeishuEndpointDescriptor, _ response: FeishuHTTPResponse) -> FeishuError {
        FeishuError(
            .api(code: FeishuErrorCode(rawValue: code), message: message ?? ""), in: endpoint, response: response,
            details: details)
    }
}

extension KeyedDecodingContainer<FieldKey> {
    /// The `code` of a response, which some services send as a string.
    fileprivate func responseCode() throws -> Int {
        let key = FieldKey("code")
        do {
            return try decode(Int.self, forKey: key)
        } catch {
            guard let value = try? decode(FeishuJSONValue.self, forKey: key), let code = Int(lenient: value) else {
                throw error
            }
            return code
        }
    }

    /// The text of a member that should be a string: any other value as JSON, because a message must not be lost. Nil for an
    /// absent or empty one.
    fileprivate func text(_ name: String) -> String? {
        guard let value = try? decode(FeishuJSONValue.self, forKey: FieldKey(name)), !value.isNull else { return nil }
        let json = { String(decoding: (try? JSONEncoder.sorted.encode(value)) ?? Data(), as: UTF8.self) }
        let text = String(lenient: value) ?? json()
        return text.isEmpty ? nil : text
    }
}

private enum EnvelopeKind {
    // The initializer never fails. It is failable only because RawRepresentable requires that.
    static let key = CodingUserInfoKey(rawValue: "FeishuRuntime.envelope").unsafelyUnwrapped
}

/// The envelope of a response: `{code, msg, ...}` around the payload.
private struct Envelope<Call: FeishuEndpoint>: Decodable {
    /// Nil if the code reports a failure.
    let payload: Call.Response?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldKey.self)
        guard try container.responseCode() == 0 else {
            payload = nil
            return
        }
        payload =
            switch decoder.userInfo[EnvelopeKind.key] as? FeishuResponseEnvelope ?? .data {
            case .data:
                try Self.data(in: container, decoder.userInfo[FieldReporter.key] as? FieldReporter)
            case .flat, .none: try Call.Response(from: decoder)
            }
    }
}

extension Envelope {
    /// Decodes the payload in `data`. Services with an empty result omit `data` or send `null`, `""`, or `[]`.
    private static func data(
        in container: KeyedDecodingContainer<FieldKey>, _ reporter: FieldReporter?
    ) throws -> Call.Response {
        let key = FieldKey("data")
        if let elements = container.elements(of: Call.Response.self, in: key, reporter) { return elements }
        do {
            return try container.decodeIfPresent(Call.Response.self, forKey: key) ?? .absent
        } catch {
            if (try? container.decode(String.self, forKey: key)) == "" { return .absent }
            if (try? container.nestedUnkeyedContainer(forKey: key))?.isAtEnd == true { return .absent }
            throw error
        }
    }
}

extension FeishuHTTPResponse {
    fileprivate var isJSON: Bool {
        (try? JSONDecoder().decode(AnyJSON.self, from: body)) != nil
    }

    /// The first 200 bytes of the body, to identify it in an error.
    var bodyStart: String {
        String(decoding: body.prefix(200), as: UTF8.self)
    }
}

extension FeishuTransport {
    /// Sends a request and returns the response.
    ///
    /// - Throws: `FeishuError` if no response is received, or `CancellationError` if the task is cancelled.
    func response(to request: FeishuHTTPRequest, of descriptor: FeishuEndpointDescriptor) async throws
        -> FeishuHTTPResponse
    {
        let response: FeishuHTTPResponse
        do {
            response = try await send(request)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // URLSession reports cancellation with its own error type.
            try Task.checkCancellation()
            throw FeishuError(.transport(error), in: descriptor)
        }
        if response.status == 206, request.headers["Range"] == nil {
            let error = FeishuTransportError(
                .incompleteResponse("it is a part of the content, which the request did not ask for"))
            throw FeishuError(.transport(error), in: descriptor, response: response)
        }
        return response
    }
}
