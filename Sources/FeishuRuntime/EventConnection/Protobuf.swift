import Foundation

/// An error for bytes that are not a message of Protocol Buffers.
package struct ProtobufError: LocalizedError {
    package let problem: String

    init(_ problem: String) { self.problem = problem }

    package var errorDescription: String? { problem }
}

/// A reader of the fields of a message, as specified in the encoding of Protocol Buffers. Groups, which are obsolete, are errors.
struct ProtobufReader {
    enum Value {
        case varint(UInt64)
        case bytes(Data)
        /// A number of 4 or 8 bytes.
        case fixed
    }

    private var rest: Data

    init(_ message: Data) { rest = message }

    /// Returns the next field, or nil at the end.
    mutating func next() throws(ProtobufError) -> (number: UInt64, value: Value)? {
        if rest.isEmpty { return nil }
        let tag = try varint()
        let number = tag >> 3
        if number == 0 { throw ProtobufError("a field has the number 0") }
        switch tag & 7 {
        case 0: return (number, .varint(try varint()))
        case 1:
            _ = try bytes(8)
            return (number, .fixed)
        case 2: return (number, .bytes(try bytes(try varint())))
        case 5:
            _ = try bytes(4)
            return (number, .fixed)
        default: throw ProtobufError("field \(number) has the unknown wire type \(tag & 7)")
        }
    }

    /// Seven bits per byte, least significant first. All bytes but the last have their highest bit set.
    private mutating func varint() throws(ProtobufError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard let byte = rest.popFirst() else { throw ProtobufError("the message ends within a number") }
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        throw ProtobufError("a number has more than 10 bytes")
    }

    private mutating func bytes(_ count: UInt64) throws(ProtobufError) -> Data {
        guard count <= UInt64(rest.count) else { throw ProtobufError("the message ends within a field") }
        defer { rest = rest.dropFirst(Int(count)) }
        return rest.prefix(Int(count))
    }
}

extension Data {
    /// The string that the bytes encode as UTF-8.
    func text() throws(ProtobufError) -> String {
        guard let text = String(data: self, encoding: .utf8) else { throw ProtobufError("a string is not UTF-8") }
        return text
    }
}

/// A writer of the fields of a message.
struct ProtobufWriter {
    private(set) var data = Data()

    mutating func append(_ number: UInt64, _ value: UInt64) {
        append(varint: number << 3)
        append(varint: value)
    }

    mutating func append(_ number: UInt64, _ bytes: Data) {
        append(varint: number << 3 | 2)
        append(varint: UInt64(bytes.count))
        data.append(bytes)
    }

    private mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            data.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        data.append(UInt8(rest))
    }
}
