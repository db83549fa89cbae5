import Foundation
import LoopbackPlatform
import SourceText
import Testing

@testable import feishu_codegen

/// Documents of the portal become files.
@Suite struct FetchTests {
    /// The waits between attempts, none of which takes time.
    final class Waits: @unchecked Sendable {
        private let lock = NSLock()
        private var waits: [Duration] = []

        var all: [Duration] { lock.withLock { waits } }
        func add(_ wait: Duration) { lock.withLock { waits.append(wait) } }
    }

    static let things = "/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/demo-v1/thing/list"
    static let thing = "/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/demo-v1/thing/get"
    static let box = "/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/demo-v1/box/get"

    static func portal() throws -> LoopbackPortal {
        try LoopbackPortal([
            things: .init(title: "列出东西", content: LoopbackPortal.document("thing.list", path: "/demo/v1/things")),
            thing: .init(title: "获取东西", content: LoopbackPortal.document("thing.get", path: "/demo/v1/thing")),
            box: .init(title: "获取盒子", content: LoopbackPortal.document("box.get", path: "/demo/v1/box")),
        ])
    }

    static func run(
        _ arguments: [String], in workspace: Workspace, _ portal: LoopbackPortal, waits: Waits = Waits(),
        fileWriter: FileWriter = FileWriter(), totalTimeout: Duration = .seconds(60)
    ) async -> Workspace.Run {
        let output = arguments[0] == "update" ? ["--output", workspace.folder.appendingPathComponent("out").path] : []
        return await Workspace.run(
            arguments + ["--specs", workspace.folder.appendingPathComponent("specs").path, "--host", portal.url]
                + output,
            relativeTo: workspace.folder, fileWriter: fileWriter,
            portal: PortalConnection(wait: { waits.add($0) }, totalTimeout: totalTimeout))
    }

