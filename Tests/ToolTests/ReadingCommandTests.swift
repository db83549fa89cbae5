import Foundation
import RepositoryFiles
import SourceText
import Testing

@testable import feishu_codegen

/// `list`, `show`, `export` and `report`: specs for people and for other tools.
@Suite struct ReadingCommandTests {
    /// The three endpoints that the tests have, whatever the specs of the repository are.
    private static let specs = RepositoryFiles.root.appendingPathComponent("Tests/HireFixture/specs").path

    private static func run(_ arguments: String..., width: Int? = nil) -> Workspace.Run {
        Workspace.run(arguments + ["--specs", specs], width: width)
    }

    // MARK: list

    @Test func endpointsAreListed() {
        let run = Self.run("list", "--only", "*_task.*")
        #expect(
            run.output == """
                hire.v1.ehr_import_task.patch      tenant  50 per second                      PATCH  /open-apis/hire/v1/ehr_import_tasks/:ehr_import_task_id 2 samples
                    client.hire.v1.ehrImportTask.patch(ehrImportTaskID:body:)
                hire.v1.website_delivery_task.get  tenant  1000 per minute and 50 per second  GET    /open-apis/hire/v1/websites/:website_id/delivery_tasks/:delivery_task_id polls 1 sample
                    client.hire.v1.websiteDeliveryTask.get(websiteID:deliveryTaskID:)
                2 endpoints.
                """)
    }

    @Test func aListFitsTheTerminal() {
        let lines = Self.run("list", width: 60).output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 60 } && lines.contains { $0.hasSuffix("…") })
    }

    @Test func aListIsJSONForPrograms() throws {
        let list = try JSON(parsing: SourceFile(path: "", text: Self.run("list", "--format", "json").output))
        guard case .array(let endpoints) = list else { throw CocoaError(.coderInvalidValue) }
        #expect(endpoints.count == 3)
        #expect(endpoints[2]["id"] == .string("hire.v1.website_delivery_task.get"))
        #expect(endpoints[2]["features"] == .array([.string("polls")]))
        #expect(endpoints[2]["call"] == .string("client.hire.v1.websiteDeliveryTask.get(websiteID:deliveryTaskID:)"))
    }

    @Test(arguments: [["list", "--only", "hire.v1.web_delivery.get"], ["show", "hire.v1.web_delivery.get"]])
    func anUnknownEndpointIsReported(arguments: [String]) {
        let run = Workspace.run(arguments + ["--specs", Self.specs])
        #expect(run.status == .problems && run.errors.contains("no endpoint matches \"hire.v1.web_delivery.get\""))
    }

    // MARK: show

    @Test func anEndpointIsShown() {
        let run = Self.run("show", "hire.v1.ehr_import_task.patch")
        let lines = run.output.components(separatedBy: "\n")
        #expect(lines.first == "hire.v1.ehr_import_task.patch  更新 e-HR 导入任务结果")
        for line in [
            "tokens: tenant", "limits: 50 per second", "body (application/json; charset=utf-8)",
            "  request.fail_reason (string, only if state is 2) 失败原因，仅在导入结果为失败时可用",
            "  request.state (int, required) 导入结果",
            "    = 2 导入失败",
            "  1002002 (HTTP 400) 参数错误", "    检查参数是否正确，例如类型，大小",
            "  try await client.hire.v1.ehrImportTask.patch(ehrImportTaskID: \"6914551145542568199\", body: .init(state: .failed))",
        ] { #expect(lines.contains(line), "\(line)") }
    }

    /// The example of a field comes before its value in the sample. An example of another type is no value.
    @Test(arguments: [
        (#"{"name": "a", "type": "string", "required": true, "example": "x"}"#, #"{"a": "y"}"#, #"a: "x""#),
        (#"{"name": "a", "type": "string", "required": true}"#, #"{"a": "y"}"#, #"a: "y""#),
        (#"{"name": "a", "type": "string", "required": true}"#, "{}", #"a: "example""#),
        (#"{"name": "a", "type": "int", "required": true, "example": "x"}"#, #"{"a": 2}"#, "a: 2"),
        (#"{"name": "a", "type": "string[]", "required": true}"#, #"{"a": ["y", "z"]}"#, #"a: ["y"]"#),
        (
            #"{"name": "a", "type": "int", "required": true, "values": [{"value": 1, "name": "one"}, {"value": 2, "name": "two"}]}"#,
            #"{"a": 2}"#, "a: .two"
        ),
        (
            #"{"name": "a", "type": "object[]", "required": true, "fields": [{"name": "b", "type": "boolean", "required": true}]}"#,
            #"{"a": [{"b": false}]}"#, "a: [.init(b: false)]"
        ),
    ])
    func anExampleCallHasTheDocumentedExamples(field: String, sample: String, argument: String) throws {
        let spec = """
            {"id": "demo.v1.thing.create", "title": "T", "document": {}, "method": "POST", "path": "/open-apis/demo/v1/things",
             "request": {"fields": [\(field)], "samples": [\(sample)]}, "response": {"envelope": "data", "type": "object"}}
            """
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(spec, to: "specs/a.json")
        let run = Workspace.run(["show", "demo.v1.thing.create", "--specs", workspace.folder.path + "/specs"])
        #expect(run.output.contains("thing.create(body: .init(\(argument)))"), "\(run.output)\(run.errors)")
    }

    /// The calls that `show` prints are in the consumer package, where they compile.
    @Test func shownCallsCompile() throws {
        let consumer = try String(
            contentsOf: RepositoryFiles.root.appendingPathComponent("Tests/Consumer/Sources/articles/ShownCalls.swift"),
            encoding: .utf8)
        let calls = Self.run("show", "hire.*").output.components(separatedBy: "\n").filter {
            $0.contains("try await client")
        }
        #expect(calls.count == 3)
        for call in calls { #expect(consumer.contains(call.trimmingCharacters(in: .whitespaces)), "\(call)") }
    }

    @Test func textsControlNoTerminal() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(title: "\\u001b]0;x\\u0007\\u202etitle"), to: "specs/a.json")
        for arguments in [["show", "*"], ["list"], ["list", "--format", "json"], ["export", "openapi"]] {
            let run = Workspace.run(arguments + ["--specs", workspace.folder.appendingPathComponent("specs").path])
            #expect(run.status == .done)
            #expect(!run.output.unicodeScalars.contains { ["\u{1B}", "\u{7}", "\u{202E}"].contains($0) })
        }
    }

    // MARK: export

    @Test func openAPIIsWrittenToAFile() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let file = workspace.folder.appendingPathComponent("openapi.json").path
        let run = Self.run("export", "openapi", "--output", file)
        #expect(run.status == .done && run.output == "Wrote 3 endpoints to \(file).")
        #expect(Self.run("export", "openapi").output + "\n" == workspace.read("openapi.json"))
    }

    @Test func rangesAndDefaultsAreShown() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let name = "\"name\": \"name\""
        let facts = ", \"default\": \"x\", \"constraints\": {\"minLength\": 1, \"maxLength\": 5, \"pattern\": \"^x\"}"
        let spec = Workspace.spec()
        let type = try #require(
            spec.range(of: "\"type\": \"string\"", range: spec.range(of: name)!.upperBound..<spec.endIndex))
        try workspace.write(spec.replacingCharacters(in: type, with: spec[type] + facts), to: "specs/a.json")
        let output = Workspace.run(
            ["show", "demo.v1.thing.get", "--specs", workspace.folder.path + "/specs"]
        ).output
        #expect(output.contains("response.name (string, default \"x\", length 1 to 5, pattern ^x)"))
    }

    // MARK: report

    @Test func theReportComparesWithAFolder() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(), to: "old/a.json")
        try workspace.write(
            Workspace.spec().replacing("\"name\": \"name\"", with: "\"name\": \"title\""), to: "specs/a.json")
        func path(_ name: String) -> String { workspace.folder.appendingPathComponent(name).path }
        let run = Workspace.run(
            ["report", "--specs", path("specs"), "--base", path("old"), "--output", path("report.html")])
        #expect(run.status == .done)
        #expect(
            workspace.read("report.html")?.contains(
                "[\"breaking\", \"response.title: the field is named title instead of name") == true)
        let revision = Workspace.run([
            "report", "--specs", path("specs"), "--base=--upload-pack=x", "--output", path("r"),
        ])
        #expect(revision.status == .problems && revision.errors.contains("it starts with \"-\" [unknown-base]"))
        let wrong = Workspace.run([
            "report", "--specs", path("specs"), "--base", "--upload-pack=x", "--output", path("r"),
        ])
        #expect(wrong.status == .wrongUsage && wrong.errors.contains("missing value for option --base"))
    }

    /// The specs are in a folder of the repository, as they usually are.
    @Test func theReportComparesWithARevision() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        func git(_ arguments: String...) throws {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments =
                ["git", "-C", workspace.folder.path, "-c", "user.name=a", "-c", "user.email=a@example.com"] + arguments
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        func report(_ base: String) -> Workspace.Run {
            Workspace.run([
                "report", "--specs", workspace.folder.appendingPathComponent("specs").path, "--base", base, "--output",
                workspace.folder.appendingPathComponent("report.html").path,
            ])
        }
        try git("init", "--quiet")
        try workspace.write(Workspace.spec(), to: "specs/demo/v1/a.json")
        try git("add", ".")
        try git("commit", "--quiet", "--message", "one")
        #expect(report("HEAD").status == .done)
        #expect(workspace.read("report.html")?.contains("\"changes\"") == false)
        try workspace.write(
            Workspace.spec().replacing("\"name\": \"name\"", with: "\"name\": \"title\""), to: "specs/demo/v1/a.json")
        #expect(report("HEAD").status == .done)
        let diff = Workspace.run(
            ["diff", "HEAD", workspace.folder.path + "/specs", "--specs", workspace.folder.path + "/specs"])
        #expect(
            diff.status == .problems && diff.output.contains("response.title: the field is named title instead of name")
        )
        let html = try #require(workspace.read("report.html"))
        #expect(
            html.contains("response.title: the field is named title instead of name")
                && !html.contains("the endpoint is new"))
        let unknown = report("no-such-branch")
        #expect(unknown.status == .problems && unknown.errors.contains("[unknown-base]"))
    }

    // MARK: Files

    @Test(arguments: [["report"], ["export", "openapi"]])
    func aFileOfAPersonIsNotReplaced(command: [String]) throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write("let package = Package()", to: "Package.swift")
        func run(_ path: String) -> Workspace.Run {
            Workspace.run(
                command + ["--specs", Self.specs, "--output", workspace.folder.appendingPathComponent(path).path])
        }
        #expect(run("Package.swift").errors.contains("[conflicting-file]"))
        #expect(workspace.read("Package.swift") == "let package = Package()")
        #expect(run("new/file").status == .done)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: workspace.folder.appendingPathComponent("new/file").path)
        #expect(run("new/file").status == .done)
        let attributes = try FileManager.default.attributesOfItem(
            atPath: workspace.folder.appendingPathComponent("new/file").path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(run("new").errors.contains("[not-a-file]"))
        #expect(Workspace.run(command + ["--specs", Self.specs, "--output", "/dev/null"]).status == .done)
        #expect(
            try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType != .typeRegular)
    }

    @Test(arguments: [["list"], ["report"], ["export", "openapi"], ["show", "*"]])
    func aFolderWithoutSpecsIsReported(command: [String]) throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let run = Workspace.run(command + ["--specs", workspace.folder.path])
        #expect(run.status == .problems && run.errors.contains("no specs in the folder"))
    }
}
