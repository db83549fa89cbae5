import Foundation
import Testing

@testable import FeishuRuntime

@Suite struct JSONValueTests {
    private static func decode(_ text: String) throws -> FeishuJSONValue {
        try JSONDecoder().decode(FeishuJSONValue.self, from: Data(text.utf8))
    }

    @Test func aValueIsWrittenAsALiteral() throws {
        let value: FeishuJSONValue = ["a": [1, 2.5, "x", true, nil], "b": ["c": -7]]
        #expect(try value == Self.decode(#"{"a":[1,2.5,"x",true,null],"b":{"c":-7}}"#))
        #expect(value["a"]?[0]?.int == 1 && value["a"]?[1]?.double == 2.5 && value["a"]?[2]?.string == "x")
        #expect(value["a"]?[3]?.bool == true && value["a"]?[4]?.isNull == true && value["b"]?["c"]?.int == -7)
        #expect(value["a"]?[5] == nil && value["a"]?["b"] == nil && value[0] == nil && value["z"] == nil)
        #expect(value["a"]?.array?.count == 5 && value.object?.keys.sorted() == ["a", "b"])
    }

    @Test func membersCanBeSet() {
        var value: FeishuJSONValue = ["a": 1]
        value["b"] = "x"
        value["a"] = nil
        #expect(value == ["b": "x"])
    }

    @Test(arguments: [
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551615",
        "-9223372036854775809", "12345678901234567890123456789012345678",
    ])
    func integersAreExact(text: String) throws {
        let value = try Self.decode("[\(text)]")
        #expect(try String(decoding: JSONEncoder().encode(value), as: UTF8.self) == "[\(text)]")
        #expect(value[0].flatMap { String(lenient: $0) } == text)
        #expect(value[0]?.double == Double(text))
    }

    @Test(arguments: ["1e300", "0.1", "-2.5e-3"]) func otherNumbersAreDoubles(text: String) throws {
        #expect(try Self.decode("[\(text)]") == .array([.number(try #require(Double(text)))]))
    }
}
