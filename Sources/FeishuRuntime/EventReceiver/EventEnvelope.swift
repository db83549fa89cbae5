import Foundation

/// The envelope of a push, in either version, without the payload.
struct EventEnvelope: Decodable {
    let info: FeishuEventInfo
    let token: String?
    /// The text to send back, if the push is a challenge.
    let challenge: String?
    /// The ticket of a store app, if the event is one.
    let appTicket: String?
    let isEvent: Bool
    let isOldCardCallback: Bool

    private static let maximumIDLength = 200

    /// Returns the envelope of a body.
    ///
    /// - Throws: `FeishuPushRejection`.
    init(of body: Data) throws(FeishuPushRejection) {
        guard var envelope = try? JSONDecoder().decode(EventEnvelope.self, from: body) else { throw .malformed }
        // An event without an id is identified by its bytes. So is one with an id of any length, which logs would have to keep.
        if envelope.info.id.isEmpty || envelope.info.id.utf8.count > Self.maximumIDLength {
            envelope = EventEnvelope(envelope, id: "sha256-" + SHA256.hexDigest(of: Array(body)))
        }
        self = envelope
    }

    init(from decoder: any Decoder) throws {
        let top = try decoder.container(keyedBy: FieldKey.self)
        let event = try? top.nestedContainer(keyedBy: FieldKey.self, forKey: FieldKey("event"))
        isEvent = top.contains(FieldKey("event"))
        if top.contains(FieldKey("schema")) {
            let header = try? top.nestedContainer(keyedBy: FieldKey.self, forKey: FieldKey("header"))
            // A member `type` of the payload can be anything.
            info = FeishuEventInfo(
                id: header?.text("event_id") ?? "", type: header?.text("event_type") ?? "",
                time: header?.number("create_time").flatMap(Self.date(milliseconds:)),
                tenantKey: header?.text("tenant_key"), appID: header?.text("app_id"))
            token = header?.text("token")
            challenge = nil
            isOldCardCallback = false
        } else {
            info = FeishuEventInfo(
                id: top.text("uuid") ?? "", type: event?.text("type") ?? "",
                time: top.number("ts").flatMap(Self.date(seconds:)), tenantKey: event?.text("tenant_key"),
                appID: event?.text("app_id"))
            token = top.text("token")
            challenge = top.text("type") == "url_verification" ? top.text("challenge") : nil
            isOldCardCallback = !isEvent && ["open_message_id", "action"].contains { top.contains(FieldKey($0)) }
        }
        appTicket = info.type == "app_ticket" ? event?.text("app_ticket") : nil
    }

    private init(_ envelope: EventEnvelope, id: String) {
        info = envelope.info.replacing(id: id)
        token = envelope.token
        challenge = envelope.challenge
        appTicket = envelope.appTicket
        isEvent = envelope.isEvent
        isOldCardCallback = envelope.isOldCardCallback
    }

    /// Two guides of the platform show microseconds, which have 16 digits.
    private static func date(milliseconds number: Double) -> Date? {
        date(seconds: number < 1e14 ? number / 1e3 : number / 1e6)
    }

    private static func date(seconds: Double) -> Date? {
        (0..<1e11).contains(seconds) ? Date(timeIntervalSince1970: seconds) : nil
    }
}

extension KeyedDecodingContainer<FieldKey> {
    /// The text of a string or an integer.
    fileprivate func text(_ name: String) -> String? {
        let key = FieldKey(name)
        return (try? decode(String.self, forKey: key)) ?? (try? decode(Int.self, forKey: key)).map(String.init)
    }

    /// The value of a number, which can be in a string.
    fileprivate func number(_ name: String) -> Double? {
        let key = FieldKey(name)
        return (try? decode(String.self, forKey: key)).flatMap { Double($0) } ?? (try? decode(Double.self, forKey: key))
    }
}

/// The encrypted form of a push.
struct EncryptedBody: Decodable {
    /// The encrypted envelope as Base64.
    let text: String

    /// Returns nil if the body is not an object with a member `encrypt`.
    init?(_ body: Data) {
        guard let encrypted = try? JSONDecoder().decode(EncryptedBody.self, from: body) else { return nil }
        self = encrypted
    }

    init(from decoder: any Decoder) throws {
        text = try decoder.container(keyedBy: FieldKey.self).decode(String.self, forKey: FieldKey("encrypt"))
    }
}
