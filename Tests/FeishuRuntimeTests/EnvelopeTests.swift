import Foundation
import Testing

@testable import FeishuRuntime

/// Envelopes whose members have other types than documented.
@Suite struct EnvelopeTests {
    private struct Get: FeishuEndpoint {
        struct Response: FeishuAllOptionalModel {
            var name: String?
            var isOpen: Bool?

            mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
                try visitor.visit("name", &name)
                try visitor.visit("is_open", &isOpen)
            }
        }

        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.get", method: .get, path: "/thing", documentURL: nil)
    }

    private static func response(_ body: String) throws -> Get.Response {
        try Get.response(from: .json(body))
    }

    @Test(arguments: ["\"0\"", "0", "0.0"])
    func aCodeCanBeAString(code: String) throws {
        #expect(try Self.response("{\"code\":\(code),\"data\":{\"name\":\"a\"}}").name == "a")
    }

    @Test(arguments: ["\"00\"", "\"zero\"", "null", "true", "0.5", "{}"])
    func aCodeThatIsNoNumberIsAnError(code: String) {
        #expect(throws: FeishuError.self) { try Self.response("{\"code\":\(code),\"data\":{}}") }
    }

    @Test(arguments: [
        (#""msg":"a""#, "a"), (#""msg":7"#, "7"), (#""msg":3.5"#, "3.5"), (#""msg":{"a":[1]}"#, #"{"a":[1]}"#),
        (#""msg":["a"]"#, #"["a"]"#), (#""msg":null,"message":"b""#, "b"), (#""msg":"","message":"b""#, "b"),
        (#""error":"invalid_grant","error_description":"c""#, "c"), (#""error":"invalid_grant""#, "invalid_grant"),
        (#""error":5"#, "5"),
    ])
    func nothingOfAMessageIsLost(members: String, message: String) throws {
        let error = try #require(#expect(throws: FeishuError.self) { try Self.response("{\"code\":\"7\",\(members)}") })
        guard case .api(7, message) = error.reason else { throw error }
    }

    @Test func anErrorThatIsAWordIsADetail() throws {
        let error = #expect(throws: FeishuError.self) { try Self.response(#"{"code":7,"msg":"a","error":"word"}"#) }
        #expect(error?.details?.message == "word")
    }

    @Test(
        arguments: [
            (#""name":3.14"#, "3.14", nil), (#""name":1e3"#, "1000.0", nil), (#""is_open":"TRUE""#, nil, true),
            (#""is_open":"False""#, nil, false), (#""is_open":"yes""#, nil, nil),
        ] as [(String, String?, Bool?)])
    func fieldsAreConvertedWithoutLoss(members: String, name: String?, isOpen: Bool?) throws {
        let response = try Self.response("{\"code\":0,\"data\":{\(members)}}")
        #expect(response.name == name || name == "1000.0" && response.name == "1000")
        #expect(response.isOpen == isOpen)
    }

    /// A field that is added to the details is covered without another line of code.
    @Test func everyStringOfTheDetailsIsTransformed() throws {
        let text = """
            {"message":"s","log_id":"s","logid":"s","troubleshooter":"s","helps":[{"url":"s","description":"s"}],
            "details":[{"key":"s","value":"s"}],"field_violations":[{"field":"s","value":"s","description":"s"}],
            "permission_violations":[{"scope":"s","url":"s","type":"s","subject":"s"}]}
            """
        let details = try JSONDecoder().decode(FeishuErrorDetails.self, from: Data(text.utf8))
        let mapped = String(decoding: try JSONEncoder().encode(details.mapStrings { _ in "x" }), as: UTF8.self)
        #expect(!mapped.contains("\"s\"") && mapped.components(separatedBy: "\"x\"").count == 16)
    }
}
