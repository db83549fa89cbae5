import Foundation

/// The start of one value of a JSON body, for errors. Looking at the rest of a large body would cost more than decoding
/// a response of that size.
struct JSONExcerpt: Decodable {
    /// The value as JSON, truncated to 80 Unicode scalars.
    let text: String

    /// Returns the start of the value at a path.
    ///
    /// - Returns: Nil if the body is not JSON, or has no value there.
    static func of(_ path: [any CodingKey], in body: Data) -> String? {
        let decoder = JSONDecoder()
        if let pathKey { decoder.userInfo[pathKey] = path.map { Step(index: $0.intValue, name: $0.stringValue) } }
        return try? decoder.decode(JSONExcerpt.self, from: body).text
    }

    /// Returns the start of the value of a decoder.
    static func text(of decoder: any Decoder) -> String? {
        try? start(of: decoder)
    }

    private static func start(of decoder: any Decoder) throws -> String {
        var text = ""
        try write(decoder, to: &text)
        return text.isLonger(than: maximumLength) ? text.scalarPrefix(maximumLength - 1) + "…" : text
    }

    private struct Step: Sendable {
        /// Nil for a member.
        let index: Int?
        let name: String
    }

    private static let maximumLength = 80
    private static let pathKey = CodingUserInfoKey(rawValue: "path")

    init(from decoder: any Decoder) throws {
        let path = Self.pathKey.flatMap { decoder.userInfo[$0] as? [Step] } ?? []
        text = try Self.start(of: try path.reduce(decoder, Self.value))
    }

    private static func value(of decoder: any Decoder, at step: Step) throws -> any Decoder {
        guard let index = step.index else {
            return try decoder.container(keyedBy: FieldKey.self).superDecoder(forKey: FieldKey(step.name))
        }
        var elements = try decoder.unkeyedContainer()
        for _ in 0..<index { _ = try elements.superDecoder() }
        return try elements.superDecoder()
    }

    /// Writes the value until the text is long enough.
    private static func write(_ decoder: any Decoder, to text: inout String) throws {
        if text.isLonger(than: maximumLength) { return }
        if var elements = try? decoder.unkeyedContainer() {
            text += "["
            var isFirst = true
            while !elements.isAtEnd, !text.isLonger(than: maximumLength) {
                text += isFirst ? "" : ","
                isFirst = false
                try write(try elements.superDecoder(), to: &text)
            }
            text += "]"
        } else if let members = try? decoder.container(keyedBy: FieldKey.self) {
            text += "{"
            // Few of very many keys are shown, so their order does not matter.
            let keys = members.allKeys.prefix(200).sorted { $0.stringValue < $1.stringValue }
            for (index, key) in keys.enumerated() where !text.isLonger(than: maximumLength) {
                text += (index == 0 ? "" : ",") + json(key.stringValue.scalarPrefix(maximumLength + 1)) + ":"
                try write(try members.superDecoder(forKey: key), to: &text)
            }
            text += "}"
        } else {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                text += "null"
            } else if let string = try? container.decode(String.self) {
                text += json(string.scalarPrefix(maximumLength + 1))
            } else {
                text += json(try container.decode(FeishuJSONValue.self))
            }
        }
    }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

extension String {
    // A character can have any number of combining marks, so the length of a text is that of its scalars.

    fileprivate func isLonger(than count: Int) -> Bool { unicodeScalars.dropFirst(count).first != nil }

    fileprivate func scalarPrefix(_ count: Int) -> String {
        String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
    }
}

/// Any JSON value. Decoding it only checks the syntax.
struct AnyJSON: Decodable {
    init(from decoder: any Decoder) {}
}
