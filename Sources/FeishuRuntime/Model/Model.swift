/// A type that represents a JSON object with typed fields.
///
/// A model maps wire names to properties once, in `visitFields`. Decoding, encoding, and equality are derived from
/// that, so generated types stay small and the decoding policy is in one place.
public protocol FeishuModel: Codable, Hashable, Sendable, CustomDebugStringConvertible {
    /// Creates a value whose fields are not set yet, for decoding.
    init(unset: FeishuUnset)

    /// Passes every field to the visitor, in the order of the document. The visitor can read or replace the fields.
    mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws
}

/// A model whose fields are all optional, as in all responses of the platform.
public protocol FeishuAllOptionalModel: FeishuModel, FeishuResponsePayload {
    /// Creates a value whose fields are all nil.
    init()
}

extension FeishuAllOptionalModel {
    public init(unset: FeishuUnset) { self.init() }

    public static var absent: Self { Self() }
}

/// A marker for the initializer that decoding uses. Only the runtime can create one.
public struct FeishuUnset: Sendable {
    package init() {}
}

/// A type that a field can have.
public typealias FeishuFieldValue = Codable & Hashable & Sendable

/// A visitor of the fields of a model.
public protocol FeishuFieldVisitor {
    /// Visits an optional field. Nil and a missing key are equivalent.
    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) throws

    /// Visits a required field.
    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) throws

    /// Visits the names of the fields to send as null, before the fields. The default implementation does nothing.
    mutating func visit(_ nulls: inout FeishuNulls)
}

extension FeishuFieldVisitor {
    public mutating func visit(_ nulls: inout FeishuNulls) {}
}

extension FeishuModel {
    /// Decodes the model from a JSON object. Unknown keys are ignored.
    public init(from decoder: any Decoder) throws {
        self.init(unset: FeishuUnset())
        var visitor = try FieldDecoder(decoder)
        try visitFields(&visitor)
    }

    /// Encodes the fields that are not nil, including empty arrays. To send null, see `FeishuPatchModel`.
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

    /// The fields that are set, by wire name: `Body(state: failed (2), fail_reason: "timeout")`.
    public var debugDescription: String {
        var printer = FieldPrinter()
        var copy = self
        // `visitFields` only rethrows errors of the visitor, and the printer never throws.
        try? copy.visitFields(&printer)
        return "\(Self.self)(\(printer.fields.joined(separator: ", ")))".onOneLine
    }

    private var fieldValues: [AnyHashable] {
        var collector = FieldCollector()
        var copy = self
        // `visitFields` only rethrows errors of the visitor, and the collector never throws.
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

private struct FieldPrinter: FeishuFieldVisitor {
    var fields: [String] = []
    var nulls = FeishuNulls()

    mutating func visit(_ nulls: inout FeishuNulls) { self.nulls = nulls }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) {
        if let value {
            fields.append("\(name): \(Self.text(of: value))")
        } else if nulls.contains(name) {
            fields.append("\(name): null")
        }
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) {
        fields.append("\(name): \(Self.text(of: value))")
    }

    private static func text(of value: Any) -> String {
        switch value {
        case let text as String: text.debugDescription
        case let model as any FeishuModel: model.debugDescription
        case let list as [Any]: "[\(list.map(text).joined(separator: ", "))]"
        default: "\(value)"
        }
    }
}

/// The wire name of a field.
struct FieldKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
