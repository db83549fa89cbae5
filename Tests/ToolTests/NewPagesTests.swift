import Foundation
import LoopbackPlatform
import RepositoryFiles
import SourceText
import Testing

@testable import feishu_codegen

/// `update --report-new` lists what the portal has and the project does not.
@Suite struct NewPagesTests {
    private static let folder = "/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN"
    private static let event = "\(folder)/demo-v1/box/events/created"
    private static let guide = "\(folder)/demo-v1/overview"
    private static let job = "\(folder)/other-v2/job/create"

    /// A workspace with the spec of `thing`, and a portal that has more: two endpoints, an event and a guide of the same service,
    /// and an endpoint of another one.
    private static func withWorkspace(_ body: (Workspace, LoopbackPortal) async throws -> Void) async throws {
        try await UpdateTests.withWorkspace { workspace, portal async throws in
            _ = await UpdateTests.run("update", FetchTests.thing, in: workspace, portal)
            portal[event] = .init(title: "盒子创建", updateTime: "1725853664000", content: "")
            portal[guide] = .init(title: "概述", content: "")
            portal[job] = .init(title: "新建职位", content: "")
            portal.serveCatalog([
                FetchTests.things: "demo.v1.thing.list /demo/v1/things",
                FetchTests.thing: "demo.v1.thing.get /demo/v1/thing",
                FetchTests.box: "demo.v1.box.get /demo/v1/box", job: "other.v2.job.create /other/v2/jobs",
            ])
            _ = portal.requests()
            try await body(workspace, portal)
        }
    }

    private static func url(_ path: String) -> String { "https://open.feishu.cn/document\(path)" }

