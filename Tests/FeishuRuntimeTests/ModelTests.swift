import Foundation
import HireFixture
import Testing

/// The behavior of models other than response decoding.
@Suite struct ModelTests {
    typealias Body = Feishu.Hire.V1.EHRImportTask.Patch.Body
    typealias Assessment = Feishu.Hire.V1.ExternalInterviewAssessment.Patch.Body

    @Test func equalityAndHashesAreDerivedFromTheFields() {
        let body = Body(state: .failed, failReason: "a")
        #expect(body == Body(state: .failed, failReason: "a"))
        #expect(body.hashValue == Body(state: .failed, failReason: "a").hashValue)
        #expect(body != Body(state: .failed, failReason: "b"))
        #expect(body != Body(state: .succeeded, failReason: "a"))
        #expect(Assessment(username: "a") != Assessment(content: "a"))
    }

    @Test func nilIsOmittedAndAnEmptyArrayIsEncoded() throws {
        let text = { (body: Assessment) in String(decoding: try JSONEncoder().encode(body), as: UTF8.self) }
        #expect(try text(Assessment()) == "{}")
        #expect(try text(Assessment(assessmentDimensionList: [])) == #"{"assessment_dimension_list":[]}"#)
    }

    @Test func aMissingRequiredFieldIsAnError() {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Body.self, from: Data("{}".utf8)) }
    }

    @Test(arguments: [
        "null", "true", "1", "9007199254740993", "1.5", "\"a\"", "[1,\"a\",null]", #"{"a":{"b":[]}}"#,
    ])
    func untypedValuesRoundTrip(text: String) throws {
        let value = try JSONDecoder().decode(FeishuJSONValue.self, from: Data(text.utf8))
        #expect(String(decoding: try JSONEncoder().encode(value), as: UTF8.self) == text)
    }

    @Test func theAppSecretIsNeverPrinted() {
        let client = FeishuClient.tested(app: .custom(id: "cli_1", secret: "hunter2"))
        var dumped = ""
        dump(client, to: &dumped)
        let app = FeishuApp.custom(id: "cli_1", secret: "hunter2")
        dump(app, to: &dumped)
        #expect(!dumped.contains("hunter2"))
        #expect(!"\(client) \(app)".contains("hunter2"))
        #expect(!String(reflecting: app).contains("hunter2"))
    }
}
