import Foundation

extension Data {
    /// Bytes as two hexadecimal digits each, between which there can be spaces.
    init(hex: String) {
        let digits = hex.filter { !$0.isWhitespace }
        self.init(
            stride(from: 0, to: digits.count, by: 2).map { offset in
                let start = digits.index(digits.startIndex, offsetBy: offset)
                return UInt8(digits[start...].prefix(2), radix: 16)!
            })
    }

    var hex: String { map { String(format: "%02x", $0) }.joined() }
}

/// Frames as the platform sends them, written by hand.
enum Hex {
    /// SeqID 7, LogID 300, service 33554678, method 1 (data).
    static let dataStart = "08 07 10 ac02 18 f6818010 20 01"
    /// SeqID 0, LogID 0, service 33554678, method 0 (control).
    static let controlStart = "08 00 10 00 18 f6818010 20 00"
    static let typeEvent = "2a 0d 0a 04 74797065 12 05 6576656e74"
    static let typePing = "2a 0c 0a 04 74797065 12 04 70696e67"
    static let typePong = "2a 0c 0a 04 74797065 12 04 706f6e67"
    /// `message_id: m-1`
    static let messageID = "2a 11 0a 0a 6d6573736167655f6964 12 03 6d2d31"
    static let traceID = "2a 0f 0a 08 74726163655f6964 12 03 742d31"
    /// `biz_rt: 0`
    static let duration = "2a 0b 0a 06 62697a5f7274 12 01 30"
    /// `{"code":200,"data":"e30="}`, in which `e30=` is `{}`.
    static let accepted = "42 1a 7b22636f6465223a3230302c2264617461223a226533303d227d"
    /// `{"code":500}`
    static let failed = "42 0c 7b22636f6465223a3530307d"

    static func sum(_ digit: Int) -> String { "2a 08 0a 03 73756d 12 01 3\(digit)" }
    static func seq(_ digit: Int) -> String { "2a 08 0a 03 736571 12 01 3\(digit)" }

    /// The payload of a frame, of up to 16383 bytes.
    static func payload(_ bytes: Data) -> String {
        let count = bytes.count
        let length =
            count < 128 ? String(format: "%02x", count) : String(format: "%02x%02x", count & 127 | 128, count >> 7)
        return "42 \(length) \(bytes.hex)"
    }

    /// A frame with an event.
    static func event(_ json: String) -> Data {
        Data(hex: dataStart + typeEvent + messageID + sum(1) + seq(0) + traceID + payload(Data(json.utf8)))
    }

    /// The reply to a frame with an event.
    static func reply(_ payload: String = accepted) -> Data {
        Data(hex: dataStart + typeEvent + messageID + sum(1) + seq(0) + traceID + duration + payload)
    }

    /// A part of a message.
    static func part(_ number: Int, of count: Int, _ bytes: Data) -> Data {
        Data(hex: dataStart + typeEvent + messageID + sum(count) + seq(number) + payload(bytes))
    }

    static func pong(_ json: String = "") -> Data {
        Data(hex: controlStart + typePong + (json.isEmpty ? "" : payload(Data(json.utf8))))
    }

    static let ping = Data(hex: controlStart + typePing)
}
