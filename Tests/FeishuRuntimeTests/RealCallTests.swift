import Foundation
import HireFixture
import LoopbackPlatform
import Testing

/// Complete calls over HTTP with the client, the URLSession transport, and a server that simulates the platform.
@Suite struct RealCallTests {
    /// Returns a server that responds to the token call with a token and to every other call with a given body.
    private static func platform(_ body: String, status: Int = 200) throws -> LoopbackServer {
        try LoopbackServer { request in
            if request.target == "POST /open-apis/auth/v3/tenant_access_token/internal" {
                return .init(#"{"code":0,"msg":"ok","tenant_access_token":"secret-t1234","expire":7200}"#)
            }
            return .init(status: status, headers: ["X-Tt-Logid": "log-1"], body)
        }
    }

    private static func client(of server: LoopbackServer) throws -> FeishuClient {
        try FeishuClient.tested(
            app: .custom(id: "cli_a1b2", secret: "secret-app"), host: .url(server.url), clock: ManualClock())
    }

    /// Returns the request of the call, which follows the token request.
    private static func operation(of server: LoopbackServer) throws -> LoopbackServer.Request {
        let requests = server.requests
        try #require(requests.count == 2)
        #expect(requests[0].line == "POST /open-apis/auth/v3/tenant_access_token/internal HTTP/1.1")
        #expect(try json(requests[0].body) == json(Data(#"{"app_id":"cli_a1b2","app_secret":"secret-app"}"#.utf8)))
        #expect(requests[0].headers["authorization"] == nil)
        #expect(requests[1].headers["authorization"] == "Bearer secret-t1234")
        return requests[1]
    }

    private static func json(_ data: Data) throws -> FeishuJSONValue {
        try JSONDecoder().decode(FeishuJSONValue.self, from: data)
    }

    @Test func updatesAnImportTask() async throws {
        let server = try Self.platform(#"{"code":0,"msg":"success","data":{}}"#)
        defer { server.stop() }

        try await Self.client(of: server).hire.v1.ehrImportTask.patch(
            ehrImportTaskID: "6914551145542568199", body: .init(state: .failed, failReason: "当前 HC 不可用"))

        let request = try Self.operation(of: server)
        #expect(request.line == "PATCH /open-apis/hire/v1/ehr_import_tasks/6914551145542568199 HTTP/1.1")
        #expect(request.headers["content-type"] == "application/json; charset=utf-8")
        #expect(
            try Self.json(request.body)
                == .object(["state": .integer(2), "fail_reason": .string("当前 HC 不可用")]))
    }

    @Test func getsADeliveryTask() async throws {
        let server = try Self.platform(
            #"{"code":0,"msg":"success","data":{"status":2,"delivery":{"application_id":"6960663240925956657"}}}"#)
        defer { server.stop() }

        let task = try await Self.client(of: server).hire.v1.websiteDeliveryTask.get(
            websiteID: "7047318856652261676", deliveryTaskID: "f1c2/..?x=#1")

        let request = try Self.operation(of: server)
        let path = "/open-apis/hire/v1/websites/7047318856652261676/delivery_tasks/f1c2%2F..%3Fx%3D%231"
        #expect(request.line == "GET \(path) HTTP/1.1")
        #expect(request.headers["content-type"] == nil)
        #expect(request.body.isEmpty)
        #expect(task.status == .succeeded)
        #expect(task.delivery?.applicationID == "6960663240925956657")
    }

    @Test func updatesAnInterviewAssessment() async throws {
        let server = try Self.platform(
            #"{"code":0,"msg":"success","data":{"external_interview_assessment":{"id":"6989181065243969836","conclusion":9}}}"#
        )
        defer { server.stop() }

        let response = try await Self.client(of: server).hire.v1.externalInterviewAssessment.patch(
            externalInterviewAssessmentID: "6930815272790114324",
            body: .init(assessmentDimensionList: [.init(options: [], assessmentType: .multipleChoice)]))

        let request = try Self.operation(of: server)
        #expect(
            request.line == "PATCH /open-apis/hire/v1/external_interview_assessments/6930815272790114324 HTTP/1.1")
        let dimension: FeishuJSONValue = .object(["options": .array([]), "assessment_type": .integer(4)])
        #expect(try Self.json(request.body) == .object(["assessment_dimension_list": .array([dimension])]))
        #expect(response.externalInterviewAssessment?.id == "6989181065243969836")
        #expect(response.externalInterviewAssessment?.conclusion?.rawValue == 9)
    }

    @Test func throwsADocumentedError() async throws {
        let server = try Self.platform(#"{"code":1002008,"msg":"Task not found"}"#, status: 400)
        defer { server.stop() }

        do {
            _ = try await Self.client(of: server).hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
            Issue.record("expected an error")
        } catch let error as FeishuError where error.code == .hire.taskNotFound {
            #expect(error.status == 400)
            #expect(error.logID == "log-1")
            #expect(error.advice?.hasPrefix("任务不存在") == true)
        }
    }

    @Test func fetchesOneTokenForManyCalls() async throws {
        let server = try Self.platform(#"{"code":0,"data":{"status":1}}"#)
        defer { server.stop() }
        let client = try Self.client(of: server)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...20 {
                group.addTask {
                    _ = try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "\(number)")
                }
            }
            try await group.waitForAll()
        }

        #expect(server.requests.count { $0.target.contains("tenant_access_token") } == 1)
        #expect(server.requests.count == 21)
    }

    @Test func doesNotFollowRedirects() async throws {
        let other = try Self.platform(#"{"code":0,"data":{"status":2}}"#)
        defer { other.stop() }
        let server = try LoopbackServer { _ in
            .init(status: 302, headers: ["Location": other.url.absoluteString + "/elsewhere"], "moved")
        }
        defer { server.stop() }
        let client = try FeishuClient.tested(tokens: FixedToken(), host: .url(server.url))

        let error = await #expect(throws: FeishuError.self) {
            try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
        }
        #expect(error?.status == 302)
        #expect(other.requests.isEmpty)
    }

    @Test func reportsARefusedConnection() async throws {
        // Port 1 is reserved and has no listener; a port that a stopped server freed could be taken by another test.
        let host = try FeishuHost.url(try #require(URL(string: "http://127.0.0.1:1")))
        let client = FeishuClient.tested(app: .custom(id: "cli_a1b2", secret: "secret-app"), host: host)
        let error = await #expect(throws: FeishuError.self) {
            try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
        }
        guard case .token(let cause as FeishuError) = error?.reason, case .transport = cause.reason else {
            Issue.record("expected a transport failure, found \(String(describing: error))")
            return
        }
        #expect(error?.description.contains("secret-app") == false)
    }
}
