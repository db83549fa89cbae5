/// Decodes the fields of a model.
///
/// In an answer of the platform one field of a wrong type does not cost the others: it is read as what it means where
/// nothing gets lost, and otherwise left nil and reported. Everywhere else it is an error.
struct FieldDecoder: FieldVisitor {
    private let container: KeyedDecodingContainer<FieldKey>
    private let tolerance: Tolerance?

    init(_ decoder: any Decoder) throws {
        container = try decoder.container(keyedBy: FieldKey.self)
        tolerance = decoder.userInfo[Tolerance.key] as? Tolerance
    }

    mutating func visit<Value: FieldValue>(_ name: String, _ value: inout Value?) throws {
        let key = FieldKey(name)
        do {
            value = try container.decodeIfPresent(Value.self, forKey: key)
        } catch let error as DecodingError {
            guard let tolerance else { throw error }
            let found = (try? container.decode(JSONValue.self, forKey: key)) ?? .null
            value = (Value.self as? any LenientValue.Type).flatMap { $0.init(lenient: found) as? Value }
            // An empty text is how some services say that there is no object or number.
            if value == nil, found != .string("") { tolerance.report(DecodingFailure(error)) }
        }
    }

    mutating func visit<Value: FieldValue>(_ name: String, required value: inout Value) throws {
        value = try container.decode(Value.self, forKey: FieldKey(name))
    }
}

/// Stands in the `userInfo` of a decoder that reads an answer, and takes the fields that had to be left out.
final class Tolerance: Sendable {
    /// The initializer is failable for the sake of its protocol alone: it takes every text.
    static let key = CodingUserInfoKey(rawValue: "FeishuRuntime.tolerance").unsafelyUnwrapped

    let report: @Sendable (DecodingFailure) -> Void

    init(report: @escaping @Sendable (DecodingFailure) -> Void) {
        self.report = report
    }
}
