import SourceText
import Testing

@testable import DocumentImport

/// Rows with assumed places move to places that samples show.
@Suite struct SampledPlacesTests {
    /// Returns the parents after the moves.
    ///
    /// - Parameter rows: The rows, such as `b:object>a`: the name, the type, and the parent row. Those that end in `!` are proved.
    private static func parents(_ rows: String, _ sample: String) throws -> [String] {
        let parsed = rows.split(separator: " ").map { row in
            let parts = row.split { ":>!".contains($0) }.map(String.init)
            return (
                name: parts[0], type: parts[1], parent: parts.count > 2 ? parts[2] : nil, isProved: row.hasSuffix("!")
            )
        }
        let nesting = parsed.map {
            NestingRow(
                name: $0.name.filter(\.isLetter), type: DocumentType($0.type), isRequired: nil, values: [],
                isMultipart: false)
        }
        let placements = parsed.map { row in
            Placement(
                parent: row.parent.flatMap { parent in parsed.firstIndex { $0.name == parent } },
                rule: row.isProved ? .statedDepth : .assumed)
        }
        let moved = SampledPlaces.placements(
            of: nesting, placements, shape: SampleShape([try JSON(parsing: SourceFile(path: "s", text: sample))]))
        #expect(zip(placements, moved).allSatisfy { $0.rule == $1.rule })
        return moved.map { $0.parent.map { parsed[$0].name } ?? "-" }
    }

    @Test(arguments: [
        // To the open row that shows it.
        ("a:A! b:B>a! c:int>b", #"{"a": {"b": {"d": 1}, "c": 1}}"#, "- a a"),
        // Rows behind it follow, because rows are in order.
        ("a:A! b:B>a! c:int>b d:int>b", #"{"a": {"b": {"e": 1}, "c": 1, "d": 1}}"#, "- a a a"),
        ("a:A! b:B>a! c:int>b d:int>b!", #"{"a": {"b": {"e": 1}, "c": 1}}"#, "- a b b"),
        // To the top level.
        ("b:B! c:int>b", #"{"b": {"d": 1}, "c": 1}"#, "- -"),
        // A proved row does not move, nor one that samples show where it is, or whose parent they do not show.
        ("a:A! b:B>a! c:int>b!", #"{"a": {"b": {"d": 1}, "c": 1}}"#, "- a b"),
        ("a:A! b:B>a! c:int>b", #"{"a": {"b": {"c": 1}, "c": 1}}"#, "- a b"),
        ("a:A! b:B>a! c:int>b", #"{"a": {"c": 1}}"#, "- a b"),
        // A row does not become a twin.
        ("a:A! c:int>a! b:B>a! c2:int>b", #"{"a": {"b": {"d": 1}, "c": 1}}"#, "- a a b"),
        ("a:A! d:int>a! b:B>a! c:int>b d2:int>b", #"{"a": {"b": {"e": 1}, "c": 1, "d": 1}}"#, "- a a b b"),
    ])
    func aRowMovesToThePlaceThatSamplesShow(rows: String, sample: String, expected: String) throws {
        #expect(try Self.parents(rows, sample).joined(separator: " ") == expected)
    }
}
