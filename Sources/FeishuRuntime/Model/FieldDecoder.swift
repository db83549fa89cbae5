/// A visitor that decodes the fields of a model.
///
/// In a response, a field of an unexpected type does not affect the other fields: it is converted if that is lossless,
/// and is otherwise set to nil and reported. Outside of responses, it is an error.
struct FieldDecoder: FeishuFieldVisitor {
    private let container: KeyedDecodingContainer<FieldKey>
    private let reporter: DroppedFieldReporter?

    init(_ decoder: any Decoder) throws {
        container = try decoder.container(keyedBy: FieldKey.self)
        reporter = decoder.userInfo[DroppedFieldReporter.key] as? DroppedFieldReporter
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) throws {
        let key = FieldKey(name)
        if reporter != nil, let elements = elements(of: Value.self, in: key) {
            value = elements
            return
        }
        do {
            value = try container.decodeIfPresent(Value.self, forKey: key)
        } catch {
            guard let reporter else { throw error }
            let found = (try? container.decode(FeishuJSONValue.self, forKey: key)) ?? .null
            value = (Value.self as? any FeishuLenientValue.Type).flatMap { $0.init(lenient: found) as? Value }
            // Some services send an empty string for a missing object or number.
            if value == nil, found != .string("") {
                reporter.report(FeishuDecodingFailure(error, value: found, at: container.codingPath + [key]))
            }
        }
    }

    private func elements<Value>(of type: Value.Type, in key: FieldKey) -> Value? {
        container.elements(of: type, in: key, reporter)
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) throws {
        value = try container.decode(Value.self, forKey: FieldKey(name))
    }
}

/// The receiver of values that could not be decoded. Its presence in the `userInfo` of a decoder enables lenient
/// decoding, which is used for responses.
final class DroppedFieldReporter: Sendable {
    // The initializer never fails. It is failable only because RawRepresentable requires that.
    static let key = CodingUserInfoKey(rawValue: "FeishuRuntime.droppedFieldReporter").unsafelyUnwrapped

    let report: @Sendable (FeishuDecodingFailure) -> Void

    init(report: @escaping @Sendable (FeishuDecodingFailure) -> Void) {
        self.report = report
    }
}

extension KeyedDecodingContainer<FieldKey> {
    /// Returns an array of the elements that can be decoded and reports the others, or returns nil if the value or the
    /// type is not an array.
    func elements<Value>(of _: Value.Type, in key: FieldKey, _ reporter: DroppedFieldReporter?) -> Value? {
        guard let type = Value.self as? any ElementwiseDecodable.Type,
            var elements = try? nestedUnkeyedContainer(forKey: key)
        else { return nil }
        return type.init(decodableElementsOf: &elements, reporter) as? Value
    }
}

/// An array whose elements can be decoded one by one.
private protocol ElementwiseDecodable {
    /// Creates an array of the elements that can be decoded, and reports the others.
    init(decodableElementsOf elements: inout any UnkeyedDecodingContainer, _ reporter: DroppedFieldReporter?)
}

extension Array: ElementwiseDecodable where Element: Decodable {
    fileprivate init(
        decodableElementsOf elements: inout any UnkeyedDecodingContainer, _ reporter: DroppedFieldReporter?
    ) {
        self.init()
        while !elements.isAtEnd {
            // Decoding an `ElementResult` never fails, so the container advances past every element.
            guard let next = try? elements.decode(ElementResult<Element>.self) else { return }
            switch next.result {
            case .success(let element): append(element)
            case .failure(let failure): reporter?.report(failure)
            }
        }
    }
}

/// The result of decoding an element.
private struct ElementResult<Value: Decodable>: Decodable {
    let result: Result<Value, FeishuDecodingFailure>

    init(from decoder: any Decoder) throws {
        do {
            result = .success(try Value(from: decoder))
        } catch {
            let found = (try? FeishuJSONValue(from: decoder)) ?? .null
            let lenient = (Value.self as? any FeishuLenientValue.Type).flatMap { $0.init(lenient: found) as? Value }
            result =
                lenient.map { .success($0) }
                ?? .failure(FeishuDecodingFailure(error, value: found, at: decoder.codingPath))
        }
    }
}
