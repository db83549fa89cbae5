/// The receiver of what a response contains beside its documentation. Its presence in the `userInfo` of a decoder enables
/// lenient decoding, which is used for responses.
final class FieldReporter: Sendable {
    // The initializer never fails. It is failable only because RawRepresentable requires that.
    static let key = CodingUserInfoKey(rawValue: "FeishuRuntime.fieldReporter").unsafelyUnwrapped

    /// The first component of the addresses of fields, which is not part of the paths of decoders.
    private let root: String?
    let onDroppedField: @Sendable (FeishuDecodingFailure) -> Void
    /// Nil if nobody observes conversions and unknown values, which then cost nothing.
    let onDeviation: (@Sendable (FeishuFieldDeviation) -> Void)?

    init(
        root: String? = "response", onDroppedField: @escaping @Sendable (FeishuDecodingFailure) -> Void,
        onDeviation: (@Sendable (FeishuFieldDeviation) -> Void)?
    ) {
        self.root = root
        self.onDroppedField = onDroppedField
        self.onDeviation = onDeviation
    }

    /// The address of a field in its spec. Only models use `FieldKey`, so keys of maps, which can be IDs of people, are no part of
    /// it.
    func address(of path: [any CodingKey]) -> String {
        ((root.map { [$0] } ?? []) + path.compactMap { ($0 as? FieldKey)?.stringValue }).joined(separator: ".")
    }

    /// Reports the values that are not in the list of their type.
    func reportUnknownValues<Value>(in value: Value?, at path: @autoclosure () -> [any CodingKey]) {
        guard let onDeviation, let value else { return }
        ListedValues.forEachUnknown(in: value) { unknown in onDeviation(unknown.deviation(at: address(of: path()))) }
    }

    /// Reports that a value was dropped.
    func drop(_ type: Any.Type, from decoder: any Decoder, at path: [any CodingKey], _ error: any Error) {
        onDroppedField(failure(of: type, from: decoder, at: path, error))
    }

    /// The failure to decode a value.
    ///
    /// - Parameters:
    ///   - type: The type that the value should have.
    ///   - decoder: The decoder of the value.
    func failure(
        of type: Any.Type, from decoder: any Decoder, at path: [any CodingKey], _ error: any Error
    ) -> FeishuDecodingFailure {
        var failure = FeishuDecodingFailure(error, excerpt: JSONExcerpt.text(of: decoder), at: path)
        failure.deviation = FeishuFieldDeviation(
            .dropped, at: address(of: path), expected: type, found: .string(FeishuJSONValue.typeWord(in: decoder)))
        return failure
    }
}

extension FeishuJSONValue {
    /// Returns the value as another type and reports the conversion, or returns nil if it cannot be converted without loss.
    func converted<Value>(
        to type: Value.Type, at path: @autoclosure () -> [any CodingKey], _ reporter: FieldReporter?
    ) -> Value? {
        guard let value = converted(to: type) else { return nil }
        if let reporter, let onDeviation = reporter.onDeviation {
            onDeviation(
                FeishuFieldDeviation(
                    .converted, at: reporter.address(of: path()), expected: type, found: .string(typeWord)))
        }
        return value
    }
}
