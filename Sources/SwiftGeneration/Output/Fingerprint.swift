/// A 64-bit FNV-1a hash of a file's content. It detects edits, but does not protect against forgery.
struct Fingerprint: Sendable, Hashable {
    private let value: UInt64

    init(of content: some Sequence<UInt8>) {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in content { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        self.value = value
    }

    /// Parses a hash in hexadecimal. Returns `nil` if `text` is not a valid hash.
    init?(_ text: String) {
        guard text.allSatisfy(\.isHexDigit), let value = UInt64(text, radix: 16) else { return nil }
        self.value = value
    }

    /// The hash in hexadecimal.
    var text: String { String(value, radix: 16) }
}
