import HireFixture
import Foundation
import Testing

/// Absent, empty, and null fields in the body of a PATCH request.
@Suite struct PatchTests {
    typealias Body = Feishu.Hire.V1.ExternalInterviewAssessment.Patch.Body
    typealias Dimension = Feishu.Hire.V1.ExternalInterviewAssessment.Patch.ExternalInterviewAssessmentDimension

    private static func sent(_ body: Body) async throws -> String {
        let transport = StubTransport(.json(#"{"code":0,"data":{}}"#))
        _ = try await FeishuClient.tested(tokens: FixedToken(), transport: transport)
            .hire.v1.externalInterviewAssessment.patch(externalInterviewAssessmentID: "1", body: body)
        return String(decoding: transport.requests[0].body?.data ?? .init(), as: UTF8.self)
    }

    @Test func nilIsOmittedAndEmptyAndNullAreSent() async throws {
        #expect(try await Self.sent(Body()) == "{}")
        #expect(try await Self.sent(Body(content: "")) == #"{"content":""}"#)
        #expect(
            try await Self.sent(Body(assessmentDimensionList: [])) == #"{"assessment_dimension_list":[]}"#)
        #expect(try await Self.sent(Body().settingNull(\.content)) == #"{"content":null}"#)
    }

    @Test func everyFieldCanBeNull() async throws {
        #expect(try await Self.sent(Body().settingNull(\.username)) == #"{"username":null}"#)
        #expect(try await Self.sent(Body().settingNull(\.conclusion)) == #"{"conclusion":null}"#)
        #expect(
            try await Self.sent(Body().settingNull(\.assessmentDimensionList))
                == #"{"assessment_dimension_list":null}"#)
    }

    @Test func aFieldInAnArrayElementCanBeNull() async throws {
        let dimension = Dimension(assessmentType: .scoring).settingNull(\.score)
        let sent = try await Self.sent(Body(assessmentDimensionList: [dimension]))
        #expect(sent.contains(#""score":null"#) && sent.contains(#""assessment_type":1"#))
    }

    @Test func aValueReplacesNullAndNullReplacesAValue() async throws {
        var body = Body(content: "a")
        body.setNull(\.content)
        #expect(body.content == nil && body != Body())
        body.content = "b"
        #expect(try await Self.sent(body) == #"{"content":"b"}"#)
    }

    @Test(arguments: [#"{"content":null}"#, #"{"assessment_dimension_list":[{"score":null}],"content":"a"}"#, "{}"])
    func aBodyThatIsReadFromJSONSendsTheSameNulls(json: String) async throws {
        let body = try JSONDecoder().decode(Body.self, from: Data(json.utf8))
        #expect(try await Self.sent(body) == json)
    }

    @Test func equalityIncludesNulls() {
        var body = Model()
        body.setNull(\.count)
        #expect(
            body.nulls != FeishuNulls() && body == Model().settingNull(\.count)
                && body != Model().settingNull(\.child))
    }

    private struct Model: FeishuAllOptionalModel, FeishuPatchModel {
        var count: Int?
        var child: Body?
        var map: [String: FeishuJSONValue]?
        var nulls = FeishuNulls()

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            visitor.visit(&nulls)
            try visitor.visit("count", &count)
            try visitor.visit("child", &child)
            try visitor.visit("map", &map)
        }
    }
}
