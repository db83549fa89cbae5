import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// What the places in an existing spec mean for the rows of its document. A `?` marks an assumed place.
@Suite struct ExistingPlacesTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        /// `name | type`, one per line.
        let rows: String
        var sample: String?
        var ruler = "--- | --- | --- | ---"
        /// The names in the existing spec, two spaces further in per level.
        let existing: String
        let expected: String
    }

    @Test(arguments: [
        Case(
            testDescription: "what a person settles does not move its neighbour",
            rows: "a | A\nb | int\nuser_a | int\nuser_b | int", existing: "a\n  b\n  user_a?\nuser_b",
            expected: "a\n  b\n  user_a?\nuser_b"),
        Case(
            testDescription: "a confirmed place shows that its parent was open before",
            rows: "a | A\nb | int\nc | int\nd | int", existing: "a\n  b\n  c?\n  d", expected: "a\n  b\n  c\n  d"),
        Case(
            testDescription: "a confirmed place shows that other parents are closed after it",
            rows: "a | A\nb | int\nc | int\nd | int", existing: "a\n  b\n  d?\nc", expected: "a\n  b\nc\nd"),
        Case(
            testDescription: "a newer sample speaks against what was assumed",
            rows: "a | A\nb | int\nc | int", sample: #"{"a": {"b": 1}, "c": 1}"#, existing: "a\n  b\n  c?",
            expected: "a\n  b\nc"),
        Case(
            testDescription: "a field that was moved out of a table that is written by hand",
            rows: "a | object\n&emsp;∟b | int\n&emsp;∟c | int", ruler: "-|-|-|-", existing: "a?\n  b?\nc",
            expected: "a?\n  b?\nc"),
        Case(
            testDescription: "a field that was moved where blanks draw the depths",
            rows: "a | object\n&nbsp;&nbsp;∟b | int\n&nbsp;&nbsp;∟c | int\n&nbsp;&nbsp;∟d | int",
            existing: "a\n  b?\n  d?\nc", expected: "a\n  b?\nc\nd?"),
        Case(
            testDescription: "a confirmation does not pass to another row of the same name",
            rows: "a | object\np | int\nb | object\nid | int\nq | int\nid | int", existing: "a\n  p\n  id",
            expected: "a\n  p\n  b?\n  id?\n  q?\nid"),
        Case(
            testDescription: "a confirmed place that the rows do not allow is assumed again",
            rows: "a | A\nb | int\nc | C\nd | int\ne | int",
            sample: #"{"a": {"b": 1}, "c": {"d": 1}}"#, existing: "a\n  b\n  e\nc\n  d",
            expected: "a\n  b\nc\n  d\ne?"),
    ])
    func whatTheSpecSaysIsRespected(_ testCase: Case) throws {
        let rows = testCase.rows.split(separator: "\n").map { "\($0) | 是 | x" }.joined(separator: "\n")
        let samples = testCase.sample.map { "```json\n\($0)\n```" } ?? ""
        let document = RowsTests.document(request: rows, ruler: testCase.ruler, samples: samples)
        var existing = try EndpointSpec.empty
        existing.request = .init(fields: Self.fields(testCase.existing))
        let read = try ReadDocument(document, existing: { [existing] _ in existing })
        #expect(Self.text(read.spec.request?.fields) == testCase.expected)
    }

    private static func fields(_ text: String) -> [EndpointSpec.Field] {
        var lines = text.split(separator: "\n")[...]
        return fields(&lines, depth: 0)
    }

    /// The fields of the next lines that are at a depth, with those below them.
    private static func fields(_ lines: inout ArraySlice<Substring>, depth: Int) -> [EndpointSpec.Field] {
        var fields: [EndpointSpec.Field] = []
        while let line = lines.first, line.prefix(while: { $0 == " " }).count == 2 * depth {
            lines.removeFirst()
            var field = EndpointSpec.Field(name: line.filter { !" ?".contains($0) }, type: .init(.object))
            field.placement = line.hasSuffix("?") ? .assumed : nil
            let below = Self.fields(&lines, depth: depth + 1)
            field.fields = below.isEmpty ? nil : below
            fields.append(field)
        }
        return fields
    }

    private static func text(_ fields: [EndpointSpec.Field]?, depth: Int = 0) -> String {
        (fields ?? []).map { field in
            let name = String(repeating: "  ", count: depth) + field.name + (field.placement == nil ? "" : "?")
            return field.fields.map { "\(name)\n" + text($0, depth: depth + 1) } ?? name
        }.joined(separator: "\n")
    }
}
