import Foundation

/// A model of which a field can be sent as null, beside being set or left out.
///
/// What the platform makes of a null is up to the endpoint, and mostly undocumented: nil is therefore left out, and
/// null is sent for the fields alone of which `setNull(_:)` says so.
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
    /// Sends a field as null, until it gets a value.
    public mutating func setNull<Value: FeishuFieldValue>(_ field: WritableKeyPath<Self, Value?>) {
        self[keyPath: field] = nil
        nulls.formUnion(of: Self.self, without: field)
    }

    /// The same model with a field that is sent as null: `.init(conclusion: .passed).settingNull(\.content)`.
    public func settingNull<Value: FeishuFieldValue>(_ field: WritableKeyPath<Self, Value?>) -> Self {
        var model = self
        model.setNull(field)
        return model
    }
}

extension FeishuNulls {
    /// Adds the wire name of a field. A key path does not tell it; but of a model in which every field has a value, the
    /// one that the key path empties does.
    fileprivate mutating func formUnion<Root: FeishuModel, Value>(
        of _: Root.Type, without field: WritableKeyPath<Root, Value?>
    ) {
        var model = Root(unset: FeishuUnset())
        var filler = Filler()
        var finder = GapFinder()
        // Neither visitor throws, and `visitFields` only passes on what the visitor throws.
        try? model.visitFields(&filler)
        model[keyPath: field] = nil
        try? model.visitFields(&finder)
        let gaps = finder.gaps.subtracting(filler.failures)
        assert(!gaps.isEmpty, "null can be sent for a model's own fields; for those of a part, set it in the part")
        names.formUnion(gaps)
    }
}

/// Gives every field some value.
private struct Filler: FeishuFieldVisitor {
    /// The fields whose types have none that can be made.
    var failures: Set<String> = []

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) {
        value = Self.some(Value.self)
        if value == nil { failures.insert(name) }
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) {}

    private static func some<Value: FeishuFieldValue>(_: Value.Type) -> Value? {
        if let model = Value.self as? any FeishuModel.Type { return model.init(unset: FeishuUnset()) as? Value }
        let decoder = JSONDecoder()
        return ["0", "\"\"", "false", "[]", "{}"].lazy
            .compactMap { try? decoder.decode(Value.self, from: Data($0.utf8)) }.first
    }
}

/// Finds the fields that are nil.
private struct GapFinder: FeishuFieldVisitor {
    var gaps: Set<String> = []

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) {
        if value == nil { gaps.insert(name) }
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) {}
}
