/// The search for values that are not in the list of their type, in a field, an array, or a map.
///
/// This is part of decoding every field of a response that somebody observes, so the most frequent types come first.
enum ListedValues {
    /// Calls a closure with each unknown value. Models are not searched, because their fields are fields of their own.
    static func forEachUnknown<Value>(in value: Value, _ body: (any FeishuOpenEnum) -> Void) {
        if !isListed(Value.self) { return }
        visit(value, body)
    }

    private static func isListed(_ type: Any.Type) -> Bool {
        if type == String.self || type == Int.self || type == Bool.self || type == Double.self { return false }
        if type is any FeishuOpenEnum.Type { return true }
        guard let type = type as? any PartedValue.Type else { return false }
        return isListed(type.partType)
    }

    private static func visit(_ value: Any, _ body: (any FeishuOpenEnum) -> Void) {
        if let value = value as? any FeishuOpenEnum {
            if !value.isListed { body(value) }
        } else if let value = value as? any PartedValue {
            for part in value.parts { visit(part, body) }
        }
    }
}

/// An array or a map.
private protocol PartedValue {
    static var partType: Any.Type { get }
    var parts: [Any] { get }
}

extension Array: PartedValue {
    fileprivate static var partType: Any.Type { Element.self }
    fileprivate var parts: [Any] { self }
}

extension Dictionary: PartedValue {
    fileprivate static var partType: Any.Type { Value.self }
    fileprivate var parts: [Any] { Array(values) }
}

/// The listed raw values of each type that was decoded: going through `known` for every value would cost a multiple of
/// decoding it.
private let listedRawValues = Locked<[ObjectIdentifier: any Sendable]>([:])

extension FeishuOpenEnum {
    fileprivate var isListed: Bool {
        let type = ObjectIdentifier(Self.self)
        if let values = listedRawValues.withLock({ $0[type] }) as? Set<RawValue> { return values.contains(rawValue) }
        let values = Set(Self.allKnownValues.map(\.rawValue))
        listedRawValues.withLock { $0[type] = values }
        return values.contains(rawValue)
    }

    /// The deviation of an unknown value.
    func deviation(at path: String) -> FeishuFieldDeviation {
        FeishuFieldDeviation(.unknownValue, at: path, expected: Self.self, found: shortRawValue)
    }

    /// The raw value if it is short enough to be one of a list; otherwise its type.
    private var shortRawValue: FeishuJSONValue {
        switch rawValue {
        case let value as Int: .integer(value)
        case let value as String where value.unicodeScalars.dropFirst(100).isEmpty: .string(value)
        default: .string(SpecType.word(for: RawValue.self))
        }
    }
}