    private static func withWorkspace(_ body: (Workspace, LoopbackPortal) async throws -> Void) async throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        try await body(workspace, try portal())
    }

    // MARK: What is fetched

    @Test func aFolderOfTheTreeIsFetched() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await Self.run(["fetch", "demo-v1/thing"], in: workspace, portal)
            #expect(run.errors == "")
            #expect(
                run.output == """
                    Created specs/documents/demo-v1.thing.get.md
                    Created specs/documents/demo-v1.thing.list.md
                    Fetched 2 documents into specs/documents: 2 new, 0 changed, 0 unchanged; 3 requests, 0 warnings, 0 errors.
                    The portal has no usable schema for 2 fetched documents, such as \(Self.thing); the page and its samples are all that is known about them.
                    """)
            #expect(
                workspace.read("specs/documents/demo-v1.thing.list.md")?.hasPrefix(
                    """
                    ---
                    title: "列出东西"
                    source_url: https://open.feishu.cn/document\(Self.things)
                    fullPath: \(Self.things)
                    updateTime: "1720618210000"
                    ---

                    # 文档

                    """) == true)
            #expect(portal.lastHeaders["accept-language"] == "zh-CN")
            #expect(portal.lastHeaders["user-agent"]?.hasPrefix("feishu-codegen/") == true)
        }
    }

    @Test(arguments: [
        (["https://open.feishu.cn/document" + things], ["demo-v1.thing.list.md"]),
        (["https://open.feishu.cn/document\(things)?lang=zh-CN#response"], ["demo-v1.thing.list.md"]),
        (["https://open.larksuite.com/document/server-docs/demo-v1/thing/get"], ["demo-v1.thing.get.md"]),
        (["https://open.feishu.cn/document/server-docs/demo-v1/thing/get-2"], ["demo-v1.thing.get.md"]),
        (["https://open.feishu.cn/document/server-docs/demo-v1/thing/get/"], ["demo-v1.thing.get.md"]),
        (["/document/server-docs/demo-v1/thing/get"], ["demo-v1.thing.get.md"]),
        (["HTTPS://OPEN.FEISHU.CN/document/demo-v1/thing/get"], ["demo-v1.thing.get.md"]),
        (["https://open.feishu.cn/document/demo-v1/box/get"], ["demo-v1.box.get.md"]),
        ([things], ["demo-v1.thing.list.md"]),
        (["thing"], ["demo-v1.thing.get.md", "demo-v1.thing.list.md"]),
        (["demo-v1"], ["demo-v1.box.get.md", "demo-v1.thing.get.md", "demo-v1.thing.list.md"]),
        (["demo-v1/box", "box/get"], ["demo-v1.box.get.md"]),
    ])
    func documentsAreNamedInEveryStyle(what: [String], files: [String]) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await Self.run(["fetch"] + what, in: workspace, portal)
            #expect(run.status == .done, "\(run.errors)")
            #expect(try workspace.snapshot(of: "specs/documents").keys.sorted() == files)
        }
    }

    @Test(arguments: [
        (
            "https://open.feishu.cn/document/server-docs/demo-v1/thing/70a125c2",
            """
            error: cannot determine which document of the portal \
            "https://open.feishu.cn/document/server-docs/demo-v1/thing/70a125c2" refers to [ambiguous-page]
                note: candidate: \(things) (列出东西)
                note: candidate: \(thing) (获取东西)
            """
        ),
        (
            "https://example.com/document/server-docs/demo-v1/thing/get",
            """
            error: expected the URL of a document of the portal, found \
            "https://example.com/document/server-docs/demo-v1/thing/get" [unknown-page]
                note: document URLs start with https://open.feishu.cn/document/...
            """
        ),
        (
            "https://open.feishu.cn/document/server-docs/demo-v1/box/70a125c2",
            """
            error: cannot determine which document of the portal \
            "https://open.feishu.cn/document/server-docs/demo-v1/box/70a125c2" refers to [ambiguous-page]
                note: candidate: \(box) (获取盒子)
            """
        ),
        (
            "ftp://open.feishu.cn/document/demo-v1/box/get",
            """
            error: expected the URL of a document of the portal, found "ftp://open.feishu.cn/document/demo-v1/box/get" [unknown-page]
                note: document URLs start with https://open.feishu.cn/document/...
            """
        ),
        (
            "https://u:p@open.feishu.cn/document/demo-v1/box/get",
            """
            error: expected the URL of a document of the portal, found "https://u:p@open.feishu.cn/document/demo-v1/box/get" \
            [unknown-page]
                note: document URLs start with https://open.feishu.cn/document/...
            """
        ),
        (
            "demo-v1/nothing",
            """
            error: the portal's tree has no document "demo-v1/nothing" [unknown-page]
                note: run feishu-codegen fetch --specs specs --host HOST --list to list all documents
            """
        ),
        (
            "demo.v9.*",
            """
            error: no endpoint matches "demo.v9.*" [unknown-endpoint]
            """
        ),
        (
            "https://open.feishu.cn/document/server-docs/demo-v1/box/create",
            """
            error: cannot determine which document of the portal \
            "https://open.feishu.cn/document/server-docs/demo-v1/box/create" refers to [ambiguous-page]
                note: candidate: \(box) (获取盒子)
            """
        ),
    ])
    func aPlaceThatIsNotOneDocumentIsNotGuessed(what: String, errors: String) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await Self.run(["fetch", what], in: workspace, portal)
            #expect(run.status == .problems && run.errors == errors.replacing("HOST", with: portal.url))
            #expect(portal.requests().last == "tree")
        }
    }

    /// A spec whose address does not say which page of the folder it is has the page's title.
    @Test func aSpecFindsItsPageByTheTitle() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let address = "https://open.feishu.cn/document/server-docs/demo-v1/thing/70a125c2"
            try workspace.write(
                Workspace.spec(title: "获取东西").replacing("https://example.com", with: address), to: "specs/a.json")
            for arguments in [
                ["fetch"], ["fetch", "demo.*", "--force"], ["fetch", address + "?lang=zh-CN", "--force"],
            ] {
                let run = await Self.run(arguments, in: workspace, portal)
                #expect(run.status == .done && portal.requests().suffix(2) == ["tree", Self.thing], "\(run.errors)")
                // People know the page by this address.
                let text = try #require(workspace.read("specs/documents/demo-v1.thing.get.md"))
                #expect(text.contains("source_url: \(address)\n"))
            }
        }
    }

    /// The last segment is altered, so that only the title tells whose page it is.
    @Test func aTitleThatIsNoPagesIsNotIgnored() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let address = "https://open.feishu.cn/document/server-docs/demo-v1/thing/get-2"
            try workspace.write(
                Workspace.spec(title: "别的").replacing("https://example.com", with: address), to: "specs/a.json")
            let run = await Self.run(["fetch", "demo.*"], in: workspace, portal)
            #expect(run.errors.contains("specs/a.json: warning: cannot determine which document"))
            #expect(portal.requests() == ["tree"])
        }
    }

    @Test func withoutSpecsThereIsNothingToFetch() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await Self.run(["fetch"], in: workspace, portal)
            #expect(
                run.status == .problems && run.errors.contains("no spec in specs refers to a document on the portal"))
        }
    }

    @Test func theTreeIsListed() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            try workspace.write(
                Workspace.spec().replacing("https://example.com", with: "https://open.feishu.cn/document" + Self.thing),
                to: "specs/a.json")
            #expect(
                await Self.run(["fetch", "--list", "thing"], in: workspace, portal).output == """
                    服务端 API > demo-v1 > thing (x/demo-v1/thing)
                      2024-07-10 列出东西 \(Self.things)
                      2024-07-10 获取东西 \(Self.thing) demo.v1.thing.get
                    2 documents, 1 with a spec.
                    """)
            #expect(await Self.run(["fetch", "--list", "盒子"], in: workspace, portal).output.contains("1 document, 0"))
        }
    }

    // MARK: Only what changed

    @Test func whatDidNotChangeIsNotRequestedAndNotTouched() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            _ = await Self.run(["fetch", "demo-v1"], in: workspace, portal)
            #expect(portal.requests().count == 4)
            let before = try workspace.snapshot(of: "specs")
            let again = await Self.run(["fetch"], in: workspace, portal)
            #expect(again.status == .done && again.output.contains("0 new, 0 changed, 3 unchanged; 1 request,"))
            #expect(portal.requests() == ["tree"])
            #expect(
                await Self.run(["fetch", "--force"], in: workspace, portal).output.contains("3 unchanged; 4 requests"))
            #expect(try workspace.snapshot(of: "specs") == before)
        }
    }

    @Test func whatChangedIsFetchedIntoItsFile() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            _ = await Self.run(["fetch", "demo-v1"], in: workspace, portal)
            // A person moved the file.
            let folder = workspace.folder.appendingPathComponent("specs/documents")
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("demo"), withIntermediateDirectories: true)
            try FileManager.default.moveItem(
                at: folder.appendingPathComponent("demo-v1.thing.get.md"),
                to: folder.appendingPathComponent("demo/mine.md"))
            portal[Self.thing]?.updateTime = 1_720_618_210_001
            _ = portal.requests()
            let run = await Self.run(["fetch"], in: workspace, portal)
            #expect(portal.requests() == ["tree", Self.thing])
            #expect(run.output.hasPrefix("Changed specs/documents/demo/mine.md\nFetched 1 document"))
            #expect(workspace.read("specs/documents/demo/mine.md")?.contains("updateTime: \"1720618210001\"") == true)
        }
    }

    /// The document can be changed between the two requests, and the portal's dates can differ forever.
    @Test(arguments: ["1720618210500", "1000000000000"])
    func aDocumentWithAnotherDateThanTheTreeIsFetchedOnce(date: String) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal[Self.thing]?.ownUpdateTime = date
            _ = await Self.run(["fetch", "thing/get"], in: workspace, portal)
            _ = portal.requests()
            _ = await Self.run(["fetch"], in: workspace, portal)
            #expect(portal.requests() == ["tree"])
        }
    }

    @Test func aDocumentThatIsGoneIsReportedAndKept() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            _ = await Self.run(["update", "demo-v1"], in: workspace, portal)
            portal[Self.thing] = nil
            let run = await Self.run(["fetch"], in: workspace, portal)
            #expect(run.status == .done && run.errors.contains("[gone-page]"))
            #expect(workspace.read("specs/documents/demo-v1.thing.get.md") != nil)
        }
    }

    @Test func aDocumentInAnotherLanguageIsFetchedAgainInChinese() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            _ = await Self.run(["fetch", Self.box, "--language", "en-US"], in: workspace, portal)
            #expect(workspace.read("specs/documents/demo-v1.box.get.md")?.contains("\nlanguage: en-US\n") == true)
            let run = await Self.run(["fetch"], in: workspace, portal)
            #expect(run.output.contains("0 new, 1 changed"))
            #expect(workspace.read("specs/documents/demo-v1.box.get.md")?.contains("language") == false)
        }
    }

    @Test func textThatIsOlderThanTheTreeSaysIsReported() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal[Self.box]?.ownUpdateTime = "1000000000000"
            let run = await Self.run(["fetch", "box/get"], in: workspace, portal)
            #expect(run.status == .done && run.errors.contains("[older-page]"))
            #expect(
                run.errors.contains("feishu-codegen fetch --specs specs --host \(portal.url) --force box/get later"))
        }
    }

    @Test func aSpecWhosePageIsGoneDoesNotStopTheOthers() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let address = "https://open.feishu.cn/document/server-docs/demo-v1/gone/get"
            try workspace.write(Workspace.spec().replacing("https://example.com", with: address), to: "specs/a.json")
            let run = await Self.run(["fetch"], in: workspace, portal)
            #expect(
                run.status == .done && run.errors.contains("specs/a.json: warning: the portal's tree has no document"))
        }
    }

    @Test func aFileThatCannotBeReadIsLeftAlone() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let folder = workspace.folder.appendingPathComponent("specs/documents")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: folder.appendingPathComponent("a.md").path, withDestinationPath: "nowhere")
            let run = await Self.run(["fetch", "box"], in: workspace, portal)
            #expect(run.status == .done && run.errors.contains("specs/documents/a.md: warning: cannot read"))
        }
    }

    @Test func twoRunsAtOnceDoNotFetchTheSame() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            try workspace.write("", to: "specs/documents/none.txt")
            let folder = workspace.folder.appendingPathComponent("specs/documents")
            let lock = try FolderLock(folder, named: "specs/documents")
            let run = await Self.run(["fetch", "demo-v1"], in: workspace, portal)
            #expect(run.status == .problems && run.errors.contains("[locked-folder]") && portal.requests() == ["tree"])
            withExtendedLifetime(lock) {}
        }
    }

    @Test func aDryRunRequestsTheTreeAlone() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let run = await Self.run(["fetch", "demo-v1/box", "--dry-run"], in: workspace, portal)
            #expect(run.output.hasPrefix("Would create specs/documents/demo-v1.box.get.md\nWould fetch 1 document"))
            #expect(portal.requests() == ["tree"])
            #expect(try workspace.snapshot(of: "specs").isEmpty)
        }
    }

    // MARK: A run that ends early

    @Test func theNextRunGoesOnWhereOneEnded() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            let writes = Waits()
            let full = FileWriter {
                writes.add(.zero)
                if writes.all.count > 8 { throw CocoaError(.fileWriteOutOfSpace) }
            }
            let run = await Self.run(["fetch", "demo-v1"], in: workspace, portal, fileWriter: full)
            #expect(run.status == .problems && run.errors.contains("cannot write"))
            let written = try workspace.snapshot(of: "specs/documents").keys.filter { !$0.hasPrefix(".") }
            #expect(!written.isEmpty && written.count < 3)
            _ = portal.requests()
            #expect(await Self.run(["fetch", "demo-v1"], in: workspace, portal).status == .done)
            #expect(portal.requests().count == 1 + 3 - written.count)
            #expect(try workspace.snapshot(of: "specs/documents").keys.count { !$0.hasPrefix(".") } == 3)
        }
    }

    @Test func aFileOfTheSameNameStays() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            try workspace.write("mine", to: "specs/documents/Demo-v1.thing.get.md")
            let run = await Self.run(["fetch", Self.thing], in: workspace, portal)
            #expect(run.output.hasPrefix("Created specs/documents/demo-v1.thing.get-2.md"))
            #expect(workspace.read("specs/documents/Demo-v1.thing.get.md") == "mine")
        }
    }
}
