/// A visitor that decodes the fields of a model.
///
/// In a response, a field of an unexpected type does not affect the other fields: it is converted if that is lossless,
/// and is otherwise set to nil and reported. Outside of responses, it is an error.
struct FieldDecoder: FeishuFieldVisitor {
    private let container: KeyedDecodingContainer<FieldKey>
    private let reporter: FieldReporter?

    init(_ decoder: any Decoder) throws {
        container = try decoder.container(keyedBy: FieldKey.self)
        reporter = decoder.userInfo[FieldReporter.key] as? FieldReporter
    }

    /// A body that is read from JSON sends the same nulls. In a response, null is no value like a missing key.
    mutating func visit(_ nulls: inout FeishuNulls) {
        if reporter != nil { return }
        for key in container.allKeys where (try? container.decodeNil(forKey: key)) == true {
            nulls.insert(key.stringValue)
        }
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) throws {
        let key = FieldKey(name)
        guard let reporter else {
            value = try container.decodeIfPresent(Value.self, forKey: key)
            return
        }
        value = try decode(Value.self, for: key, reporter)
        reporter.reportUnknownValues(in: value, at: container.codingPath + [key])
    }

    /// Decodes as much as possible of a value, and reports the rest.
    private func decode<Value: FeishuFieldValue>(
        _: Value.Type, for key: FieldKey, _ reporter: FieldReporter
    ) throws -> Value? {
        if let elements = container.elements(of: Value.self, in: key, reporter) { return elements }
        do {
            return try container.decodeIfPresent(Value.self, forKey: key)
        } catch {
            guard let decoder = try? container.superDecoder(forKey: key) else { throw error }
            if let parts = Value.decodableParts(of: decoder, reporter) { return parts }
            let found = FeishuJSONValue(convertibleTo: Value.self, from: decoder)
            let value = found?.converted(to: Value.self, at: container.codingPath + [key], reporter)
            // Some services send an empty string for a missing object or number.
            if value == nil, found != .string("") {
                reporter.drop(Value.self, from: decoder, at: container.codingPath + [key], error)
            }
            return value
        }
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) throws {
        let key = FieldKey(name)
        value = try container.decode(Value.self, forKey: key)
        reporter?.reportUnknownValues(in: value, at: container.codingPath + [key])
    }
}

extension FeishuJSONValue {
    /// Decodes a value that might be convertible to a type, or returns nil. Objects and, except for array types, arrays are
    /// not decoded, because they cannot be converted and can be large.
    fileprivate init?<Value>(convertibleTo _: Value.Type, from decoder: any Decoder) {
        if (try? decoder.unkeyedContainer()) != nil {
            if !(Value.self is any ElementwiseDecodable.Type) { return nil }
        } else if (try? decoder.container(keyedBy: FieldKey.self)) != nil {
            return nil
        }
        guard let value = try? FeishuJSONValue(from: decoder) else { return nil }
        self = value
    }
}

extension KeyedDecodingContainer<FieldKey> {
    /// Returns an array of the elements that can be decoded and reports the others, or returns nil if the value or the
    /// type is not an array.
    func elements<Value>(of _: Value.Type, in key: FieldKey, _ reporter: FieldReporter?) -> Value? {
        guard let type = Value.self as? any ElementwiseDecodable.Type,
            var elements = try? nestedUnkeyedContainer(forKey: key)
        else { return nil }
        return type.init(decodableElementsOf: &elements, reporter) as? Value
    }
}

/// An array whose elements can be decoded one by one.
private protocol ElementwiseDecodable {
    /// Creates an array of the elements that can be decoded, and reports the others.
    init(decodableElementsOf elements: inout any UnkeyedDecodingContainer, _ reporter: FieldReporter?)
}

extension Array: ElementwiseDecodable where Element: Decodable {
    fileprivate init(
        decodableElementsOf elements: inout any UnkeyedDecodingContainer, _ reporter: FieldReporter?
    ) {
        self.init()
        while !elements.isAtEnd {
            // Decoding an `ElementResult` never fails, so the container advances past every element.
            guard let next = try? elements.decode(ElementResult<Element>.self) else { return }
            switch next.result {
            case .success(let element): append(element)
            case .failure(let failure): reporter?.onDroppedField(failure)
            }
        }
    }
}

/// A dictionary whose values can be decoded one by one.
private protocol ValuewiseDecodable {
    /// Creates a dictionary of the values that can be decoded, and reports the others. The result is nil if the value is not
    /// an object.
    init?(decodableValuesIn decoder: any Decoder, _ reporter: FieldReporter)
}

extension Dictionary: ValuewiseDecodable where Key == String, Value: Decodable {
    fileprivate init?(decodableValuesIn decoder: any Decoder, _ reporter: FieldReporter) {
        guard let container = try? decoder.container(keyedBy: MapKey.self) else { return nil }
        self.init()
        for key in container.allKeys {
            // Decoding an `ElementResult` never fails.
            switch try? container.decode(ElementResult<Value>.self, forKey: key).result {
            case .success(let value): self[key.stringValue] = value
            case .failure(let failure): reporter.onDroppedField(failure)
            case nil: break
            }
        }
    }
}

extension Decodable {
    /// Returns an array or a dictionary of the parts that can be decoded and reports the others, or returns nil if the value or the
    /// type is neither.
    fileprivate static func decodableParts(of decoder: any Decoder, _ reporter: FieldReporter) -> Self? {
        if let type = self as? any ValuewiseDecodable.Type {
            return type.init(decodableValuesIn: decoder, reporter) as? Self
        }
        guard let type = self as? any ElementwiseDecodable.Type, var elements = try? decoder.unkeyedContainer() else {
            return nil
        }
        return type.init(decodableElementsOf: &elements, reporter) as? Self
    }
}

/// A key of a map. Unlike the wire name of a field, it can be anything.
private struct MapKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// The result of decoding an element or a value.
private struct ElementResult<Value: Decodable>: Decodable {
    let result: Result<Value, FeishuDecodingFailure>

    init(from decoder: any Decoder) throws {
        do {
            result = .success(try Value(from: decoder))
        } catch {
            let reporter = decoder.userInfo[FieldReporter.key] as? FieldReporter
            if let reporter, let parts = Value.decodableParts(of: decoder, reporter) {
                result = .success(parts)
                return
            }
            let found = FeishuJSONValue(convertibleTo: Value.self, from: decoder)
            result =
                (found?.converted(to: Value.self, at: decoder.codingPath, reporter)).map { .success($0) }
                ?? .failure(
                    reporter?.failure(of: Value.self, from: decoder, at: decoder.codingPath, error)
                        ?? FeishuDecodingFailure(error, excerpt: nil, at: decoder.codingPath))
        }
    }
}
