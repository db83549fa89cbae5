import Foundation

/// A model whose fields can be set, omitted, or sent as null.
///
/// The meaning of null depends on the endpoint and is mostly undocumented. Therefore nil fields are omitted, and null
/// is sent only for fields that were passed to `setNull(_:)`.
public protocol FeishuPatchModel: FeishuModel {
    /// The fields to send as null.
    var nulls: FeishuNulls { get set }
}

/// The wire names of the fields to send as null.
public struct FeishuNulls: Hashable, Sendable {
    private var names: Set<String> = []

    public init() {}

    func contains(_ name: String) -> Bool { names.contains(name) }

    mutating func insert(_ name: String) { names.insert(name) }
}

extension FeishuPatchModel {
    /// Marks a field to be sent as null until it is set to a value.
    public mutating func setNull<Value: FeishuFieldValue>(_ field: WritableKeyPath<Self, Value?>) {
        self[keyPath: field] = nil
        nulls.insertName(of: field)
    }

    /// Returns the model with a field marked to be sent as null: `.init(conclusion: .passed).settingNull(\.content)`.
    public func settingNull<Value: FeishuFieldValue>(_ field: WritableKeyPath<Self, Value?>) -> Self {
        var model = self
        model.setNull(field)
        return model
    }
}

extension FeishuNulls {
    /// Inserts the wire name of a field. A key path does not contain the name, so this sets every field of a model to a
    /// value, sets the field at the key path to nil, and finds the name of the field that is nil.
    fileprivate mutating func insertName<Root: FeishuModel, Value>(of field: WritableKeyPath<Root, Value?>) {
        var model = Root(unset: FeishuUnset())
        var filler = FieldFiller()
        var finder = NilFieldFinder()
        // `visitFields` only rethrows errors of the visitor, and neither visitor throws.
        try? model.visitFields(&filler)
        model[keyPath: field] = nil
        try? model.visitFields(&finder)
        let nilFields = finder.nilFields.subtracting(filler.unfilledFields)
        assert(
            !nilFields.isEmpty,
            "not a field of the model itself; for a field of a nested model, call setNull on that model"
        )
        names.formUnion(nilFields)
    }
}

/// A visitor that sets every field to an arbitrary value.
private struct FieldFiller: FeishuFieldVisitor {
    /// The fields for whose types no value could be created.
    var unfilledFields: Set<String> = []

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) {
        value = Self.sampleValue(of: Value.self)
        if value == nil { unfilledFields.insert(name) }
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) {}

    private static func sampleValue<Value: FeishuFieldValue>(of _: Value.Type) -> Value? {
        if let model = Value.self as? any FeishuModel.Type { return model.init(unset: FeishuUnset()) as? Value }
        let decoder = JSONDecoder()
        return ["0", "\"\"", "false", "[]", "{}"].lazy
            .compactMap { try? decoder.decode(Value.self, from: Data($0.utf8)) }.first
    }
}

/// A visitor that finds the fields that are nil.
private struct NilFieldFinder: FeishuFieldVisitor {
    var nilFields: Set<String> = []

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) {
        if value == nil { nilFields.insert(name) }
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) {}
}
