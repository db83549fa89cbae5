import SourceText
import Testing

@testable import DocumentPortal

/// The catalog of endpoints is read as far as its form is known.
@Suite struct PortalCatalogTests {
    private static func entries(_ json: String) throws -> [PortalCatalog.Entry] {
        try PortalCatalog(JSON(parsing: SourceFile(path: "", text: json))).entries
    }

    private static let summary = """
        {"apiSummary": {"fullPath": "/a/hire-v1/job/get", "httpMethod": "get", "apiPath": "/open-apis/hire/v1/jobs/:job_id",
         "apiIdentity": {"project": "hire", "version": "v1", "resource": "job", "apiName": "get"}}}
        """

    @Test(arguments: [
        "{\"apis\": [\(summary)]}", "{\"groups\": [{\"name\": \"hire\", \"items\": [{\"items\": [\(summary)]}]}]}",
        "{\"hire\": {\"job\": \(summary)}}", "{\"apis\": [\(summary), \(summary)]}",
    ])
    func entriesAreFoundInEveryGroup(json: String) throws {
        let entries = try Self.entries(json)
        #expect(entries.map(\.fullPath) == ["/a/hire-v1/job/get"])
        #expect(entries.first?.method == "GET" && entries.first?.path == "/open-apis/hire/v1/jobs/:job_id")
        #expect(entries.first?.words == ["hire", "v1", "job", "get"] && entries.first?.service == "hire")
    }

    @Test func anEntryCanLackEverythingButItsPage() throws {
        let entries = try Self.entries(#"{"apis": [{"apiSummary": {"fullPath": "/a", "apiIdentity": 1}}]}"#)
        #expect(entries.first?.service == nil && entries.first?.words == ["", "", "", ""])
    }

    @Test(arguments: [
        "{}", #"{"apis": []}"#, #"{"apis": [{"apiSummary": null}]}"#,
        #"{"apis": [{"apiSummary": {"fullPath": "../x"}}]}"#,
        #"{"apis": [{"apiSummary": {"fullPath": 1}}]}"#,
        "{\"a\": " + String(repeating: "[", count: 100) + summary + String(repeating: "]", count: 100) + "}",
    ])
    func aCatalogWithoutUsableEntriesIsReported(json: String) throws {
        let failure = #expect(throws: Failure.self) { try Self.entries(json) }
        #expect(failure?.diagnostics.map(\.code) == ["portal-changed"])
    }

    @Test(arguments: [
        ("/a/hire-v1/event/import-ehr", true), ("/a/calendar-v4/calendar/events/changed", true),
        ("/a/hire-v1/application/events_-6279d3ef", true), ("/a/corehr-v1/job_change/job-change-events/status", true),
        ("/a/corehr-v1/employment/deleted", true), ("/a/hire-v1/job/get", false), ("/a/hire-v1/eventual/get", false),
        ("/a/hire-v1/getting-started", false),
    ])
    func eventsAreRecognizedByTheirPath(path: String, isEvent: Bool) {
        #expect(PortalPage(fullPath: path, title: "", updateTime: nil, folders: []).isEvent == isEvent)
    }

    @Test(
        arguments: [
            ("/a/hire-v1/job/get", [], "hire"), ("/a/ai/document_ai-v1/bill/recognize", [], "document_ai"),
            ("/a/uMzM1YjLzMTN24yMzUjN", ["im-v1", "message"], "im"), ("/a/group/chat/get", ["group"], nil),
        ] as [(String, [String], String?)])
    func aServiceIsTheNameOfAFolderWithAVersion(path: String, folders: [String], service: String?) {
        let page = PortalPage(
            fullPath: path, title: "", updateTime: nil, folders: folders.map { .init(segment: $0, title: $0) })
        #expect(page.service == service)
    }
}
