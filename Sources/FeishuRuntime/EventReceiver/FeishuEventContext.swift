import Foundation

/// The identity of an event that was received.
public struct FeishuEventInfo: Hashable, Sendable {
    /// The id, by which duplicates are recognized. For an event without one, this is the digest of its body.
    public let id: String
    /// The type, such as `hire.eco_exam.created_v1`. Empty if the envelope has none.
    public let type: String
    /// The time at which the event occurred.
    public let time: Date?
    /// The tenant in which the event occurred.
    public let tenantKey: String?
    /// The app to which the event was sent.
    public let appID: String?

    public init(id: String, type: String, time: Date? = nil, tenantKey: String? = nil, appID: String? = nil) {
        self.id = id
        self.type = type
        self.time = time
        self.tenantKey = tenantKey
        self.appID = appID
    }

    func replacing(id: String) -> FeishuEventInfo {
        FeishuEventInfo(id: id, type: type, time: time, tenantKey: tenantKey, appID: appID)
    }
}

extension FeishuEventInfo: CustomStringConvertible {
    public var description: String {
        "\(type.isEmpty ? "event without type" : type) [\(id)]\(tenantKey.map { " of tenant \($0)" } ?? "")".onOneLine
    }
}

/// An event as its handlers get it, in addition to its payload. The description omits the payload.
public struct FeishuEventContext: Sendable {
    public let info: FeishuEventInfo
    /// The receiver's client; if that is of a store app, for the tenant of the event.
    public let client: FeishuClient?
    /// The decrypted envelope. It contains the app's Verification Token.
    let body: Data

    /// The id, by which duplicates are recognized.
    public var id: String { info.id }
    /// The type, such as `hire.eco_exam.created_v1`.
    public var type: String { info.type }
    /// The time at which the event occurred.
    public var time: Date? { info.time }
    /// The tenant in which the event occurred.
    public var tenantKey: String? { info.tenantKey }
    /// The app to which the event was sent.
    public var appID: String? { info.appID }

    /// The complete envelope as JSON, without the Verification Token.
    public var json: FeishuJSONValue {
        guard var json = try? JSONDecoder().decode(FeishuJSONValue.self, from: body) else { return .null }
        if json["schema"] == nil {
            json["token"] = nil
        } else if json["header"] != nil {
            json["header"]?["token"] = nil
        }
        return json
    }

    /// Decodes the header of the envelope, for members that only some events have, such as `resource_id`. In version 1 of
    /// envelopes, these are the members of the envelope itself.
    ///
    /// - Throws: `DecodingError` if there is no header. A member of another type is converted if that is lossless, and is
    ///   nil otherwise.
    public func header<Header: FeishuModel>(as: Header.Type) throws -> Header {
        let decoder = JSONDecoder()
        decoder.userInfo[FieldReporter.key] = FieldReporter(onDroppedField: { _ in }, onDeviation: nil)
        return try decoder.decode(HeaderEnvelope<Header>.self, from: body).header
    }
}

extension FeishuEventContext: CustomStringConvertible, CustomReflectable {
    public var description: String { info.description }
    public var customMirror: Mirror { Mirror(self, children: ["info": info]) }
}

private struct HeaderEnvelope<Header: FeishuModel>: Decodable {
    let header: Header

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldKey.self)
        header =
            container.contains(FieldKey("schema"))
            ? try container.decode(Header.self, forKey: FieldKey("header")) : try Header(from: decoder)
    }
}
