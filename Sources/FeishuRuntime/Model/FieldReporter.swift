/// The receiver of what a response contains beside its documentation. Its presence in the `userInfo` of a decoder enables
/// lenient decoding, which is used for responses.
final class FieldReporter: Sendable {
    // The initializer never fails. It is failable only because RawRepresentable requires that.
    static let key = CodingUserInfoKey(rawValue: "FeishuRuntime.fieldReporter").unsafelyUnwrapped

    let onDroppedField: @Sendable (FeishuDecodingFailure) -> Void
    /// Nil if nobody observes conversions and unknown values, which then cost nothing.
    let onDeviation: (@Sendable (FeishuFieldDeviation) -> Void)?

    init(
        onDroppedField: @escaping @Sendable (FeishuDecodingFailure) -> Void,
        onDeviation: (@Sendable (FeishuFieldDeviation) -> Void)?
    ) {
        self.onDroppedField = onDroppedField
        self.onDeviation = onDeviation
    }

    /// Reports the values that are not in the list of their type.
    func reportUnknownValues<Value>(in value: Value?, at path: @autoclosure () -> [any CodingKey]) {
        guard let onDeviation, let value else { return }
        ListedValues.forEachUnknown(in: value) { unknown in onDeviation(unknown.deviation(at: path())) }
    }

    /// Reports that a value was dropped.
    func drop(_ type: Any.Type, from decoder: any Decoder, at path: [any CodingKey], _ error: any Error) {
        onDroppedField(FeishuDecodingFailure(of: type, from: decoder, at: path, error))
    }
}

extension FeishuDecodingFailure {
    /// - Parameters:
    ///   - type: The type that the value should have.
    ///   - decoder: The decoder of the value.
    init(of type: Any.Type, from decoder: any Decoder, at path: [any CodingKey], _ error: any Error) {
        self.init(error, excerpt: JSONExcerpt.text(of: decoder), at: path)
        deviation = FeishuFieldDeviation(
            .dropped, at: path, expected: type, found: .string(FeishuJSONValue.typeWord(in: decoder)))
    }
}

extension FeishuJSONValue {
    /// Returns the value as another type and reports the conversion, or returns nil if it cannot be converted without loss.
    func converted<Value>(
        to type: Value.Type, at path: @autoclosure () -> [any CodingKey], _ reporter: FieldReporter?
    ) -> Value? {
        guard let value = converted(to: type) else { return nil }
        reporter?.onDeviation?(
            FeishuFieldDeviation(.converted, at: path(), expected: type, found: .string(typeWord)))
        return value
    }
}
