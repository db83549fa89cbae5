import Foundation
import Testing

@testable import FeishuRuntime

/// The start of a wrong value, which an error shows.
@Suite struct JSONExcerptTests {
    private struct Step: CodingKey {
        let stringValue: String
        let intValue: Int?

        init(stringValue: String) { (self.stringValue, intValue) = (stringValue, nil) }
        init(intValue: Int) { (stringValue, self.intValue) = ("", intValue) }
    }

    @Test(arguments: [
        (#"{"b":[1,{"c":"d/e"}],"a":null}"#, "", #"{"a":null,"b":[1,{"c":"d/e"}]}"#), ("7", "", "7"),
        (#""x""#, "", #""x""#),
        (#"{"a":[1,{"b":true}]}"#, "a 1 b", "true"), (#"{"a":[1]}"#, "a 1", nil), ("{", "", nil),
        (#"{"a":1.5}"#, "a", "1.5"),
    ])
    func theValueAtAPathIsShown(body: String, path: String, expected: String?) {
        let path = path.split(separator: " ").map { Int($0).map(Step.init) ?? Step(stringValue: String($0)) }
        #expect(JSONExcerpt.of(path, in: Data(body.utf8)) == expected)
    }

    @Test(arguments: [
        "[" + Array(repeating: "1", count: 100_000).joined(separator: ",") + "]",
        "\"" + String(repeating: "长", count: 100_000) + "\"",
        "{" + (0..<10_000).map { "\"k\($0)\":{}" }.joined(separator: ",") + "}",
        String(repeating: "[", count: 400) + String(repeating: "]", count: 400),
    ])
    func ofALargeValueTheStartIsShown(body: String) throws {
        let text = try #require(JSONExcerpt.of([], in: Data(body.utf8)))
        #expect(text.count == 80 && text.hasSuffix("…") && body.hasPrefix(text.prefix(2)))
    }
}
