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

    private static func data(_ text: String) throws -> JSON {
        let file = try SpecFile(SourceFile(path: "a.json", text: text))
        return ReportData([.init(file: file, tables: [], document: nil, warnings: [])], comparison: nil).json
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

    @Test func anEventIsMarked() throws {
        let data = try Self.data(
            """
            {"id": "demo.v1.thing.created", "eventType": "demo.thing.created_v1", "title": "Thing", "document": {},
             "envelope": "2.0", "event": {"fields": [{"name": "id", "type": "string"}]}}
            """)
        let event = try #require(data["endpoints"]?.elements?.first)
        #expect(event["event"] == .boolean(true) && event["path"] == .string("demo.thing.created_v1"))
        #expect(data["title"] == .string("1 event"))
    }

    @Test func correctionsAreListedWithWhatTheyCorrect() throws {
        let correction = #""corrected": {"required": false, "reason": "it is"}"#
        let parameter = "{\"name\": \"a\", \"type\": \"string\", \"required\": true, \(correction)}"
        let data = ReportData([try Self.endpoint(parameter: parameter)], comparison: nil).json
        #expect(
            data["endpoints"]?.elements?.first?["corrections"]?.compact
                == #"[["query.a", "the document says required false; it is"]]"#)
        #expect(data["summary"] == .string("0 assumed placements. 1 correction."))
    }

    @Test func fieldsFromSamplesAreListedAndMarked() throws {
        let parameter = #"{"name": "a", "type": "string", "evidence": "sample"}"#
        let data = ReportData([try Self.endpoint(parameter: parameter)], comparison: nil).json
        #expect(data["endpoints"]?.elements?.first?["sampled"]?.compact == #"["query.a"]"#)
        #expect(data.compact.contains(#"["from samples"]"#))
        #expect(data["summary"] == .string("0 assumed placements. 1 field from samples only."))
    }

    @Test func aFieldOnWhichWitnessesDisagreeIsMarked() throws {
        let endpoint = try Self.endpoint(parameter: #"{"name": "a", "type": "string"}"#)
        let disagreements = [Disagreement.Fact.type, .required].map {
            Disagreement(
                place: "query.a", fact: $0, page: "", samples: nil, schema: "", effective: "", line: 1)
        }
        let data = ReportData(
            [.init(file: endpoint.file, tables: [], document: nil, warnings: [], disagreements: disagreements)],
            comparison: nil)
        #expect(data.json.compact.contains(#"["witnesses disagree: type, required"]"#))
    }

    @Test func aListedValueShowsThePlatformsKey() throws {
        let parameter =
            #"{"name": "a", "type": "int", "values": [{"value": 1, "name": "all", "key": "AllMembers"}, {"value": 2, "name": "none"}]}"#
        let data = ReportData([try Self.endpoint(parameter: parameter)], comparison: nil)
        #expect(data.json.compact.contains(#"[["1", null, "AllMembers"], ["2", null]]"#))
    }

    /// A phone has no room for columns, so the name stays at the top while the rest of its row scrolls. `.ci/page` measures it.
    @Test func theNameOfAFieldStaysVisibleOnAPhone() throws {
        let phone = try #require(ReportStyle.text.components(separatedBy: "@media (max-width: 760px) {").last)
        #expect(phone.contains(".scroll td:first-child { position: sticky; top: 0;"))
        // Otherwise the name would stick to the top of an element that does not scroll.
        #expect(
            phone.contains(".scroll { overflow: visible; }") && phone.contains("padding: 1rem; overflow: visible; }"))
    }

    @Test(arguments: ["assumed", "changed", "warned", "events", "corrected", "witnessed"])
    func everyFilterOfTheScriptIsInThePage(filter: String) throws {
        let html = Self.html(try Self.endpoint())
        #expect(html.contains("<input type=\"checkbox\" id=\"\(filter)\">"))
        #expect(ReportScript.text.contains("  \(filter): endpoint => "))
    }
}
