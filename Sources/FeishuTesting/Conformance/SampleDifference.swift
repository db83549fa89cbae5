import FeishuRuntime

/// A part of a sample that is not the same after decoding and encoding.
struct SampleDifference {
    /// The path below the body, such as `.items[0].id`. Empty for the body itself.
    let path: String
    let problem: String
}

extension SampleDifference {
    /// - Parameter error: An error of decoding a sample.
    init(decoding error: any Error) {
        let context: DecodingError.Context? =
            switch error as? DecodingError {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                .dataCorrupted(let context):
                context
            default: nil
            }
        path =
            context?.codingPath.map { key in
                key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)"
            }.joined() ?? ""
        problem = "cannot be decoded: \(context?.debugDescription ?? "\(error)")"
    }

    /// Returns the differences between an encoded value and the sample that it was decoded from.
    ///
    /// - Parameter isLenient: Whether a lossless conversion is no difference, as in responses.
    static func between(
        _ found: FeishuJSONValue, and sample: FeishuJSONValue, at path: String = "", isLenient: Bool = false
    ) -> [SampleDifference] {
        switch (found, sample) {
        case (.object(let found), .object(let members)):
            let missing = members.sorted { $0.key < $1.key }.flatMap { key, value -> [SampleDifference] in
                let path = "\(path).\(key)"
                if let found = found[key] { return between(found, and: value, at: path, isLenient: isLenient) }
                // Services send an empty string for a missing object or number.
                if isLenient, value == "" { return [] }
                return [SampleDifference(path: path, problem: "lost: the generated type has no such value")]
            }
            let added = found.keys.filter { members[$0] == nil }.sorted().map {
                SampleDifference(path: "\(path).\($0)", problem: "added: the sample has no such value")
            }
            return missing + added
        case (.array(let found), .array(let elements)) where found.count == elements.count:
            return zip(found, elements).enumerated().flatMap { index, pair in
                between(pair.0, and: pair.1, at: "\(path)[\(index)]", isLenient: isLenient)
            }
        case _ where found == sample || isLenient && sample.isConvertible(to: found): return []
        default: return [SampleDifference(path: path, problem: "changed: \(sample.excerpt) became \(found.excerpt)")]
        }
    }
}

extension FeishuJSONValue {
    /// Returns whether the runtime converts this value to another scalar.
    fileprivate func isConvertible(to other: FeishuJSONValue) -> Bool {
        switch other {
        case .boolean(let value): converted(to: Bool.self) == value
        case .integer(let value): converted(to: Int.self) == value || converted(to: Double.self) == Double(value)
        case .number(let value): converted(to: Double.self) == value
        case .string(let value): converted(to: String.self) == value
        case .null, .bigInteger, .array, .object: false
        }
    }

    /// A short form of the value for messages.
    fileprivate var excerpt: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .bigInteger(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let text): text.count > 40 ? "\"\(text.prefix(40))...\"" : "\"\(text)\""
        case .array(let elements): "an array of \(elements.count)"
        case .object(let members): "an object with \(members.count) members"
        }
    }
}
