import Foundation
import HireFixture
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

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

    @Test(arguments: [
        (URLError.Code.timedOut, "no data arrived in time (URLError -1001)"),
        (.cannotConnectToHost, "the host does not accept the connection (URLError -1004)"),
    ])
    func aNetworkFailureIsExplained(code: URLError.Code, text: String) {
        let error = FeishuError(.transport(URLError(code)), endpoint: Read.descriptor)
        #expect(error.description == "GET /thing failed: no response: " + text)
    }

    private enum Failure: Error {
        case timeout
        case unknown(token: String, user: String)
    }

    private struct SaveFailed: Error {
        let apiKey = longSecret
    }

    /// An error without a description is named, but its values are not shown.
    @Test func anErrorOfAHandlerIsNamed() {
        let texts = [Failure.timeout, Failure.unknown(token: longSecret, user: "u"), SaveFailed()].map {
            (error: any Error) in
            "\(FeishuReceiverEvent.failed(.init(id: "e", type: "t"), error, isAcknowledged: true))"
        }
        #expect(
            texts.map { $0.split(separator: ": ").last } == ["Failure.timeout", "Failure.unknown", "SaveFailed"])
    }

    @Test func aClientPrintsItsHost() {
        let client = FeishuClient(app: .custom(id: "cli_a1b2", secret: "s3cr3t")).tenant(key: "t1")
        #expect("\(client)" == "FeishuClient for https://open.feishu.cn, tenant t1")
        var text = ""
        dump(client, to: &text)
        #expect(text.count < 500)
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
