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
                "AlsoForeign": Array("import Foundation".utf8),
            ])
        #expect(plan.created.map(\.path) == ["New"])
        #expect(plan.changed.map(\.path) == ["Changed"])
        #expect(plan.removed == ["Stale"])
        #expect(plan.conflicting == ["Foreign"])
        #expect(plan.unchangedCount == 1 && !plan.isEmpty)
    }

    @Test func nothingToDoIsAnEmptyPlan() {
        let files = [OutputFile(path: "Same", text: Self.mark)]
        #expect(WritePlan(files: files, existing: ["Same": Array(Self.mark.utf8), "Foreign": []]).isEmpty)
    }
}
