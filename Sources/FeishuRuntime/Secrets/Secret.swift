import Foundation

/// A string that is never printed: descriptions, dumps, and interpolations contain a placeholder instead.
struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let value: String

    init(_ value: String) { self.value = value }

    static let placeholder = "<secret>"

    var description: String { Self.placeholder }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// Returns the string with the secrets replaced. A value of fewer than 6 characters is ignored, because it is too
    /// short to be a secret and would only garble the string.
    func hiding(_ secrets: [Secret]) -> String {
        secrets.reduce(self) { $1.value.count < 6 ? $0 : $0.replacing($1.value, with: Secret.placeholder) }
    }
}

extension Secret {
    /// Returns whether the secret is part of a text or of data. This is part of every call, and searching with
    /// Foundation would take longer than decoding the response.
    func isPart(of text: String) -> Bool {
        var text = text
        return text.withUTF8 { isPart(of: UnsafeRawBufferPointer($0)) }
    }

    func isPart(of data: Data) -> Bool {
        data.withUnsafeBytes(isPart)
    }

    private func isPart(of bytes: UnsafeRawBufferPointer) -> Bool {
        var value = value
        return value.withUTF8 { value in
            guard let text = bytes.baseAddress, let secret = value.baseAddress, let first = value.first else {
                return false
            }
            var offset = 0
            while offset + value.count <= bytes.count,
                let found = memchr(text + offset, Int32(first), bytes.count - value.count - offset + 1)
            {
                if memcmp(found, secret, value.count) == 0 { return true }
                offset = UnsafeRawPointer(found) - text + 1
            }
            return false
        }
    }
}
