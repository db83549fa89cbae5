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
    static func between(
        _ found: FeishuJSONValue, and sample: FeishuJSONValue, at path: String = ""
    ) -> [SampleDifference] {
        switch (found, sample) {
        case (.object(let found), .object(let members)):
            let missing = members.sorted { $0.key < $1.key }.flatMap { key, value -> [SampleDifference] in
                let path = "\(path).\(key)"
                if let found = found[key] { return between(found, and: value, at: path) }
                // Services send an empty string for a missing object or number.
                return value == ""
                    ? [] : [SampleDifference(path: path, problem: "lost: the generated type has no such value")]
            }
            let added = found.keys.filter { members[$0] == nil }.sorted().map {
                SampleDifference(path: "\(path).\($0)", problem: "added: the sample has no such value")
            }
            return missing + added
        case (.array(let found), .array(let elements)) where found.count == elements.count:
            return zip(found, elements).enumerated().flatMap { index, pair in
                between(pair.0, and: pair.1, at: "\(path)[\(index)]")
            }
        case _ where found == sample || found.scalarText != nil && found.scalarText == sample.scalarText: return []
        default: return [SampleDifference(path: path, problem: "changed: \(sample.excerpt) became \(found.excerpt)")]
        }
    }
}

extension FeishuJSONValue {
    /// The text that a string, a number, and a boolean with the same meaning have in common, or nil for other values.
    fileprivate var scalarText: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bigInteger(let number): "\(number)"
        case .number(let number): String(number)
        case .boolean(let value): String(value)
        case .null, .array, .object: nil
        }
    }

    /// The value for messages.
    fileprivate var excerpt: String {
        switch self {
        case .null: "null"
        case .string(let text): text.count > 40 ? "\"\(text.prefix(40))...\"" : "\"\(text)\""
        case .array(let elements): "an array of \(elements.count)"
        case .object(let members): "an object with \(members.count) members"
        default: scalarText ?? ""
        }
    }
}
