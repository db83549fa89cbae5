import Foundation
import Testing

@testable import FeishuRuntime

/// The bytes of frames.
@Suite struct ConnectionFrameTests {
    @Test func aFrameHasAllItsFields() throws {
        let bytes = Data(
            hex: Hex.dataStart + Hex.typeEvent + Hex.messageID + "32 04 677a6970 3a 04 6a736f6e 42 02 7b7d 4a 02 6c39")
        let frame = try ConnectionFrame(bytes)
        #expect(frame.sequenceID == 7 && frame.logID == 300 && frame.service == 33_554_678)
        #expect(frame.method == ConnectionFrame.data)
        #expect(frame.headers == [.init("type", "event"), .init("message_id", "m-1")])
        #expect(frame.payloadEncoding == "gzip" && frame.payloadType == "json" && frame.newLogID == "l9")
        #expect(frame.payload == Data("{}".utf8))
        #expect(frame.encoded == bytes)
    }

    @Test func aPingHasTheServiceOfTheConnection() {
        #expect(ConnectionFrame.ping(service: 33_554_678).encoded == Hex.ping)
        #expect(ConnectionFrame.ping(service: 0).encoded == Data(hex: "0800 1000 1800 2000" + Hex.typePing))
    }

    /// What a message of a later version can contain: a number, 8 bytes, a string, and 4 bytes.
    @Test func unknownFieldsAreIgnored() throws {
        let unknown = "50 96 01 59 0102030405060708 62 01 61 6d 01020304"
        let frame = try ConnectionFrame(Data(hex: unknown + Hex.dataStart + "2a 07 0a 01 6b 18 05 12 00" + unknown))
        #expect(frame.encoded == Data(hex: Hex.dataStart + "2a 05 0a 01 6b 12 00"))
    }

    /// Numbers of 64 bits, as which a negative service would be encoded.
    @Test func largeNumbersArePreserved() throws {
        let bytes = Data(hex: "08 ffffffffffffffffff01 10 00 18 ffffffffffffffffff01 20 01")
        let frame = try ConnectionFrame(bytes)
        #expect(frame.sequenceID == .max && frame.service == .max && frame.encoded == bytes)
    }

    @Test func absentFieldsHaveTheirDefaults() throws {
        let frame = try ConnectionFrame(Data())
        #expect(frame.encoded == Data(hex: "0800 1000 1800 2000") && frame.payload == nil)
    }

    @Test(arguments: [
        ("08", "the message ends within a number"),
        ("08 80", "the message ends within a number"),
        ("08 ffffffffffffffffffff01", "a number has more than 10 bytes"),
        ("42 05 7b7d", "the message ends within a field"),
        ("42 ffffffffffffffffff01 00", "the message ends within a field"),
        ("2a 03 0a 05 61", "the message ends within a field"),
        ("09 0102", "the message ends within a field"),
        ("0b", "field 1 has the unknown wire type 3"),
        ("00 00", "a field has the number 0"),
        ("0a 01 61", "field 1 has another type"),
        ("40 01", "field 8 has another type"),
        ("2a 02 08 01", "field 1 of a header has another type"),
        ("2a 04 0a 02 c328", "a string is not UTF-8"),
        ("32 02 c328", "a string is not UTF-8"),
    ])
    func whatIsNoFrameIsAnError(hex: String, problem: String) {
        let error = #expect(throws: ProtobufError.self) { try ConnectionFrame(Data(hex: hex)) }
        #expect(error?.localizedDescription == problem)
    }

    /// The part of a larger buffer has other indices.
    @Test func aSliceIsRead() throws {
        let bytes = Data(hex: "ffff" + Hex.dataStart + Hex.typeEvent).dropFirst(2)
        #expect(try ConnectionFrame(bytes)["type"] == "event")
    }
}
