import SourceText

// The format of the specs of events. `Format.swift` and `Format+Field.swift` contain the format of their parts.

/// The spec of an event as an object of the format. Its keys are the properties of an `EndpointSpec` that events have.
struct EventSpec: Sendable {
    var spec: EndpointSpec

    private var event: EndpointSpec.Event {
        get { spec.event ?? .init(type: "", envelope: .version2) }
        set { spec.event = newValue }
    }

    fileprivate var eventType: String {
        get { event.type }
        set { event.type = newValue }
    }

    fileprivate var envelope: EndpointSpec.EventEnvelope {
        get { event.envelope }
        set { event.envelope = newValue }
    }

    fileprivate var body: EventBody {
        get { EventBody(fields: event.fields, samples: event.samples, rawSamples: event.rawSamples) }
        set {
            (event.fields, event.samples, event.rawSamples) = (newValue.fields, newValue.samples, newValue.rawSamples)
        }
    }

    fileprivate var headerFields: [EndpointSpec.Field]? {
        get { event.headerFields }
        set { event.headerFields = newValue }
    }
}

extension EventSpec: FormatObject {
    static let subject = "the spec"
    static let definition = "event"
    static let summary =
        "The documented facts of one event of the Feishu / Lark Open Platform, and their annotations."
    static var placeholder: EventSpec {
        var spec = EndpointSpec.placeholder
        spec.event = .init(type: "", envelope: .version2)
        return EventSpec(spec: spec)
    }
    static let keys: [FormatKey<EventSpec>] = [
        .optional("$schema", \.spec.schema, .string, "The path of this schema, for editors."),
        .optional(
            "format", \.spec.format, .version(upTo: EndpointSpec.currentFormat),
            "The version of the format. Absent means 1."),
        .required(
            "id", \.spec.id, .operationID, "The name of the event: service, version, resource and event."),
        .required(
            "eventType", \.eventType, .nonEmptyString,
            "The type of the event on the wire, such as hire.eco_exam.created_v1."),
        .required("title", \.spec.title, .nonEmptyString, "The document's title."),
        .optional(
            "summary", \.spec.summary, .string, "The document's text up to its section about the event, as Markdown."),
        .optional(
            "notes", \.spec.notes, .array(.object),
            "The document's prose outside of the summary and the other keys."),
        .optional(
            "deprecated", \.spec.deprecated, .nonEmptyString,
            "The deprecation notice of the document, with the recommended replacement."),
        .required("document", \.spec.document, .object),
        .required(
            "envelope", \.envelope, .word,
            "2.0: the body is {schema, header, event}. 1.0: the body is {uuid, token, ts, type, event}."),
        .optional(
            "appTypes", \.spec.appTypes, .array(.word),
            "The types of app that can receive the event: custom (自建应用) and store (商店应用)."),
        .optional(
            "scopes", \.spec.scopes, .array(.object), "The scopes of which any one is sufficient for a subscription."),
        .optional(
            "fieldScopes", \.spec.fieldScopes, .array(.object), "The scopes that each unlock additional fields."),
        .required("event", \.body, .object),
        .optional(
            "headerFields", \.headerFields, .array(.object),
            "The members of the header that not every event has."),
        .optional("corrected", \.spec.corrected, .correction(of: EndpointSpec.self)),
    ]
}

/// The payload of an event.
struct EventBody: FormatObject {
    var fields: [EndpointSpec.Field]?
    var samples: [JSON]?
    var rawSamples: [EndpointSpec.RawSample]?

    static let subject = "the payload"
    static let definition = "eventBody"
    static let summary = "The payload of the event."
    static var placeholder: EventBody { EventBody() }
    static let keys: [FormatKey<EventBody>] = [
        .optional("fields", \.fields, .array(.object), "The members of event."),
        .optional(
            "samples", \.samples, .array(.any), "The documented sample pushes, including the envelope."),
        .optional(
            "rawSamples", \.rawSamples, .array(.object), "The documented samples that are not valid JSON."),
    ]
}

extension EndpointSpec {
    /// The path of the schema file of events, relative to the specs folder.
    package static let eventSchemaPath = "event.schema.json"
    package static let eventSchemaText = FormatSchema.text(of: EventSpec.self, title: "Event spec, version 1")
}
