import Foundation
import Testing

@testable import EndpointSpec

@Suite struct RoundTripTests {
    @Test(arguments: try RepositorySpecs.paths())
    func everySpecOfTheRepositoryIsCanonical(path: String) throws {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let spec = try SpecFile(SourceText(path: path, bytes: bytes)).spec
        #expect(spec.canonicalText == String(decoding: bytes, as: UTF8.self))
    }

    @Test func everyKeyOfTheFormatSurvives() throws {
        let spec = try SpecFile(SourceText(path: "complete.json", text: completeSpec)).spec
        #expect(spec.canonicalText == completeSpec)
    }

    @Test func anyOrderOfKeysBecomesTheCanonicalOne() throws {
        let text = """
            {"response": {"type": "object", "envelope": "none"}, "path": "/a", "method": "GET", "title": "T",
             "document": {"url": "u"}, "id": "a.b.c.d"}
            """
        let canonical = try SpecFile(SourceText(path: "x.json", text: text)).spec.canonicalText
        #expect(canonical.hasPrefix("{\n  \"id\": \"a.b.c.d\",\n  \"title\": \"T\",\n  \"document\": {\n"))
        #expect(try SpecFile(SourceText(path: "x.json", text: canonical)).spec.canonicalText == canonical)
    }

    @Test func controlCharactersAreEscapedAndNothingElse() {
        #expect(
            CanonicalText.of(.string("\u{1}\u{1F}\"\\/中\u{7F}\u{2028}")) == "\"\\u0001\\u001f\\\"\\\\/中\u{7F}\u{2028}\""
        )
    }
}

/// The specs that this repository holds.
enum RepositorySpecs {
    static var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("specs")
    }

    static func paths() throws -> [String] {
        let paths = try SpecFolder.paths(in: folder.path)
        try #require(!paths.isEmpty)
        return paths.map { folder.appendingPathComponent($0).path }
    }
}
