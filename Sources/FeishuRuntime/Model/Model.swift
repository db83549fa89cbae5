/// A JSON object with typed fields.
///
/// A model says once which wire name belongs to which property, in `visitFields`. Decoding, encoding and equality of
/// all models follow from that, so that a generated type stays small and the decoding policy lives in one place.
public protocol FeishuModel: Codable, Hashable, Sendable {
    /// A value to decode into, whose fields are not set yet.
    init(unset: FeishuUnset)

    /// Hands every field to the visitor, in the order of the document, which may read or replace it.
    mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws
}

/// A model of which every field may be absent, as in all answers of the platform.
public protocol FeishuAllOptionalModel: FeishuModel, FeishuResponsePayload {
    /// A value without any field.
    init()
}

extension FeishuAllOptionalModel {
    public init(unset: FeishuUnset) { self.init() }

    public static var absent: Self { Self() }
}

/// Marks the initializer that decoding starts from. Only the runtime makes one.
public struct FeishuUnset: Sendable {
    init() {}
}

/// What can stand in a field.
public typealias FeishuFieldValue = Codable & Hashable & Sendable

/// Something that goes over the fields of a model.
public protocol FeishuFieldVisitor {
    /// Visits a field that may be absent: nil and a missing key are the same.
    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) throws

    /// Visits a field that has to be there.
    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) throws

    /// Visits the names of the fields to send as null, before the fields. By default nothing happens.
    mutating func visit(_ nulls: inout FeishuNulls)
}

extension FeishuFieldVisitor {
    public mutating func visit(_ nulls: inout FeishuNulls) {}
}

extension FeishuModel {
    /// Decodes the model from a JSON object. Keys that the model does not know are passed over.
    public init(from decoder: any Decoder) throws {
        self.init(unset: FeishuUnset())
        var visitor = try FieldDecoder(decoder)
        try visitFields(&visitor)
    }

    /// Encodes the fields that are set; nil is left out, an empty array is not. See `FeishuPatchModel` for null.
    public func encode(to encoder: any Encoder) throws {
        var visitor = FieldEncoder(container: encoder.container(keyedBy: FieldKey.self))
        var copy = self
        try copy.visitFields(&visitor)
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.fieldValues == right.fieldValues
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(fieldValues)
    }

    private var fieldValues: [AnyHashable] {
        var collector = FieldCollector()
        var copy = self
        // The collector throws nothing, and `visitFields` only passes on what the visitor throws.
        try? copy.visitFields(&collector)
        return collector.values
    }
}

private struct FieldEncoder: FeishuFieldVisitor {
    var container: KeyedEncodingContainer<FieldKey>
    var nulls = FeishuNulls()

    mutating func visit(_ nulls: inout FeishuNulls) { self.nulls = nulls }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) throws {
        if let value {
            try container.encode(value, forKey: FieldKey(name))
        } else if nulls.contains(name) {
            try container.encodeNil(forKey: FieldKey(name))
        }
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) throws {
        try container.encode(value, forKey: FieldKey(name))
    }
}

private struct FieldCollector: FeishuFieldVisitor {
    var values: [AnyHashable] = []

    mutating func visit(_ nulls: inout FeishuNulls) { values.append(AnyHashable(nulls)) }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) {
        values.append(AnyHashable(value))
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) {
        values.append(AnyHashable(value))
    }
}

/// A name on the wire.
struct FieldKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
