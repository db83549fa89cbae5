import Foundation
import HireFixture
import Testing

/// How values print.
@Suite struct DescriptionTests {
    private typealias Patch = Feishu.Hire.V1.EHRImportTask.Patch

    @Test func aListedValuePrintsItsName() {
        #expect("\(Patch.State.failed)" == "failed (2)")
        #expect("\(Patch.State(rawValue: 7))" == "7")
    }

    @Test func aModelPrintsItsSetFields() {
        let body = Patch.Body(state: .failed, failReason: "no \"x\"")
        #expect("\(body)" == #"Body(fail_reason: "no \"x\"", state: failed (2))"#)
        let dimension = Feishu.Hire.V1.ExternalInterviewAssessment.Patch.ExternalInterviewAssessmentDimension(
            score: 3, options: ["a", "b"])
        #expect(
            "\(Feishu.Hire.V1.ExternalInterviewAssessment.Patch.Body(assessmentDimensionList: [dimension]))"
                == #"Body(assessment_dimension_list: [ExternalInterviewAssessmentDimension(score: 3, options: ["a", "b"])])"#
        )
    }

    @Test func aCallPrintsAsACURLCommandWithoutItsToken() {
        let call = Patch(
            ehrImportTaskID: "7'1", body: .init(state: .failed, failReason: "it's late"))
        let start =
            "curl -X PATCH 'https://open.feishu.cn/open-apis/hire/v1/ehr_import_tasks/7%271' "
            + "-H 'Authorization: Bearer <secret>' -H 'Content-Type: application/json; charset=utf-8' --data-raw "
        #expect(call.curl == start + "'<37 bytes>'")
        #expect(
            call.curl(to: .feishu, includesBody: true) == start + #"'{"fail_reason":"it'\''s late","state":2}'"#)
    }

    @Test func errorsCanBeMadeInTests() {
        let error = FeishuError(
            .api(code: 1_002_008, message: "gone"), endpoint: Read.descriptor, status: 400, logID: "l-1")
        #expect(error.description == "GET /thing failed: code 1002008, \"gone\"; HTTP status 400; log id l-1")
        #expect(error.code == 1_002_008)
        let attempt = FeishuCallAttempt(call: FeishuCallInfo(id: "7", endpoint: Read.descriptor), number: 2)
        #expect("\(attempt)" == "demo.v1.thing.get [7] attempt 2")
    }
}
