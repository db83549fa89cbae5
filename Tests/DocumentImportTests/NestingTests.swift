import EndpointSpec
import Testing

@testable import DocumentImport

/// The tree that flattened rows come from. A `?` marks a place that the document does not prove.
@Suite struct NestingTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        /// `name type`, a line each.
        let rows: String
        let sample: String?
        /// The names, two spaces further in per level.
        let expected: String
    }

    @Test(arguments: [
        Case(
            testDescription: "a sample proves every place",
            rows: "a A\nb string\nc C[]\nd int\ne string",
            sample: #"{"a":{"b":"1","c":[{"d":1}]},"e":""}"#,
            expected: "a\n  b\n  c\n    d\ne"),
        Case(
            testDescription: "all elements of all arrays are looked at",
            rows: "a A[]\nb string\nc string\nd string", sample: #"{"a":[{"b":""},{"c":""}],"d":""}"#,
            expected: "a\n  b\n  c\nd"),
        Case(
            testDescription: "a row after a named type is its first child",
            rows: "a A\nb string", sample: nil, expected: "a\n  b"),
        Case(
            testDescription: "a text has no children", rows: "a string\nb map<string, string>\nc string[][]\nd int",
            sample: nil, expected: "a\nb\nc\nd"),
        Case(
            testDescription: "nothing returns to the top after data",
            rows: "code int\nmsg string\ndata -\nid string\nname string", sample: nil,
            expected: "code\nmsg\ndata\n  id\n  name"),
        Case(
            testDescription: "siblings have different names",
            rows: "a A\nname string\nb B\nname string", sample: #"{"a":{"name":""},"b":{"name":""}}"#,
            expected: "a\n  name\nb\n  name"),
        Case(
            testDescription: "an earlier row of the type tells its children",
            rows: "a I18n\nzh string\nen string\nb I18n\nzh string\nen string\nc string",
            sample: #"{"a":{"zh":"","en":""},"b":{},"c":""}"#, expected: "a\n  zh\n  en\nb\n  zh\n  en\nc"),
        Case(
            testDescription: "paging stands beside the list",
            rows: "code int\nmsg string\ndata -\nitems Item[]\nid string\nowner Owner\nkey string\nhas_more boolean",
            sample: #"{"code":0,"data":{"items":[{"id":""}]}}"#,
            expected: "code\nmsg\ndata\n  items\n    id\n    owner?\n      key\n  has_more"),
        Case(
            testDescription: "a place that nothing proves is marked",
            rows: "a A\nb string\nc string", sample: nil, expected: "a\n  b\n  c?"),
        Case(
            testDescription: "a name that stands twice at the top does not end the search",
            rows: "a string\na string\nb string", sample: nil, expected: "a\na?\nb"),
    ])
    func theTreeComesBack(_ testCase: Case) throws {
        let rows = testCase.rows.split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            return NestingRow(name: String(parts[0]), type: DocumentType(String(parts[1])))
        }
        let shape = try testCase.sample.map { SampleShape([try JSON(parsing: SourceText(path: "sample", text: $0))]) }
        let parents = NestingSearch.parents(of: rows, shape: shape)
        let placements = NestingProof.placements(of: rows, parents: parents, shape: shape)
        var depths: [Int] = []
        for placement in placements { depths.append(placement.parent.map { depths[$0] + 1 } ?? 0) }
        let text = rows.indices.map { row in
            String(repeating: "  ", count: depths[row]) + rows[row].name + (placements[row].isProved ? "" : "?")
        }
        #expect(text.joined(separator: "\n") == testCase.expected)
    }

    @Test func hundredsOfRowsAreNoTrouble() {
        let rows = (0..<600).map { index in
            NestingRow(
                name: "n\(index % 40)", type: DocumentType(index % 7 == 0 ? "T\(index % 50)" : "string"))
        }
        #expect(NestingSearch.parents(of: rows, shape: nil).count == 600)
    }
}
