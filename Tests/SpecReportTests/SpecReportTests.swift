@testable import DocumentImport
import EndpointSpec
import Foundation
import SourceText
import Testing

@testable import SpecReport

/// The report displays text from documents and never executes it.
@Suite struct SpecReportTests {
    private static func endpoint(title: String = "Thing", parameter: String = "") throws -> ReportData.Endpoint {
        let text = """
            {"id": "demo.v1.thing.get", "title": \(JSON.string(title).compact), "document": {}, "method": "GET", "path": "/thing",
             "queryParameters": [\(parameter)],
             "response": {"envelope": "data", "type": "object", "fields": [{"name": "id", "type": "string"}]}}
            """
        return .init(
            file: try SpecFile(SourceFile(path: "a.json", text: text)), tables: [], document: nil, warnings: [])
    }

    private static func html(_ endpoint: ReportData.Endpoint) -> String {
        ReportPage(ReportData([endpoint], comparison: nil)).html
    }

    @Test func theReportIsOneInertFile() throws {
        let html = Self.html(try Self.endpoint(title: "</script><script>alert(1)</script><img src=x onerror=alert(1)>"))
        #expect(html.components(separatedBy: "<script").count == 3 && !html.contains("<img"))
        #expect(html.contains("default-src 'none'; script-src 'sha256-") && !html.contains("unsafe-inline"))
        #expect(!html.contains("http://") && !html.contains("<link"))
    }

    @Test(arguments: ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{600}", ""])
    func aTextStaysAText(neighbor: String) throws {
        let attack = "\(neighbor)</script>\(neighbor)<meta http-equiv=refresh content=0>\(neighbor)<!--\(neighbor)&"
        // The end tags of the data and of the script.
        let html = Array(Self.html(try Self.endpoint(title: attack)).utf8)
        let parts = html.split(separator: Array("</script>".utf8), omittingEmptySubsequences: false)
        #expect(parts.count == 3)
        let data = try #require(parts.first?.split(separator: Array("id=\"data\">".utf8)).last)
        #expect(!data.contains(UInt8(ascii: "<")) && !data.contains(UInt8(ascii: "&")))
        let json = try JSON(parsing: SourceFile(path: "data.json", bytes: Array(data)))
        #expect(Array(json.compact.utf8).contains(Array(JSON.string(attack).compact.utf8)))
    }

    @Test func whatTheWitnessesSayStandsSideBySide() throws {
        let endpoint = try Self.endpoint()
        let disagreement = Disagreement(
            place: "request.a", fact: .type, page: "string", samples: "int[]", schema: "int", effective: "string",
            line: 1)
        let data = ReportData(
            [.init(file: endpoint.file, tables: [], document: nil, warnings: [], disagreements: [disagreement])],
            comparison: nil)
        #expect(data.json.compact.contains(#"["request.a", "type", "string", "int[]", "int", "string"]"#))
    }

    /// The filter also finds endpoints whose only assumed field is a parameter.
    @Test func assumedPlacesOfParametersCount() throws {
        let parameter = #"{"name": "a", "type": "string", "placement": "assumed"}"#
        let data = ReportData([try Self.endpoint(parameter: parameter)], comparison: nil)
        #expect(data.json.compact.contains("\"assumed\": 1") && data.json.compact.contains("1 assumed placement."))
    }

    @Test func aComparisonListsChangesAndRemovedEndpoints() throws {
        let endpoint = try Self.endpoint()
        var changed = endpoint.file.spec
        changed.response.fields = []
        var removed = endpoint.file.spec
        removed.id = try #require(OperationID("demo.v1.thing.list"))
        removed.path = try #require(PathTemplate("/things"))
        let changes = EndpointChanges.between([endpoint.file.spec, removed], and: [changed])
        let data = ReportData([endpoint], comparison: .init(base: "main", changes: changes))
        #expect(data.json.compact.contains("[\"breaking\", \"response.id: the field was removed\"]"))
        #expect(data.json["removed"]?.compact == "[\"demo.v1.thing.list\"]")
    }
}
