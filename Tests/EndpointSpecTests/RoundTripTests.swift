import Foundation
import RepositoryFiles
import SourceText
import Testing

@testable import EndpointSpec

@Suite struct RoundTripTests {
    @Test func everySpecOfTheRepositoryIsCanonical() throws {
        let specs = try RepositoryFiles.specs(in: RepositoryFiles.root.appendingPathComponent("specs"))
        #expect(!specs.isEmpty)
        for file in specs { #expect(file.source.contains(exactly: file.spec.canonicalText), "\(file.source.path)") }
    }

    @Test(arguments: [completeSpec, completeEvent]) func everyKeyOfTheFormatSurvives(text: String) throws {
        let spec = try SpecFile(SourceFile(path: "complete.json", text: text)).spec
        #expect(spec.canonicalText == text)
    }

    @Test func anEventIsNoEndpoint() throws {
        let spec = try SpecFile(SourceFile(path: "complete.json", text: completeEvent)).spec
        #expect(spec.event?.type == "demo.exam.created_v1" && spec.identity.description == "EVENT demo.exam.created_v1")
        #expect(spec.fields(in: .event).map(\.address.description) == ["event.type"])
        #expect(spec.fields(in: .eventHeader).map(\.address.description) == ["headerFields.resource_id"])
        let failure = #expect(throws: Failure.self) { try FieldAddress("response.type", in: spec) }
        #expect(failure?.diagnostics.first?.message.contains("expected one of event, headerFields") == true)
    }

    @Test func anyOrderOfKeysBecomesTheCanonicalOne() throws {
        let text = """
            {"response": {"type": "object", "envelope": "none"}, "path": "/a", "method": "GET", "title": "T",
             "document": {"url": "u"}, "id": "a.b.c.d"}
            """
        let canonical = try SpecFile(SourceFile(path: "x.json", text: text)).spec.canonicalText
        #expect(canonical.hasPrefix("{\n  \"id\": \"a.b.c.d\",\n  \"title\": \"T\",\n  \"document\": {\n"))
        #expect(try SpecFile(SourceFile(path: "x.json", text: canonical)).spec.canonicalText == canonical)
    }
}
