import Testing

@testable import SwiftGeneration

@Suite struct WritePlanTests {
    private static let mark = "// \(OutputFile.mark)\n"

    @Test func everyFileIsDealtWithOnce() {
        let plan = WritePlan(
            files: ["New", "Changed", "Same", "Foreign"].map { OutputFile(path: $0, text: Self.mark + $0) },
            existing: [
                "Changed": Array((Self.mark + "old").utf8), "Same": Array((Self.mark + "Same").utf8),
                "Stale": Array((Self.mark + "old").utf8), "Foreign": Array("import Foundation".utf8),
                "AlsoForeign": Array("import Foundation".utf8), "Unlisted": Array((Self.mark + "old").utf8),
                "Edited": Array("import Foundation".utf8),
            ],
            manifest: Manifest(
                files: ["Changed", "Same", "Stale", "Edited", "Gone"].map { OutputFile(path: $0, text: "") }))
        #expect(plan.created.map(\.path) == ["New"])
        #expect(plan.changed.map(\.path) == ["Changed"])
        #expect(plan.removed == ["Stale"])
        #expect(plan.conflicting == ["Foreign"])
        #expect(plan.unchangedCount == 1 && plan.unlisted.isEmpty && !plan.isEmpty)
        #expect(
            plan.manifest?.text == """
                {
                  "files": [
                    "Changed",
                    "Foreign",
                    "New",
                    "Same"
                  ]
                }

                """)
    }

    @Test func withoutAListNothingIsRemoved() {
        let existing = ["Stale": Array(Self.mark.utf8), "Changed": Array((Self.mark + "old").utf8), "Foreign": []]
        let plan = WritePlan(files: [OutputFile(path: "Changed", text: Self.mark)], existing: existing, manifest: nil)
        #expect(plan.removed.isEmpty && plan.unlisted == ["Stale"] && plan.changed.map(\.path) == ["Changed"])
        #expect(plan.manifest != nil)
    }

    @Test func nothingToDoIsAnEmptyPlan() {
        let files = [OutputFile(path: "Same", text: Self.mark)]
        let existing = ["Same": Array(Self.mark.utf8), "Foreign": []]
        #expect(WritePlan(files: files, existing: existing, manifest: Manifest(files: files)).isEmpty)
    }
}
