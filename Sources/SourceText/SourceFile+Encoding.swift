extension SourceFile {
    /// Checks that the file is UTF-8.
    ///
    /// - Throws: The encoding, where the file shows it, and otherwise the first byte that is not valid.
    package func requireUTF8() throws(Failure) {
        if let order = utf16ByteOrder {
            throw Failure(
                "invalid-utf8", "the file is UTF-16 (\(order)); save it as UTF-8",
                at: .range(self, 0..<min(2, bytes.count)))
        }
        guard let offset = firstInvalidOffset else { return }
        if offset >= bytes.count - 3, bytes[offset].sequenceLength > bytes.count - offset {
            throw Failure(
                "invalid-utf8", "the file ends within a character; it may be cut off",
                at: .range(self, offset..<offset + 1))
        }
        let byte = String(bytes[offset], radix: 16, uppercase: true)
        throw Failure(
            "invalid-utf8", "the byte 0x\(byte) at offset \(offset) is not valid UTF-8; save the file as UTF-8",
            at: .range(self, offset..<offset + 1))
    }

    /// The byte order of UTF-16, with or without a byte order mark: text begins with an ASCII character, whose other
    /// byte is 0.
    private var utf16ByteOrder: String? {
        guard bytes.count > 1 else { return nil }
        return switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE), (1..., 0): "little endian"
        case (0xFE, 0xFF), (0, 1...): "big endian"
        default: nil
        }
    }

    /// The offset of the first byte that is not valid UTF-8; nil where all are.
    private var firstInvalidOffset: Int? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar): offset += scalar.count
            case .error: return offset
            case .emptyInput: return nil
            }
        }
    }
}

extension UInt8 {
    /// The number of bytes of the character of UTF-8 that begins with this byte; 1 where none does.
    fileprivate var sequenceLength: Int {
        switch self {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
