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

    @Test func everyKeyOfTheFormatSurvives() throws {
        let spec = try SpecFile(SourceFile(path: "complete.json", text: completeSpec)).spec
        #expect(spec.canonicalText == completeSpec)
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
