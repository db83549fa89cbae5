/// The payload of an event that the platform pushes to an app: the value of `event` in its envelope.
public protocol FeishuEvent: FeishuAllOptionalModel {
    static var descriptor: FeishuEventDescriptor { get }
}

/// The documented facts about an event other than the fields of its payload.
public struct FeishuEventDescriptor: Sendable {
    /// The name in the form of operation names, such as `hire.v1.eco_exam.created`.
    public let id: String
    /// The type in the envelope, such as `hire.eco_exam.created_v1`.
    public let type: String
    /// The title of the document.
    public let title: String
    public let envelope: FeishuEventEnvelope
    /// The types of app that can receive the event. Empty if the document does not specify them.
    public let appTypes: [FeishuAppType]
    /// The scopes of which any one is sufficient.
    public let scopes: [FeishuScope]
    /// The scopes that each unlock additional fields of the payload.
    public let fieldScopes: [FeishuScope]
    /// The URL of the document, if known.
    public let documentURL: String?

    public init(
        id: String, type: String, title: String = "", envelope: FeishuEventEnvelope = .v2,
        appTypes: [FeishuAppType] = [], scopes: [FeishuScope] = [], fieldScopes: [FeishuScope] = [],
        documentURL: String?
    ) {
        self.id = id
        self.type = type
        self.title = title
        self.envelope = envelope
        self.appTypes = appTypes
        self.scopes = scopes
        self.fieldScopes = fieldScopes
        self.documentURL = documentURL
    }
}

/// The envelope of an event.
public enum FeishuEventEnvelope: Hashable, Sendable {
    /// `{ts, uuid, token, type: "event_callback", event: {type, ...}}`
    case v1
    /// `{schema: "2.0", header: {event_id, event_type, ...}, event}`
    case v2
}
