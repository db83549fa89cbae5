import FeishuRuntime
import Foundation

/// Makes pushes as the platform sends them, so that tests of handlers need no platform.
///
/// ```swift
/// let sender = FeishuEventSender(verificationToken: "token", encryptKey: "key")
/// let response = await receiver.respond(to: try sender.push(event))
/// ```
///
/// To send a duplicate, use the same push or the same id again.
public struct FeishuEventSender: Sendable {
    private let verificationToken: String?
    private let key: EncryptKey?
    private let appID: String
    private let tenantKey: String
    private let now: @Sendable () -> Date

    /// Creates a sender with the secrets of the receiver.
    ///
    /// - Parameters:
    ///   - verificationToken: The Verification Token, or nil for pushes without one.
    ///   - encryptKey: The Encrypt Key, or nil for pushes that are neither signed nor encrypted.
    ///   - appID: The app to which the events are sent.
    ///   - tenantKey: The tenant in which the events occur.
    ///   - now: A closure that returns the current date, for the receiver's clock.
    public init(
        verificationToken: String? = nil, encryptKey: String? = nil, appID: String = "cli_test",
        tenantKey: String = "tenant", now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.verificationToken = verificationToken
        key = encryptKey.map(EncryptKey.init)
        self.appID = appID
        self.tenantKey = tenantKey
        self.now = now
    }

    /// Returns the push of an event.
    ///
    /// - Parameters:
    ///   - event: The payload.
    ///   - id: The id, by which a receiver recognizes duplicates; a random one if nil.
    ///   - age: The age of the push, to test how late ones are rejected.
    public func push<Event: FeishuEvent>(
        _ event: Event, id: String? = nil, age: Duration = .zero
    ) throws -> FeishuPush {
        let payload = try JSONDecoder().decode(FeishuJSONValue.self, from: try JSONEncoder().encode(event))
        return push(envelope(of: payload, Event.descriptor, id: id ?? UUID().uuidString), age: age)
    }

    /// Returns the push of a sample: an envelope as documents show it. Its token is replaced with that of the sender.
    ///
    /// - Parameters:
    ///   - json: The envelope as JSON, in either version.
    ///   - id: The id of the event; that of the sample if nil.
    ///   - age: The age of the push, to test how late ones are rejected.
    /// - Throws: `DecodingError` if the sample is not JSON.
    public func push(sample json: String, id: String? = nil, age: Duration = .zero) throws -> FeishuPush {
        var envelope = try JSONDecoder().decode(FeishuJSONValue.self, from: Data(json.utf8))
        let token = verificationToken.map(FeishuJSONValue.string)
        if envelope["schema"] == nil {
            envelope["token"] = token
            if let id { envelope["uuid"] = .string(id) }
        } else {
            envelope["header"] = envelope["header"] ?? [:]
            envelope["header"]?["token"] = token
            if let id { envelope["header"]?["event_id"] = .string(id) }
        }
        return push(envelope, age: age)
    }

    /// Pushes a callback, and returns the answer.
    ///
    /// - Parameters:
    ///   - receiver: The receiver with the handler.
    ///   - callback: The callback, such as `FeishuCardAction.click(value: ["id": "7"])`.
    /// - Throws: `FeishuUnansweredCallback` if there is no handler, if it throws, or if the receiver rejects the push.
    public func answer<Callback: FeishuCallback>(
        of receiver: FeishuEventReceiver, to callback: Callback
    ) async throws -> Callback.Answer where Callback.Answer: Decodable {
        guard receiver.answers(Callback.descriptor.type) else { throw FeishuUnansweredCallback(status: nil) }
        let response = await receiver.respond(to: try push(callback))
        guard response.status == 200 else { throw FeishuUnansweredCallback(status: response.status) }
        return try JSONDecoder().decode(Callback.Answer.self, from: response.body)
    }

    /// Returns the push with which the platform checks the event URL. It has no signature.
    public func challenge(_ challenge: String = "ajls384kdjx98XX") -> FeishuPush {
        var body: FeishuJSONValue = ["challenge": .string(challenge), "type": "url_verification"]
        body["token"] = verificationToken.map(FeishuJSONValue.string)
        return FeishuPush(headers: Self.contentType, body: encrypted(Self.data(body)))
    }

    /// Returns the push of any message, which is encrypted and signed if the sender has an Encrypt Key.
    public func push(message: Data, age: Duration = .zero) -> FeishuPush {
        let body = encrypted(message)
        guard let key else { return FeishuPush(headers: Self.contentType, body: body) }
        let timestamp = String(Int(now().timeIntervalSince1970 - age / .seconds(1)))
        let nonce = String(UInt64.random(in: 0...(.max)), radix: 36)
        var headers = Self.contentType
        headers["X-Lark-Request-Timestamp"] = timestamp
        headers["X-Lark-Request-Nonce"] = nonce
        headers["X-Lark-Signature"] = key.signature(of: body, timestamp: timestamp, nonce: nonce)
        return FeishuPush(headers: headers, body: body)
    }

    private func push(_ envelope: FeishuJSONValue, age: Duration) -> FeishuPush {
        push(message: Self.data(envelope), age: age)
    }

    private static let contentType = FeishuHTTPHeaders([("Content-Type", "application/json; charset=utf-8")])

    private static func data(_ json: FeishuJSONValue) -> Data {
        (try? JSONEncoder().encode(json)) ?? Data()
    }

    private func encrypted(_ message: Data) -> Data {
        guard let cipher = key?.cipher else { return message }
        let vector = (0..<AES256.blockSize).map { _ in UInt8.random(in: 0...255) }
        let bytes = cipher.encrypt(Array(message), initializationVector: vector)
        return Self.data(["encrypt": .string(Data(bytes).base64EncodedString())])
    }

    private func envelope(
        of payload: FeishuJSONValue, _ descriptor: FeishuEventDescriptor, id: String
    ) -> FeishuJSONValue {
        let seconds = now().timeIntervalSince1970
        let token = verificationToken.map(FeishuJSONValue.string)
        switch descriptor.envelope {
        case .v1:
            var event = payload
            event["type"] = .string(descriptor.type)
            event["app_id"] = .string(appID)
            event["tenant_key"] = .string(tenantKey)
            var envelope: FeishuJSONValue = [
                "uuid": .string(id), "ts": .string(String(seconds)), "type": "event_callback", "event": event,
            ]
            envelope["token"] = token
            return envelope
        case .v2:
            var header: FeishuJSONValue = [
                "event_id": .string(id), "event_type": .string(descriptor.type),
                "create_time": .string(String(Int(seconds * 1000))), "app_id": .string(appID),
                "tenant_key": .string(tenantKey),
            ]
            header["token"] = token
            return ["schema": "2.0", "header": header, "event": payload]
        }
    }
}

extension FeishuEventSender: CustomStringConvertible, CustomReflectable {
    public var description: String { "sender of events to \(appID)" }
    /// Without keys and tokens.
    public var customMirror: Mirror { Mirror(self, children: ["appID": appID, "tenantKey": tenantKey]) }
}

/// An error for a callback that got no answer.
public struct FeishuUnansweredCallback: LocalizedError, Hashable {
    /// The HTTP status of the response, or nil if the receiver has no handler for the callback.
    public let status: Int?

    public init(status: Int?) { self.status = status }

    public var errorDescription: String? {
        guard let status else { return "the receiver has no handler for the callback; add one with answer(_:late:_:)" }
        return "the callback was answered with HTTP status \(status); the observer of the receiver gets the reason"
    }
}
