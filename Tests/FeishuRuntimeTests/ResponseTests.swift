import Foundation
import HireFixture
import Testing

/// The decoding of responses.
@Suite struct ResponseTests {
    typealias Get = Feishu.Hire.V1.WebsiteDeliveryTask.Get
    typealias Patch = Feishu.Hire.V1.EHRImportTask.Patch

    @Test(arguments: [
        #"{"code":0,"msg":"success"}"#, #"{"code":0,"data":null}"#, #"{"code":0,"data":{}}"#,
        #"{"code":0,"data":{"status":null,"unknown":[1]}}"#,
    ])
    func missingAndNullFieldsAreNil(body: String) throws {
        #expect(try Get.response(from: .json(body)) == Get.Response())
        #expect(try Patch.response(from: .json(body)) == FeishuNoContent())
    }

    @Test func anUnknownEnumValueIsPreserved() throws {
        let response = try Get.response(from: .json(#"{"code":0,"data":{"status":42}}"#))
        let status = try #require(response.status)
        #expect(status.rawValue == 42 && !status.isKnown)
        #expect(String(decoding: try JSONEncoder().encode(response), as: UTF8.self) == #"{"status":42}"#)
    }

    @Test(arguments: [200, 400, 500])
    func theCodeDeterminesTheErrorRegardlessOfTheStatus(status: Int) {
        let error = #expect(throws: FeishuError.self) {
            try Get.response(from: .json(#"{"code":1002002,"msg":"bad"}"#, status: status, logID: "log-7"))
        }
        #expect(error?.code == .hire.parameterError)
        #expect(error?.documented?.message == "参数错误")
        let path = "/open-apis/hire/v1/websites/:website_id/delivery_tasks/:delivery_task_id"
        #expect(
            error?.description == "GET \(path) failed: code 1002002, \"bad\"; HTTP status \(status); log id log-7; "
                + "documented as: 参数错误 (检查参数是否正确，例如类型，大小)")
    }

    @Test func theMessageKeyCanBeMessageInsteadOfMsg() {
        let error = #expect(throws: FeishuError.self) {
            try Get.response(from: .json(#"{"code":99,"message":"no","data":"nonsense"}"#))
        }
        guard case .api(let code, let message) = error?.reason else {
            Issue.record("expected an API error")
            return
        }
        #expect(code == 99 && message == "no")
    }

    @Test(arguments: ["<html>502</html>", "", "[]", #"{"hello":1}"#])
    func aBodyWithoutAnEnvelopeIsAnHTTPFailure(body: String) {
        let error = #expect(throws: FeishuError.self) { try Get.response(from: .json(body, status: 502)) }
        guard case .http(let bodyStart) = error?.reason else {
            Issue.record("expected an HTTP failure, found \(String(describing: error))")
            return
        }
        #expect(bodyStart == body && error?.status == 502)
    }

    @Test func anUnexpectedShapeIsReportedWithItsPath() {
        let error = #expect(throws: FeishuError.self) { try Get.response(from: .json(#"{"code":0,"data":[1]}"#)) }
        guard case .decoding(let failure) = error?.reason else {
            Issue.record("expected a decoding failure")
            return
        }
        #expect(failure.path == "data")
    }

    @Test func errorDetailsAreDecoded() {
        let body = #"""
            {"code":99991672,"msg":"no permission","error":{"logid":"log-8","troubleshooter":"see docs",
             "permission_violations":[{"type":"action","subject":"hire:a"},{"scope":"hire:b","url":"https://example.com/s"}],
             "field_violations":[{"field":"state","value":7,"description":"not in the list"}],"helps":"odd"}}
            """#
        let error = #expect(throws: FeishuError.self) { try Get.response(from: .json(body)) }
        #expect(error?.missingScopes == ["hire:a", "hire:b"])
        #expect(error?.logID == "log-8")
        #expect(error?.details?.troubleshooter == "see docs")
        #expect(error?.details?.fieldViolations?.first?.value == "7")
        #expect(
            error?.description.hasSuffix(
                "; field state: not in the list; missing scopes: hire:a, hire:b (enable one at https://example.com/s)")
                == true)
    }

    @Test(arguments: ["null", "[]", "\"\"", "7", #"{"field_violations":{}}"#])
    func malformedDetailsDoNotHideTheCode(details: String) {
        let error = #expect(throws: FeishuError.self) {
            try Get.response(from: .json(#"{"code":1002002,"msg":"bad","error":\#(details)}"#))
        }
        #expect(error?.code == 1002002)
    }
}
