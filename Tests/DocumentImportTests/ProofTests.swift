import SourceText
import Testing

@testable import DocumentImport

/// The rules that prove the place of a row, each in a table where it decides and in one where it does not.
@Suite struct ProofTests {
    struct Case: CustomTestStringConvertible {
        let rule: PlacementRule
        /// `name type`, one per line. The last row is the one in question.
        let rows: String
        let sample: String?
        /// The index of the last row's parent.
        let parent: Int?
        /// Whether the rule proves the place.
        let isProved: Bool

        init(_ rule: PlacementRule, _ rows: String, _ sample: String? = nil, below parent: Int?, isProved: Bool = true)
        {
            self.rule = rule
            self.rows = rows.replacing(", ", with: "\n")
            self.sample = sample
            self.parent = parent
            self.isProved = isProved
        }

        var testDescription: String { "\(rule): \(rows.replacing("\n", with: ", "))" }
    }

    @Test(arguments: [
        // A scalar has no children, so only the top level is left.
        Case(.onlyCandidate, "a int, b int", below: nil),
        Case(.onlyCandidate, "a -, b int", below: 0, isProved: false),
        Case(.firstChildOfNamedType, "a A, b int", below: 0),
        Case(.firstChildOfNamedType, "a -, b int", below: 0, isProved: false),
        Case(.shownOnce, "a A, b int, c int", #"{"a": {"b": 1, "c": 1}}"#, below: 0),
        Case(.shownOnce, "a A, b int, c int", #"{"a": {"b": 1}, "c": 1}"#, below: nil),
        Case(.shownOnce, "a A, b int, c int", #"{"a": {"b": 1, "c": 1}, "c": 1}"#, below: 0, isProved: false),
        Case(.pagingInData, "code int, msg string, data -, items I[], id int, has_more boolean", below: 2),
        Case(
            .pagingInData, "code int, msg string, data -, items I[], id int, has_next boolean", below: 2,
            isProved: false),
        Case(
            .nextChildOfKnownType, "a T, x int, y int, b T, x int, y int", #"{"a": {"x": 1, "y": 1}, "b": {}}"#,
            below: 3),
        Case(
            .nextChildOfKnownType, "a T, x int, b T, x int, y int", #"{"a": {"x": 1}, "b": {}}"#, below: 2,
            isProved: false),
        Case(.othersAreComplete, "a T, x int, b T, x int, c int", #"{"a": {"x": 1}, "b": {}}"#, below: nil),
        Case(
            .othersAreComplete, "a T, x int, b U, x int, c int", #"{"a": {"x": 1}, "b": {}}"#, below: nil,
            isProved: false),
    ])
    func aRuleProvesAPlace(_ testCase: Case) throws {
        let rows = Self.rows(testCase.rows)
        let shape = try testCase.sample.map { SampleShape([try JSON(parsing: SourceFile(path: "sample", text: $0))]) }
        var parents = NestingSearch.parents(of: rows, shape: shape)
        parents[rows.count - 1] = testCase.parent
        let placement = try #require(NestingProof.placements(of: rows, parents: parents, shape: shape).last)
        #expect((placement.rule == testCase.rule) == testCase.isProved, "\(placement)")
    }

    /// The first of two rows with the same name is below the inner parent, because the second one needs the outer key.
    @Test func othersHaveLaterRows() throws {
        let rows = Self.rows("a A\nname string\nnote string\nnote string")
        let sample = try JSON(parsing: SourceFile(path: "s", text: #"{"a": {"name": "", "note": ""}, "note": ""}"#))
        let shape = SampleShape([sample])
        let placements = NestingProof.placements(
            of: rows, parents: NestingSearch.parents(of: rows, shape: shape), shape: shape)
        #expect(
            placements.map(\.rule) == [.onlyCandidate, .firstChildOfNamedType, .othersHaveLaterRows, .onlyCandidate])
    }

    @Test func theWorkedTableOfTheArticleIsDecidedByTheseRules() throws {
        let rows = Self.rows("code int\nmsg string\ndata -\ntask Task\nid string\nowner Owner\nname string\ntotal int")
        let sample = #"{"code": 0, "msg": "", "data": {"task": {"id": "1"}}}"#
        let shape = SampleShape([try JSON(parsing: SourceFile(path: "s", text: sample))])
        let placements = NestingProof.placements(
            of: rows, parents: NestingSearch.parents(of: rows, shape: shape), shape: shape)
        #expect(
            placements.map(\.rule) == [
                .onlyCandidate, .onlyCandidate, .onlyCandidate, .onlyCandidate, .firstChildOfNamedType, .assumed,
                .firstChildOfNamedType, .pagingInData,
            ])
    }

    /// Without a second row the samples leave open which key the row has.
    @Test func aKeyWithoutARowOfItsOwnProvesNothing() throws {
        let rows = Self.rows("a A\nname string\nnote string")
        let sample = try JSON(parsing: SourceFile(path: "s", text: #"{"a": {"name": "", "note": ""}, "note": ""}"#))
        let placements = NestingProof.placements(of: rows, parents: [nil, 0, 0], shape: SampleShape([sample]))
        #expect(placements.last == Placement(parent: 0, rule: .assumed, alternatives: [nil], shownBelow: [0, nil]))
    }

    @Test func aConfirmedPlaceIsNotQuestioned() {
        let rows = Self.rows("a A\nb int\nc int")
        let placements = NestingProof.placements(
            of: rows, parents: [nil, 0, nil], shape: nil, known: KnownParents(confirmed: [2: nil as Int?]))
        #expect(placements.map(\.rule) == [.onlyCandidate, .firstChildOfNamedType, .confirmed])
    }

    @Test(arguments: [("&emsp;∟b", PlacementRule.statedDepth), ("&nbsp;&nbsp;∟b", .unreliableDepth)])
    func aDepthInTheTableIsNotInferred(name: String, rule: PlacementRule) throws {
        let document = try ReadDocument(RowsTests.document(request: "a | \\- | 是 | x\n\(name) | int | 是 | x"))
        #expect(document.imported.tables.first?.rows.last?.rule == rule)
        #expect(document.imported.tables.first?.rows.last?.parent == 0)
    }

    @Test func nothingIsProvedInATableThatIsWrittenByHand() throws {
        let document = RowsTests.document(
            request: "a|\\-|是|x\n&emsp;∟b|int|是|x", ruler: "-|-|-|-")
        let rows = try #require(try ReadDocument(document).imported.tables.first).rows
        #expect(rows.map(\.rule) == [.handWritten, .handWritten] && rows.map(\.parent) == [nil, 0])
    }

    private static func rows(_ text: String) -> [NestingRow] {
        text.split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            return NestingRow(name: String(words[0]), type: DocumentType(String(words[1])))
        }
    }
}
