import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// The tree that flattened rows come from. A `?` marks a place that the document does not prove.
@Suite struct NestingTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        /// `name type`, one per line, followed by `!` for a required row and by `=a,b` for its values.
        let rows: String
        let sample: String?
        /// What types have in other documents.
        var library: [String: [String]] = [:]
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
            testDescription: "an earlier row of the type shows its children",
            rows: "a I18n\nzh string\nen string\nb I18n\nzh string\nen string\nc string",
            sample: #"{"a":{"zh":"","en":""},"b":{},"c":""}"#, expected: "a\n  zh\n  en\nb\n  zh\n  en\nc"),
        Case(
            testDescription: "paging is next to the list",
            rows: "code int\nmsg string\ndata -\nitems Item[]\nid string\nowner Owner\nkey string\nhas_more boolean",
            sample: #"{"code":0,"data":{"items":[{"id":""}]}}"#,
            expected: "code\nmsg\ndata\n  items\n    id\n  owner?\n    key\n  has_more"),
        Case(
            testDescription: "the worked table of the article on nesting",
            rows: "code int\nmsg string\ndata -\ntask Task\nid string\nowner Owner\nname string\ntotal int",
            sample: #"{"code": 0, "msg": "", "data": {"task": {"id": "1"}}}"#,
            expected: "code\nmsg\ndata\n  task\n    id\n  owner?\n    name\n  total"),
        Case(
            testDescription: "a place that nothing proves is marked",
            rows: "a A\nb string\nc string", sample: nil, expected: "a\n  b\n  c?"),
        Case(
            testDescription: "a name that occurs twice at the top level does not end the search",
            rows: "a string\na string\nb string", sample: nil, expected: "a\na?\nb"),
        Case(
            testDescription: "what the sample shows of a type holds for other rows of it",
            rows: "a T\nx X\ny int\nz int\nb T\nx X\ny int\nz int",
            sample: #"{"b":{"x":{"y":1},"z":1}}"#, expected: "a\n  x\n    y\n  z?\nb\n  x\n    y\n  z"),
        Case(
            testDescription: "a sibling chooses objects by their names",
            rows:
                "items Item[]\nkind string =image,link,person\nimage Image\nstyle Style\nbold boolean\nlink Link\nurl string",
            sample: #"{"items":[{"kind":"image","image":{"style":{"bold":true}}}]}"#,
            expected: "items\n  kind\n  image\n    style\n      bold\n  link?\n    url"),
        Case(
            testDescription: "where every key of the samples has a row of its own each is proved",
            rows: "a A\nname string\nnote string\nnote string", sample: #"{"a":{"name":"","note":""},"note":""}"#,
            expected: "a\n  name\n  note\nnote"),
        Case(
            testDescription: "what the samples show as texts has no rows below it",
            rows: "a list<stirng>\nb int", sample: #"{"a":["1"],"b":1}"#, expected: "a\nb"),
        Case(
            testDescription: "the sample decides where paging is",
            rows: "code int\nmsg string\ndata -\npage Page\nhas_more boolean\npage_token string",
            sample: #"{"code":0,"data":{"page":{"has_more":true,"page_token":""}}}"#,
            expected: "code\nmsg\ndata\n  page\n    has_more\n    page_token"),
        Case(
            testDescription: "an object of which no key has a row is described by none",
            rows: "content -\ncard -\nids string[]", sample: #"{"content":{"text":"","key":""},"card":{},"ids":[]}"#,
            expected: "content\ncard\nids"),
        Case(
            testDescription: "siblings write their words in one way",
            rows: "leaders Leader[]\nleaderType int\nleaderID string\nmember_types int[]\nmember_count int",
            sample: #"{"leaders":[{"leaderType":1,"leaderID":""}],"member_count":1}"#,
            expected: "leaders\n  leaderType\n  leaderID\nmember_types?\nmember_count"),
        Case(
            testDescription: "another document shows what a type has",
            rows: "a A\nb B\nx int\ny int\nz int", sample: nil, library: ["B": ["x"], "A": ["b", "y", "z"]],
            expected: "a\n  b\n    x\n  y?\n  z?"),
        Case(
            testDescription: "the name of a type extends that of its parent",
            rows: "a app.field\nb app.field.option\nx int\nc app.field.rating\ny int", sample: nil,
            expected: "a\n  b\n    x\n  c?\n    y"),
    ])
    func theTreeComesBack(_ testCase: Case) throws {
        let rows = testCase.rows.split(separator: "\n").map { line in
            var words = line.split(separator: " ").map(String.init)
            var values: Set<String> = []
            if let last = words.last, last.hasPrefix("=") {
                values = Set(last.dropFirst().split(separator: ",").map(String.init))
                words.removeLast()
            }
            let isRequired = words.last == "!" ? true : nil
            if isRequired != nil { words.removeLast() }
            return NestingRow(
                name: words[0], type: DocumentType(words.dropFirst().joined(separator: " ")), isRequired: isRequired,
                values: values)
        }
        let shape = try testCase.sample.map { SampleShape([try JSON(parsing: SourceFile(path: "sample", text: $0))]) }
        let parents = NestingSearch.parents(of: rows, shape: shape, library: testCase.library)
        let placements = NestingProof.placements(of: rows, parents: parents, shape: shape)
        var depths: [Int] = []
        for placement in placements { depths.append(placement.parent.map { depths[$0] + 1 } ?? 0) }
        let text = rows.indices.map { row in
            String(repeating: "  ", count: depths[row]) + rows[row].name + (placements[row].isProved ? "" : "?")
        }
        #expect(text.joined(separator: "\n") == testCase.expected)
    }

    @Test func aConfirmedPlaceStays() throws {
        let table = "a | A | 是 | x\nb | B | 是 | x\nc | int | 是 | x\nd | int | 是 | x"
        var fields = try #require(ReadDocument(RowsTests.document(request: table)).spec.request?.fields)
        // The document leaves open where `d` belongs, and a person moves it to the top level.
        let moved = fields[0].fields?[0].fields?.removeLast()
        #expect(moved?.name == "d" && moved?.placement == .assumed)
        fields.append(EndpointSpec.Field(name: "d", type: .init(.int)))
        let newer = "new | int | 是 | x\n\(table)\ne | int | 是 | x"
        var existing = try EndpointSpec.empty
        existing.request = .init(fields: fields)
        let document = try ReadDocument(RowsTests.document(request: newer), existing: { [existing] _ in existing })
        #expect(document.spec.request?.fields?.map(\.name) == ["new", "a", "d", "e"])
        #expect(document.spec.request?.fields?.map(\.placement) == [nil, nil, nil, nil])
        #expect(document.findings.isEmpty)
        let rows = try #require(document.imported.tables.first).rows
        #expect(rows.map(\.rule).contains(.confirmed))
    }

    @Test func hundredsOfRowsAreNested() {
        let rows = (0..<600).map { index in
            NestingRow(
                name: "n\(index % 40)", type: DocumentType(index % 7 == 0 ? "T\(index % 50)" : "string"))
        }
        #expect(NestingSearch.parents(of: rows, shape: nil).count == 600)
    }
}
