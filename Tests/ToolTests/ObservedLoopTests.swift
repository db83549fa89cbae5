import FeishuTesting
import Foundation
import Generated
import RepositoryFiles
import Testing

@testable import feishu_codegen

/// What a client observes corrects the client that is generated next.
@Suite struct ObservedLoopTests {
    private typealias Get = Feishu.Hire.V1.WebsiteDeliveryTask.Get

    private static let responses = [
        #"{"code": 0, "data": {"status": "2", "delivery": {"user_id": {"name": "Zhang"}}}}"#,
        #"{"code": 0, "data": {"status": 7, "delivery": {"user_id": "ou_secret"}}}"#,
        #"{"code": 1002999, "msg": "unknown to the document"}"#,
    ]

    /// The lines of a client that gets the responses.
    private static func observedLines() async throws -> String {
        let observations = FeishuObservations()
        let platform = FeishuSampleTransport(Feishu.endpoints)
        let client = FeishuClient(
            app: .custom(id: "cli_1", secret: "none"),
            configuration: .init(transport: platform, observer: observations.observer))
        for response in responses {
            await platform.respond(
                to: Get.self, with: FeishuHTTPResponse(status: 200, headers: .init(), body: Data(response.utf8)))
            _ = try? await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
        }
        return observations.jsonLines
    }

    @Test func observationsBecomeTheNextClient() async throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        let folder = RepositoryFiles.root.appendingPathComponent("specs/documents")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            try workspace.write(text, to: "specs/documents/\(name)")
        }
        #expect(workspace.run("import").status == .done)
        let lines = try await Self.observedLines()
        try workspace.write(lines, to: "observed.jsonl")
        func run(_ arguments: String...) -> Workspace.Run {
            Workspace.run(
                arguments + ["--specs", workspace.folder.appendingPathComponent("specs").path],
                relativeTo: workspace.folder)
        }
        let file = workspace.folder.appendingPathComponent("observed.jsonl").path
        let applied = run("correct", "--observed", file, "--apply")
        #expect(
            applied.errors.isEmpty && applied.output.hasSuffix("Made 3 corrections in 1 spec."), "\(lines)\(applied)")
        #expect(workspace.run("generate").status == .done && workspace.run("check").status == .done)
        let code = try #require(workspace.read("out/Hire/V1/Hire.V1.WebsiteDeliveryTask.Get.swift"))
        #expect(code.contains("public var userID: FeishuJSONValue?"))
        #expect(code.contains("rawValue: String") && code.contains("7"))
        #expect(workspace.read("out/Hire/FeishuErrorCode+Hire.swift")?.contains("1002999") == true)
        #expect(run("correct", "--observed", file).output.hasPrefix("Nothing to correct"))
        // The article shows this output.
        let article = try String(
            contentsOf: RepositoryFiles.root.appendingPathComponent(
                "Sources/feishu-codegen/Documentation.docc/CorrectingDocuments.md"), encoding: .utf8)
        for line in (lines + applied.output).split(separator: "\n") {
            let shown = line.replacing(" --specs specs", with: "")
            #expect(article.contains(shown), "the article does not show:\n\(shown)")
        }
    }
}
