import Foundation

// Secrets are found as bytes: a combining mark after a secret makes a different `Character` of its end, and a search by
// characters would not find it. In JSON, a secret can also be written with escapes.

extension String {
    /// Returns the string with the secrets replaced. A value of fewer than 6 bytes is ignored, because it is too short to
    /// be a secret and would only garble the string.
    func hiding(_ secrets: [Secret]) -> String {
        var bytes = Array(utf8)[...]
        var isChanged = false
        for secret in secrets {
            guard let hidden = bytes.withUnsafeBytes(secret.hidden) else { continue }
            bytes = hidden[...]
            isChanged = true
        }
        return isChanged ? String(decoding: bytes, as: UTF8.self) : self
    }

    /// Whether the string contains one of the secrets.
    func contains(anyOf secrets: [Secret]) -> Bool {
        var text = self
        return text.withUTF8 { text in secrets.contains { $0.firstRange(in: UnsafeRawBufferPointer(text)) != nil } }
    }
}

extension Data {
    /// Returns the data with the secrets replaced, or nil if it contains none.
    func hiding(_ secrets: [Secret]) -> Data? {
        secrets.reduce(nil as Data?) { hidden, secret in
            (hidden ?? self).withUnsafeBytes(secret.hidden).map { Data($0) } ?? hidden
        }
    }
}

extension Secret {
    private static let minimumLength = 6

    /// The bytes with the secret replaced, or nil if they do not contain it.
    fileprivate func hidden(in bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        guard var range = firstRange(in: bytes) else { return nil }
        var hidden: [UInt8] = []
        var offset = 0
        while true {
            hidden += bytes[offset..<range.lowerBound]
            hidden += Self.placeholder.utf8
            offset = range.upperBound
            guard let next = firstRange(in: bytes, from: offset) else { break }
            range = next
        }
        return hidden + bytes[offset...]
    }

    /// The range of the first occurrence of the secret. This is part of every call, and searching with Foundation would
    /// take longer than decoding the response.
    fileprivate func firstRange(in bytes: UnsafeRawBufferPointer, from offset: Int = 0) -> Range<Int>? {
        var value = value
        return value.withUTF8 { secret in
            guard secret.count >= Self.minimumLength, offset < bytes.count else { return nil }
            let plain = Self.firstRange(of: secret, in: bytes, from: offset)
            // Only JSON with a backslash can contain another spelling.
            guard let base = bytes.baseAddress,
                memchr(base + offset, Int32(UInt8(ascii: "\\")), bytes.count - offset) != nil,
                let escaped = Self.firstEscapedRange(of: secret, in: bytes[offset..<(plain?.lowerBound ?? bytes.count)])
            else { return plain }
            return escaped
        }
    }

    private static func firstRange(
        of secret: UnsafeBufferPointer<UInt8>, in bytes: UnsafeRawBufferPointer, from start: Int
    ) -> Range<Int>? {
        guard let text = bytes.baseAddress, let value = secret.baseAddress, let first = secret.first else { return nil }
        var offset = start
        while offset + secret.count <= bytes.count,
            let found = memchr(text + offset, Int32(first), bytes.count - secret.count - offset + 1)
        {
            let index = UnsafeRawPointer(found) - text
            if memcmp(found, value, secret.count) == 0 { return index..<index + secret.count }
            offset = index + 1
        }
        return nil
    }

    /// The range of the first occurrence in which characters can be JSON escapes.
    private static func firstEscapedRange(
        of secret: UnsafeBufferPointer<UInt8>, in bytes: Slice<UnsafeRawBufferPointer>
    ) -> Range<Int>? {
        for start in bytes.indices where bytes[start] == secret[0] || bytes[start] == UInt8(ascii: "\\") {
            var rest = bytes[start...]
            if secret.allSatisfy({ rest.popJSONByte() == $0 }) { return start..<rest.startIndex }
        }
        return nil
    }
}

extension Slice<UnsafeRawBufferPointer> {
    /// Removes the first byte of a JSON string, or its escape, and returns what it means. Nil at the end, and for escapes
    /// of what is not ASCII, which secrets do not contain.
    fileprivate mutating func popJSONByte() -> UInt8? {
        guard let byte = popFirst() else { return nil }
        guard byte == UInt8(ascii: "\\") else { return byte }
        guard let escaped = popFirst() else { return nil }
        guard escaped == UInt8(ascii: "u") else { return escaped }
        let digits = prefix(4)
        self = dropFirst(4)
        return digits.count == 4 ? UInt8(String(decoding: digits, as: UTF8.self), radix: 16) : nil
    }
}
