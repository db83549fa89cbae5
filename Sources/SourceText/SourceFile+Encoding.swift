extension SourceFile {
    /// Checks that the file is valid UTF-8 and does not appear to be UTF-16.
    ///
    /// - Throws: `Failure` if the check fails. Its diagnostic reports the UTF-16 byte order if the file appears to be
    ///   UTF-16. Otherwise, it points to the start of the first invalid or incomplete UTF-8 sequence.
    package func requireUTF8() throws(Failure) {
        if let order = utf16ByteOrder {
            throw Failure(
                "invalid-utf8", "expected UTF-8, found UTF-16 (\(order)); save the file as UTF-8",
                at: .range(self, 0..<min(2, bytes.count)))
        }
        guard let offset = firstInvalidOffset else { return }
        if offset >= bytes.count - 3, bytes[offset].sequenceLength > bytes.count - offset {
            throw Failure(
                "invalid-utf8", "unexpected end of file inside a UTF-8 character; the file may be truncated",
                at: .range(self, offset..<offset + 1))
        }
        let byte = String(bytes[offset], radix: 16, uppercase: true)
        throw Failure(
            "invalid-utf8", "invalid UTF-8 byte 0x\(byte) at offset \(offset); save the file as UTF-8",
            at: .range(self, offset..<offset + 1))
    }

    /// The byte order if the file appears to be UTF-16, or `nil` otherwise. A file without a byte order mark appears
    /// to be UTF-16 if exactly one of its first two bytes is 0, as in UTF-16 text that starts with an ASCII
    /// character.
    private var utf16ByteOrder: String? {
        guard bytes.count > 1 else { return nil }
        return switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE), (1..., 0): "little-endian"
        case (0xFE, 0xFF), (0, 1...): "big-endian"
        default: nil
        }
    }

    /// The start offset of the first invalid or incomplete UTF-8 sequence, or `nil` if the file is valid UTF-8.
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
    /// The length of the UTF-8 sequence that starts with this byte, or 1 if this byte cannot start a multibyte
    /// sequence.
    fileprivate var sequenceLength: Int {
        switch self {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
