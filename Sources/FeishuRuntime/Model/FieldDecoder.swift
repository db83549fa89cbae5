/// Decodes the fields of a model.
///
/// In an answer of the platform one field of a wrong type does not cost the others: it is read as what it means where
/// nothing gets lost, and otherwise left nil and reported. Everywhere else it is an error.
struct FieldDecoder: FeishuFieldVisitor {
    private let container: KeyedDecodingContainer<FieldKey>
    private let tolerance: Tolerance?

    init(_ decoder: any Decoder) throws {
        container = try decoder.container(keyedBy: FieldKey.self)
        tolerance = decoder.userInfo[Tolerance.key] as? Tolerance
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) throws {
        let key = FieldKey(name)
        if tolerance != nil, let elements = elements(of: Value.self, in: key) {
            value = elements
            return
        }
        do {
            value = try container.decodeIfPresent(Value.self, forKey: key)
        } catch {
            guard let tolerance else { throw error }
            let found = (try? container.decode(FeishuJSONValue.self, forKey: key)) ?? .null
            value = (Value.self as? any FeishuLenientValue.Type).flatMap { $0.init(lenient: found) as? Value }
            // An empty text is how some services say that there is no object or number.
            if value == nil, found != .string("") {
                tolerance.report(FeishuDecodingFailure(error, value: found, at: container.codingPath + [key]))
            }
        }
    }

    private func elements<Value>(of type: Value.Type, in key: FieldKey) -> Value? {
        container.elements(of: type, in: key, tolerance)
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) throws {
        value = try container.decode(Value.self, forKey: FieldKey(name))
    }
}

/// Stands in the `userInfo` of a decoder that reads an answer, and takes the fields that had to be left out.
final class Tolerance: Sendable {
    /// The initializer is failable for the sake of its protocol alone: it takes every text.
    static let key = CodingUserInfoKey(rawValue: "FeishuRuntime.tolerance").unsafelyUnwrapped

    let report: @Sendable (FeishuDecodingFailure) -> Void

    init(report: @escaping @Sendable (FeishuDecodingFailure) -> Void) {
        self.report = report
    }
}

extension KeyedDecodingContainer<FieldKey> {
    /// The elements of an array that can be read; one that cannot costs only itself. Nil where there is no array.
    func elements<Value>(of _: Value.Type, in key: FieldKey, _ tolerance: Tolerance?) -> Value? {
        guard let type = Value.self as? any ElementwiseDecodable.Type,
            var elements = try? nestedUnkeyedContainer(forKey: key)
        else { return nil }
        return type.init(readable: &elements, tolerance) as? Value
    }
}

/// A sequence of values that can be read one by one.
private protocol ElementwiseDecodable {
    /// Takes the elements that can be read, and reports the others.
    init(readable elements: inout any UnkeyedDecodingContainer, _ tolerance: Tolerance?)
}

extension Array: ElementwiseDecodable where Element: Decodable {
    fileprivate init(readable elements: inout any UnkeyedDecodingContainer, _ tolerance: Tolerance?) {
        self.init()
        while !elements.isAtEnd {
            // Reading a `Readable` always works, so the container moves on.
            guard let next = try? elements.decode(Readable<Element>.self) else { return }
            switch next.result {
            case .success(let element): append(element)
            case .failure(let failure): tolerance?.report(failure)
            }
        }
    }
}

/// A value, or why it is none.
private struct Readable<Value: Decodable>: Decodable {
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
