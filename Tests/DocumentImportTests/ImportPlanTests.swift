import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// What the pipeline plans for documents and existing specs.
@Suite struct ImportPlanTests {
    private static func document(_ text: String, path: String = "specs/documents/a.md") -> Document {
        Document(source: SourceFile(path: path, text: text), path: path)
    }

    private static func thing(path: String = "/open-apis/demo/v1/things", request: String = "a | int | 是 | x") -> String
    {
        RowsTests.document(path: path, request: request)
    }

    private static func file(of spec: PlannedSpec) throws -> SpecFile {
        try SpecFile(SourceFile(path: spec.path, text: spec.text))
    }

    @Test func aNewSpecIsPlacedByItsID() {
        let plan = ImportPipeline.plan(
            documents: [Self.document(Self.thing())], options: .init(specFolder: "elsewhere"))
        #expect(plan.specs.map(\.path) == ["elsewhere/demo/v1/thing.create.json"])
        #expect(plan.specs.map(\.state) == [.new] && plan.orphaned.isEmpty && !plan.isEmpty)
    }

    @Test func whatTheExistingSpecHasAndTheDocumentLacksIsReported() throws {
        let sample = "### 请求体示例\n```json\n{\"a\": {\"b\": 1}}\n```\n"
        let text = RowsTests.document(
            request: "a | A | 是 | x\nb | int | 是 | x\nc | int | 是 | x\n"
                + (1...5).map { "d\($0) | int | 是 | x" }.joined(separator: "\n"),
            rest: "### 错误码\n错误码 | 描述\n---|---\n1 | a\n2 | b\n"
        ).replacing("### 请求体示例\n", with: sample)
        let existing = try ImportPipeline.plan(documents: [Self.document(text)]).specs.map(Self.file)
        // A field that moved is still there.
        let cut = text.replacing("a | A | 是 | x\n", with: "").replacing("c | int | 是 | x\n", with: "")
            .replacing("2 | b\n", with: "").replacing(sample, with: "")
        let plan = ImportPipeline.plan(documents: [Self.document(cut)], existing: existing)
        #expect(
            plan.warnings.map(\.message) == [
                "facts of the existing spec are missing from this document: 2 request fields (a, c); 1 error (2); 1 request sample"
            ])
        #expect(plan.warnings.map(\.code) == ["vanished-facts"])
        let next = try plan.specs.map(Self.file)
        #expect(ImportPipeline.plan(documents: [Self.document(cut)], existing: next).warnings.isEmpty)
    }

    private static let complete = RowsTests.document(
        request: (1...6).map { "a\($0) | int | 是 | x" }.joined(separator: "\n"),
        rest: "### 错误码\n错误码 | 描述\n---|---\n1 | a\n2 | b\n3 | c\n")

    /// A truncated document must not replace what an earlier version of it said.
    @Test(arguments: [
        ("a section", "### 错误码\n错误码 | 描述\n---|---\n1 | a\n2 | b\n3 | c\n", "nothing is left of the errors"),
        (
            "most facts", "a2 | int | 是 | x\na3 | int | 是 | x\na4 | int | 是 | x\na5 | int | 是 | x\na6 | int | 是 | x",
            "4 of 9"
        ),
        ("its end", "b\n3", "its end is missing"),
    ])
    func aDocumentThatLostMuchChangesNoSpec(loss: String, text: String, reason: String) throws {
        let existing = try ImportPipeline.plan(documents: [Self.document(Self.complete)]).specs.map(Self.file)
        let end = try #require(Self.complete.ranges(of: text).last?.lowerBound)
        let isEnd = loss == "its end"
        let cut = [
            Self.document(isEnd ? String(Self.complete[..<end]) : Self.complete.replacing(text, with: ""))
        ]
        let plan = ImportPipeline.plan(documents: cut, existing: existing)
        #expect(plan.specs.isEmpty && plan.orphaned.isEmpty)
        #expect(plan.errors.map(\.code) == ["lost-facts"] && plan.errors[0].message.contains(reason), "\(plan.errors)")
        let accepted = ImportPipeline.plan(documents: cut, existing: existing, options: .init(acceptsLoss: true))
        #expect(accepted.specs.map(\.state) == [.changed] && accepted.errors.isEmpty)
    }

    @Test func whatIsUpToDateIsAnEmptyPlan() throws {
        let documents = [Self.document(Self.thing())]
        let existing = try ImportPipeline.plan(documents: documents).specs.map(Self.file)
        let plan = ImportPipeline.plan(documents: documents, existing: existing)
        #expect(plan.specs.map(\.state) == [.unchanged] && plan.isEmpty)
    }

    @Test func aChangedDocumentChangesItsSpecWhereItIs() throws {
        let first = try #require(ImportPipeline.plan(documents: [Self.document(Self.thing())]).specs.first)
        let existing = try SpecFile(SourceFile(path: "specs/odd.json", text: first.text))
        let changed = [Self.document(Self.thing(request: "b | int | 是 | x"))]
        let plan = ImportPipeline.plan(documents: changed, existing: [existing])
        #expect(plan.specs.map(\.state) == [.changed] && plan.specs.map(\.path) == ["specs/odd.json"])
    }

    @Test func aSpecWhoseDocumentIsGoneIsOrphaned() throws {
        let old = [
            Self.document(Self.thing()),
            Self.document(Self.thing(path: "/open-apis/demo/v1/boxes"), path: "specs/documents/b.md"),
        ]
        let existing = try ImportPipeline.plan(documents: old).specs.map(Self.file)
        let all = ImportOptions(documentFolders: ["specs/documents"])
        let gone = ImportPipeline.plan(documents: [old[0]], existing: existing, options: all)
        #expect(gone.orphaned.map(\.spec.id.description) == ["demo.v1.box.create"] && !gone.isEmpty)
        // A document by itself says nothing about the others, and one that cannot be read is not gone.
        #expect(ImportPipeline.plan(documents: [old[0]], existing: existing).orphaned.isEmpty)
        let damaged = [old[0], Self.document("# damaged", path: "specs/documents/b.md")]
        #expect(ImportPipeline.plan(documents: damaged, existing: existing, options: all).orphaned.isEmpty)
    }

    @Test func aSpecWhoseDocumentFailsIsNotOrphaned() throws {
        let existing = try ImportPipeline.plan(documents: [Self.document(Self.thing())]).specs.map(Self.file)
        // The document describes another endpoint now, and its path and its parameters contradict each other.
        let parameters = "### 路径参数\n名称 | 类型 | 描述\n---|---|---\nid | string | x\n\n### 请求体\n"
        let broken = Self.thing(path: "/open-apis/demo/v1/boxes/x").replacing("### 请求体\n", with: parameters)
        let plan = ImportPipeline.plan(documents: [Self.document(broken)], existing: existing)
        #expect(plan.orphaned.isEmpty)
        #expect(plan.errors.map(\.code) == ["invalid-spec"] && plan.errors.map(\.location.position?.line) == [13])
        let unreadable = ImportOptions(
            documentFolders: ["specs/documents"], unreadableDocumentPaths: ["specs/documents/a.md"])
        #expect(ImportPipeline.plan(documents: [], existing: existing, options: unreadable).orphaned.isEmpty)
    }

    @Test func aRejectedDocumentKeepsItsWarnings() {
        let parameters = "### 路径参数\n名称 | 类型 | 描述\n---|---|---\nid | string | x\nid | string | y\n\n### 请求体\n"
        let plan = ImportPipeline.plan(
            documents: [Self.document(Self.thing().replacing("### 请求体\n", with: parameters))])
        #expect(plan.diagnostics.map(\.code) == ["invalid-spec", "repeated-parameter"])
    }

    @Test func theSchemaOfAnExistingSpecIsKept() throws {
        let first = try #require(ImportPipeline.plan(documents: [Self.document(Self.thing())]).specs.first)
        let text = first.text.replacing("../../endpoint.schema.json", with: "endpoint.schema.json")
        let existing = try SpecFile(SourceFile(path: "specs/mine.json", text: text))
        #expect(ImportPipeline.plan(documents: [Self.document(Self.thing())], existing: [existing]).isEmpty)
    }

    private static func page(_ url: String, path: String, file: String = "specs/documents/a.md") -> Document {
        document("---\nsource_url: https://\(url)\n---\n" + thing(path: path), path: file)
    }

    @Test func aFileThatIsOfAnotherPageNowOrphansItsSpec() throws {
        let old = Self.page("one", path: "/open-apis/demo/v1/things")
        let existing = try ImportPipeline.plan(documents: [old]).specs.map(Self.file)
        let new = Self.page("two", path: "/open-apis/demo/v1/boxes")
        let plan = ImportPipeline.plan(documents: [new], existing: existing)
        #expect(plan.orphaned.map(\.spec.id.description) == ["demo.v1.thing.create"])
        #expect(plan.specs.map(\.state) == [.new] && plan.specs.map(\.oldPath) == [nil])
    }

    @Test(arguments: ["specs/documents/a.md", "specs/documents/other.md"])
    func aSpecMovesAlongWithItsPage(file: String) throws {
        let old = Self.page("one", path: "/open-apis/demo/v1/things")
        let spec = try #require(ImportPipeline.plan(documents: [old]).specs.first)
        let annotated = spec.text.replacing("\"path\": \"/", with: "\"idempotent\": true,\n  \"path\": \"/")
        let existing = try SpecFile(SourceFile(path: spec.path, text: annotated))
        let new = Self.page("one", path: "/open-apis/demo/v2/boxes", file: file)
        let plan = ImportPipeline.plan(
            documents: [new], existing: [existing], options: .init(documentFolders: ["specs/documents"]))
        let moved = try #require(plan.specs.first)
        #expect(moved.state == .changed && plan.orphaned.isEmpty && plan.diagnostics.isEmpty)
        #expect(moved.path == "specs/demo/v2/box.create.json" && moved.oldPath == "specs/demo/v1/thing.create.json")
        #expect(moved.spec.id.description == "demo.v2.box.create" && moved.spec.idempotent == true)
        #expect(ImportPipeline.plan(documents: [new], existing: [try Self.file(of: moved)]).isEmpty)
    }

    @Test func aSpecWhoseIDOrFileAPersonChoseKeepsItWhenItMoves() throws {
        let old = Self.page("one", path: "/open-apis/demo/v1/things")
        let spec = try #require(ImportPipeline.plan(documents: [old]).specs.first)
        let new = Self.page("one", path: "/open-apis/demo/v1/boxes")
        for (path, id) in [(spec.path, "demo.v1.mine.send"), ("specs/odd.json", "demo.v1.thing.create")] {
            let text = spec.text.replacing("demo.v1.thing.create", with: id)
            let existing = try SpecFile(SourceFile(path: path, text: text))
            let moved = try #require(ImportPipeline.plan(documents: [new], existing: [existing]).specs.first)
            #expect(moved.path == path && moved.oldPath == nil && moved.state == .changed)
            #expect(moved.spec.id.description == (path == spec.path ? id : "demo.v1.box.create"))
        }
    }

    @Test func theFileOfASpecThatMovedCanBeThatOfANewOne() throws {
        let old = Self.page("one", path: "/open-apis/demo/v1/things")
        let existing = try ImportPipeline.plan(documents: [old]).specs.map(Self.file)
        // The new endpoint has another path, and nevertheless the same id.
        let documents = [
            Self.page("one", path: "/open-apis/demo/v1/boxes"),
            Self.page("two", path: "/open-apis/demo/v1/thing", file: "specs/documents/b.md"),
        ]
        let plan = ImportPipeline.plan(documents: documents, existing: existing)
        #expect(plan.specs.map(\.path) == ["specs/demo/v1/box.create.json", "specs/demo/v1/thing.create.json"])
        #expect(plan.specs.map(\.oldPath) == [nil, nil] && plan.specs.map(\.state) == [.changed, .new])
    }

    @Test func aSpecThatAPersonWroteDoesNotMove() throws {
        let old = Self.page("one", path: "/open-apis/demo/v1/things")
        let spec = try #require(ImportPipeline.plan(documents: [old]).specs.first)
        let text = spec.text.replacing(/,\s*"path": "specs[^"]*"/, with: "")
        let existing = try SpecFile(SourceFile(path: spec.path, text: text))
        let plan = ImportPipeline.plan(
            documents: [Self.page("one", path: "/open-apis/demo/v1/boxes")], existing: [existing])
        #expect(plan.specs.map(\.state) == [.new] && plan.orphaned.isEmpty)
    }

    @Test func documentsThatDifferInTheFixedQueryAreTwoEndpoints() {
        let documents = ["1", "2"].map { kind in
            Self.document(
                Self.thing(path: "/open-apis/demo/v1/things?kind=\(kind)"), path: "specs/documents/\(kind).md")
        }
        let plan = ImportPipeline.plan(documents: documents)
        #expect(
            plan.specs.map(\.spec.id.description) == [
                "demo.v1.thing.create", "demo.v1.things_with_kind_2.post",
            ])
        #expect(Set(plan.specs.map(\.path)).count == 2)
        #expect(plan.diagnostics.map(\.code) == ["taken-id"])
    }

    @Test(arguments: [
        (["/thing/:thing_id", "/thing"], ["thing.get", "thing.list"]),
        (["/thing", "/thing/:thing_id"], ["thing.list", "thing.get"]),
        (["/thing", "/Thing", "/THING"], ["thing.get", "Thing_2.get", "THING_3.get"]),
        (
            ["/thing/:id", "/thing_by_id", "/things/:a", "/thing.s/:b"],
            ["thing.get", "thing_by_id.get", "things_by_a.get", "thing_s_by_b.get"]
        ),
    ])
    func everyEndpointHasItsOwnID(paths: [String], ids: [String]) throws {
        let documents = paths.map { "/open-apis/demo/v1\($0)" }.enumerated().map { index, path in
            let text = Self.thing(path: path).replacing("HTTP Method | POST", with: "HTTP Method | GET")
            return Self.document(text, path: "specs/documents/\(index).md")
        }
        let plan = ImportPipeline.plan(documents: documents)
        #expect(plan.errors.isEmpty && plan.specs.map(\.spec.id.description) == ids.map { "demo.v1.\($0)" })
        #expect(Set(plan.specs.map { $0.path.lowercased() }).count == paths.count)
        // Whatever the order, an existing spec keeps its id.
        let existing = try plan.specs.map(Self.file)
        #expect(ImportPipeline.plan(documents: documents.reversed(), existing: existing).isEmpty)
    }

    @Test func anIDThatRemainsTakenIsAnErrorAndOverwritesNothing() throws {
        let plan = ImportPipeline.plan(documents: [Self.document(Self.thing())])
        let thing = try #require(plan.specs.first)
        // Two specs of one file, as on a file system that does not distinguish case.
        let existing = try [thing.text, thing.text.replacing("v1/things", with: "v1/boxes")].enumerated().map {
            try SpecFile(SourceFile(path: "specs/\($0 == 0 ? "a" : "A").json", text: $1))
        }
        let next = ImportPipeline.plan(
            documents: [Self.document(Self.thing(request: "b | int | 是 | x"))], existing: existing)
        #expect(next.specs.isEmpty && next.errors.map(\.code) == ["taken-id"])
    }

    /// For every row of a table the plan says where it is and why.
    @Test func thePlanKeepsWhatDecidedEachPlace() throws {
        let rows = "a | A | 是 | x\nb | string | 否 | x\nc | C[] | 否 | x\nd | int | 是 | x\ne | int | 是 | x"
        let plan = ImportPipeline.plan(documents: [Self.document(Self.thing(request: rows))])
        let table = try #require(plan.specs.first?.tables.first)
        #expect(table.rows.map(\.name) == ["a", "b", "c", "d", "e"])
        #expect(table.rows.map(\.line) == [13, 14, 15, 16, 17])
        #expect(table.rows.map(\.parent) == [nil, 0, 0, 2, 2])
        #expect(
            table.rows.map(\.rule) == [
                .onlyCandidate, .firstChildOfNamedType, .assumed, .firstChildOfNamedType, .assumed,
            ])
        #expect(table.rows[2].alternatives == [nil] && table.rows[4].alternatives == [0, nil])
        #expect(table.rows[3].path == ["request", "fields", 0, "fields", 1, "fields", 0])
        #expect(
            plan.warnings.map(\.message) == [
                "assumed placement of \"c\" in \"a\": no sample contains \"c\"; it could also be at the top level",
                "assumed placement of \"e\" in \"c\": no sample contains \"e\"; it could also be in \"a\" or at the top level",
            ])
    }

    @Test func specsThatDocumentsHelpOneAnotherWithAreTheSameInAnyOrder() {
        let library = Self.document(
            Self.thing(path: "/open-apis/demo/v1/boxes", request: "x | A | 是 | \nb | int | 是 | \nc | int | 是 | ")
                .replacing("### 请求体示例\n", with: "### 请求体示例\n```json\n{\"x\": {\"b\": 1, \"c\": 2}}\n```\n"),
            path: "specs/documents/b.md")
        let open = Self.document(Self.thing(request: "y | A | 是 | \nb | int | 是 | \nc | int | 是 | "))
        let texts = [[library, open], [open, library]].map { documents in
            Set(ImportPipeline.plan(documents: documents).specs.map(\.text))
        }
        #expect(texts[0] == texts[1])
    }
}