    /// The latest changes come first.
    @Test func newPagesOfUsedServicesAreListed() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await UpdateTests.run("update", "--report-new", in: workspace, portal)
            #expect(run.status == .done && run.errors == "")
            #expect(
                run.output == """
                    demo: 2 endpoints and 1 event
                      2024-09-09 event 盒子创建 \(Self.url(Self.event))
                      2024-07-10 endpoint demo.v1.thing.list 列出东西 \(Self.url(FetchTests.things))
                      2024-07-10 endpoint demo.v1.box.get 获取盒子 \(Self.url(FetchTests.box))
                    New on the portal: 2 endpoints and 1 event in 1 service.
                    """)
            #expect(portal.requests() == ["tree", "catalog"])
        }
    }

    @Test func theArticleShowsAList() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await UpdateTests.run("update", "--report-new", in: workspace, portal)
            let article = try String(
                contentsOf: RepositoryFiles.root.appendingPathComponent(
                    "Sources/feishu-codegen/Documentation.docc/Commands.md"), encoding: .utf8)
            #expect(article.contains("```\n$ feishu-codegen update --report-new\n\(run.output)\n```"))
        }
    }

    @Test func markdownLinksToThePages() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal[Self.event] = nil
            let run = await UpdateTests.run("update", "--report-new", "--format", "markdown", in: workspace, portal)
            #expect(
                run.output == """
                    New on the portal: 2 endpoints in 1 service.

                    ### demo: 2 endpoints

                    - endpoint `demo.v1.thing.list` [列出东西](\(Self.url(FetchTests.things))), 2024-07-10
                    - endpoint `demo.v1.box.get` [获取盒子](\(Self.url(FetchTests.box))), 2024-07-10
                    """)
        }
    }

    @Test func jsonHasEveryFact() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await UpdateTests.run("update", "--report-new", "--format", "json", in: workspace, portal)
            let services = try JSON(parsing: SourceFile(path: "", text: run.output))
            let service = try #require(services.elements?.first)
            #expect(services.elements?.count == 1 && service["service"] == .string("demo"))
            #expect(service["endpoints"] == .number("2") && service["events"] == .number("1"))
            let event =
                #"{"kind": "event", "id": null, "title": "盒子创建", "url": "\#(Self.url(Self.event))", "updated": "2024-09-09"}"#
            #expect(service["pages"]?.elements?.first?.compact == event)
        }
    }

    @Test func noFileChanges() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let before = try workspace.snapshot(of: ".")
            _ = await UpdateTests.run("update", "--report-new", "*", in: workspace, portal)
            #expect(try workspace.snapshot(of: ".") == before)
        }
    }

    @Test(arguments: [(["*"], ["demo", "other"]), (["other"], ["other"]), (["o*", "demo"], ["demo", "other"])])
    func servicesCanBeChosen(patterns: [String], services: [String]) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await FetchTests.run(
                ["update", "--report-new", "--format", "json"] + patterns, in: workspace, portal)
            let json = try JSON(parsing: SourceFile(path: "", text: run.output))
            #expect(json.elements?.map { $0["service"] } == services.map(JSON.string))
        }
    }

    @Test func aServiceThatThePortalLacksIsAnError() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await UpdateTests.run("update", "--report-new", "others", in: workspace, portal)
            #expect(run.status == .problems && run.output == "")
            #expect(
                run.errors == """
                    error: the portal has no service "others"; did you mean other? [unknown-service]
                        note: expected the first part of endpoint IDs, such as hire, or '*' for all services
                    """)
        }
    }

    @Test func aProjectWithoutSpecsHasToNameServices() async throws {
        try await UpdateTests.withWorkspace { workspace, portal async throws in
            let run = await UpdateTests.run("update", "--report-new", in: workspace, portal)
            #expect(run.status == .problems && run.errors.contains("[no-services]") && portal.requests() == [])
        }
    }

    @Test(arguments: [
        ("text", "No new endpoints or events on the portal."),
        ("markdown", "No new endpoints or events on the portal."), ("json", "[]"),
    ])
    func nothingNewIsSaid(format: String, output: String) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            for path in [FetchTests.things, FetchTests.box, Self.event] { portal[path] = nil }
            portal.serveCatalog([FetchTests.thing: "demo.v1.thing.get /demo/v1/thing"])
            let run = await UpdateTests.run("update", "--report-new", "--format", format, in: workspace, portal)
            #expect(run.status == .done && run.output == output)
        }
    }

    /// A page can move, and a spec can be written by hand.
    @Test(arguments: ["demo.v1.thing.get /demo/v1/moved", "demo.v1.thing.fetch /demo/v1/thing"])
    func anEndpointThatTheProjectHasUnderAnotherPathIsNotNew(operation: String) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let moved = "\(Self.folder)/demo-v1/elsewhere/70a125c2"
            portal[FetchTests.thing] = nil
            portal[moved] = .init(title: "别的", content: "")
            // Either the ID is that of the spec, or the method and the path are.
            portal.serveCatalog([moved: operation])
            let run = await UpdateTests.run("update", "--report-new", in: workspace, portal)
            #expect(!run.output.contains(moved) && run.output.contains(Self.event), "\(run.output)")
        }
    }

    @Test func anEndpointThatOnlyTheCatalogHasIsListed() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let hidden = "\(Self.folder)/demo-v1/hidden/get"
            portal.serveCatalog([hidden: "demo.v1.hidden.get /demo/v1/hidden"])
            let run = await UpdateTests.run("update", "--report-new", in: workspace, portal)
            #expect(
                run.output.contains("endpoint demo.v1.hidden.get GET /open-apis/demo/v1/hidden \(Self.url(hidden))"))
        }
    }

    /// The folder `group` is not named after its service.
    @Test func anEventBelongsToTheServiceOfTheEndpointsInItsFolder() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let (endpoint, event) = ("\(Self.folder)/group/chat/get", "\(Self.folder)/group/event/chat/disbanded")
            portal[endpoint] = .init(title: "获取群", content: "")
            portal[event] = .init(title: "群解散", content: "")
            portal.serveCatalog([endpoint: "im.v1.chat.get /im/v1/chats/:chat_id"])
            let run = await UpdateTests.run("update", "--report-new", "im", in: workspace, portal)
            #expect(run.output.hasPrefix("im: 1 endpoint and 1 event\n"), "\(run)")
        }
    }

    @Test func withoutACatalogEveryPageIsListed() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal.fail("catalog", .init(status: 404, "no"))
            let run = await UpdateTests.run("update", "--report-new", in: workspace, portal)
            #expect(run.status == .done && run.errors.contains("warning: the portal gave no catalog of endpoints"))
            #expect(run.output.hasPrefix("demo: 1 event and 3 pages\n"), "\(run.output)")
            #expect(run.output.contains("page 概述 \(Self.url(Self.guide))"))
        }
    }

    /// Titles are text of the portal.
    @Test func aTitleCannotBecomeMarkup() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal[Self.event]?.title = "<img src=x>](https://example.com)\u{1B}[31m"
            let text = await UpdateTests.run("update", "--report-new", in: workspace, portal)
            let markdown = await UpdateTests.run(
                "update", "--report-new", "--format", "markdown", in: workspace, portal)
            #expect(!text.output.contains("\u{1B}"))
            #expect(!markdown.output.contains("<img") && !markdown.output.contains("](https://example.com)"))
        }
    }

    @Test(arguments: ["--force", "--accept-loss"])
    func optionsAboutFilesAreRefused(option: String) async throws {
        let run = await Workspace.run(["update", "--report-new", option], portal: PortalConnection())
        #expect(run.status == .wrongUsage && run.errors.contains("--report-new changes no files"))
    }
}
