import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// What becomes of corrections when their document is imported again.
@Suite struct KeptCorrectionsTests {
    static func document(
        _ rows: String = "state | int | 是 | 状态", errors: String = "400 | 7 | 参数错误 | 检查", method: String = "PATCH"
    ) -> String {
        """
        ---
        source_url: https://example.com/doc
        ---
        # 修改

        ## 请求
        名称 | 值
        ---|---
        HTTP URL | https://open.feishu.cn/open-apis/demo/v1/things/:thing_id
        HTTP Method | \(method)

        ### 路径参数
        名称 | 类型 | 描述
        --- | --- | ---
        thing_id | string | ID

        ### 请求体
        名称 | 类型 | 必填 | 描述
        --- | --- | --- | ---
        \(rows)

        ## 响应
        ### 响应体
        名称 | 类型 | 描述
        --- | --- | ---
        code | int | 错误码
        msg | string | 错误描述
        data | \\- | \\-
        id | string | ID

        ### 错误码
        HTTP状态码 | 错误码 | 描述 | 排查建议
        --- | --- | --- | ---
        \(errors)
        """
    }

    private static func plan(_ document: String, existing: SpecFile? = nil) throws -> ImportPlan {
        ImportPipeline.plan(
            documents: [Document(source: SourceFile(path: "a.md", text: document), path: "a.md")],
            existing: existing.map { [$0] } ?? [], options: ImportOptions(acceptsLoss: true))
    }

    /// The warnings about corrections.
    private static func conflicts(_ plan: ImportPlan) -> [String] {
        plan.warnings.filter { $0.code == "contradicted-correction" }.map(\.message)
    }

    /// The spec of a document after corrections.
    private static func corrected(
        _ document: String, by changes: [CorrectionEditor.Change]
    ) throws -> SpecFile {
        let file = try #require(try plan(document).specs.first?.file)
        let spec = try changes.reduce(file.spec) { spec, change in
            try CorrectionEditor(path: "x.json").corrected(spec, by: change, because: "it is so")
        }
        return try SpecFile(SourceFile(path: file.source.path, text: spec.canonicalText))
    }

    private static func field(
        type: EndpointSpec.FieldType.Base? = nil, required: Bool? = nil, value: String? = nil
    ) -> CorrectionEditor.FieldChange {
        var change = CorrectionEditor.FieldChange()
        change.type = type.map { .init($0) }
        change.isRequired = required
        change.values = value.map { [.init(text: $0, name: nil)] } ?? []
        return change
    }

    private static let listed = "state | int | 是 | 状态  \n**可选值有**：  \n- 1：成功  \n- 2：失败"

    struct Case: Sendable {
        var rows = "state | int | 是 | 状态"
        let change: CorrectionEditor.Change
        /// The document that agrees, and the one that says a third thing.
        let agreeing: String
        var other: String?
        /// What is effective.
        let fact: @Sendable (EndpointSpec) -> String?
        let value: String
    }

    private static let cases: [Case] = [
        Case(
            change: .field("request.state", field(type: .string)), agreeing: document("state | string | 是 | 状态"),
            other: document("state | number | 是 | 状态"), fact: { $0.request?.fields?.first?.type.spelling },
            value: "string"),
        Case(
            change: .field("request.state", field(required: false)), agreeing: document("state | int | 否 | 状态"),
            fact: { $0.request?.fields?.first?.required?.description }, value: "false"),
        Case(
            rows: listed, change: .field("request.state", field(value: "3")),
            agreeing: document(listed + "  \n- 3：取消"),
            fact: { $0.request?.fields?.first?.values?.map(\.value.compact).joined(separator: " ") }, value: "1 2 3"),
        Case(
            rows: listed, change: .field("request.state", field(type: .string, value: "3")),
            agreeing: document(listed.replacing("int", with: "string") + "  \n- 3：取消"),
            other: document(listed.replacing("int", with: "number")),
            fact: { $0.request?.fields?.first?.values?.map(\.value.compact).joined(separator: " ") },
            value: #""1" "2" "3""#),
        Case(
            change: .method(.post), agreeing: document(method: "POST"), other: document(method: "PUT"),
            fact: { $0.method.rawValue }, value: "POST"),
        Case(
            change: .error(7, status: 403), agreeing: document(errors: "403 | 7 | 参数错误 | 检查"),
            other: document(errors: "404 | 7 | 参数错误 | 检查"), fact: { $0.errors?.first?.status?.description },
            value: "403"),
        Case(
            change: .error(8, status: 403),
            agreeing: document(errors: "400 | 7 | 参数错误 | 检查\n403 | 8 | 没有权限 | 申请"),
            fact: { $0.errors?.last.map { "\($0.code) \($0.status ?? 0)" } }, value: "8 403"),
        Case(
            change: .added("request.extra", field(type: .int)),
            agreeing: document("state | int | 是 | 状态\nextra | int | 否 | 其他"),
            other: document("state | int | 是 | 状态\nextra | string | 否 | 其他"),
            fact: { $0.request?.fields?.last.map { "\($0.name) \($0.type.spelling)" } }, value: "extra int"),
        Case(
            change: .envelope(.flat), agreeing: document().replacing("data | \\- | \\-\n", with: ""),
            fact: { $0.response.envelope.rawValue }, value: "flat"),
    ]

    @Test(arguments: cases) func theSameDocumentKeepsIt(_ testCase: Case) throws {
        let file = try Self.corrected(Self.document(testCase.rows), by: [testCase.change])
        #expect(testCase.fact(file.spec) == testCase.value && file.spec.hasCorrections)
        // The first import gives names; the next ones change nothing.
        let first = try #require(try Self.plan(Self.document(testCase.rows), existing: file).specs.first)
        let second = try Self.plan(Self.document(testCase.rows), existing: first.file)
        #expect(testCase.fact(first.spec) == testCase.value && first.spec.hasCorrections)
        #expect(second.isEmpty && second.specs.first?.text == first.text && Self.conflicts(second).isEmpty)
        #expect(second.specs.first?.agreedCorrections == [])
    }

    @Test(arguments: cases) func aDocumentThatAgreesDropsIt(_ testCase: Case) throws {
        let file = try Self.corrected(Self.document(testCase.rows), by: [testCase.change])
        let planned = try #require(try Self.plan(testCase.agreeing, existing: file).specs.first)
        #expect(testCase.fact(planned.spec) == testCase.value)
        #expect(!planned.spec.hasCorrections && planned.agreedCorrections.count >= 1)
        #expect(planned.path == file.source.path && planned.spec.id == file.spec.id)
    }

    @Test(arguments: cases.filter { $0.other != nil }) func aThirdThingIsAWarning(_ testCase: Case) throws {
        let file = try Self.corrected(Self.document(testCase.rows), by: [testCase.change])
        let plan = try Self.plan(try #require(testCase.other), existing: file)
        let planned = try #require(plan.specs.first)
        #expect(testCase.fact(planned.spec) == testCase.value && planned.spec.hasCorrections)
        let warning = try #require(plan.warnings.first { $0.code == "contradicted-correction" })
        #expect(warning.message.contains("it is so") && warning.message.contains("document now"), "\(warning.message)")
        #expect(warning.notes.first?.message.hasSuffix("--undo") == true)
        // The warning stays until a person decides.
        let again = try Self.plan(try #require(testCase.other), existing: planned.file)
        #expect(again.warnings.contains { $0.code == "contradicted-correction" })
        #expect(again.specs.first?.text == planned.text)
    }

    @Test func moreListedValuesAreNoContradiction() throws {
        let file = try Self.corrected(
            Self.document(Self.listed), by: [.field("request.state", Self.field(value: "9"))])
        let plan = try Self.plan(Self.document(Self.listed + "  \n- 3：取消"), existing: file)
        let field = try #require(plan.specs.first?.spec.request?.fields?.first)
        #expect(field.values?.map(\.value.compact) == ["1", "2", "3", "9"] && Self.conflicts(plan).isEmpty)
        #expect(field.documented.values?.map(\.value.compact) == ["1", "2", "3"])
    }

    @Test func aCorrectionOfARemovedFieldIsReported() throws {
        let two = "state | int | 是 | 状态\nkept | int | 否 | x"
        let file = try Self.corrected(Self.document(two), by: [.field("request.state", Self.field(type: .string))])
        let plan = try Self.plan(Self.document("kept | int | 否 | x"), existing: file)
        #expect(
            plan.warnings.contains {
                $0.code == "lost-annotation"
                    && $0.message.contains("the correction of request.state (it is so); the field was removed")
            }, "\(plan.warnings)")
    }

    /// The spec is valid, and a warning names what was lost.
    @Test(arguments: [nil, EndpointSpec.FieldType.Base.string])
    func aFieldAddedBelowAnObjectThatBecomesAScalarIsReported(corrected: EndpointSpec.FieldType.Base?) throws {
        let before = Self.document("group | object | 否 | x\n∟ name | string | 否 | y\nlast | int | 否 | z")
        let after = Self.document("group | string | 否 | x\nlast | int | 否 | z")
        let added = CorrectionEditor.Change.added("request.group.extra", Self.field(type: .boolean))
        let changes = corrected.map { [CorrectionEditor.Change.field("request.group", Self.field(type: $0))] } ?? []
        let file = try Self.corrected(before, by: [added] + changes)
        let plan = try Self.plan(after, existing: file)
        #expect(plan.specs.first?.spec.request?.fields?.first?.fields == nil && plan.specs.count == 1)
        #expect(
            plan.warnings.contains {
                $0.code == "lost-annotation"
                    && $0.message.contains("the correction of request.group.extra (it is so); the field was removed")
            }, "\(plan.warnings)")
    }

    @Test func aFieldAddedBelowAnObjectStaysInIt() throws {
        let rows = "group | object | 否 | x\n∟ name | string | 否 | y\nlast | int | 否 | z"
        let file = try Self.corrected(
            Self.document(rows), by: [.added("request.group.extra", Self.field(type: .boolean))])
        let spec = try #require(try Self.plan(Self.document(rows), existing: file).specs.first?.spec)
        #expect(spec.request?.fields?.map(\.name) == ["group", "last"])
        #expect(spec.request?.fields?.first?.fields?.map(\.name) == ["name", "extra"])
    }

    @Test(arguments: [
        (CorrectionEditor.Change.added("request.state", field(type: .int)), "the spec has this field"),
        (.added("request.state.x", field(type: .int)), "request.state has the type int, which cannot have fields"),
        (.added("request.stat.x", field(type: .int)), "did you mean \"state\"?"),
        (.added("path.x", field(type: .int)), "correct the path with --path"),
        (.added("request", field(type: .int)), "expected the path of the new field"),
        (.field("request.stat", field(type: .int)), "did you mean \"state\"?"),
        (.field("request", field(type: .int)), "expected a field, found a body"),
        (.field("request.state", field(value: "x")), "expected a value of the type int"),
    ])
    func whatCannotBeIsRefused(change: CorrectionEditor.Change, message: String) throws {
        let failure = #expect(throws: Failure.self) { try Self.corrected(Self.document(), by: [change]) }
        #expect(failure?.diagnostics.first?.message.contains(message) == true, "\(failure?.diagnostics ?? [])")
    }

    @Test(arguments: cases) func itIsUndone(_ testCase: Case) throws {
        let file = try Self.corrected(Self.document(testCase.rows), by: [testCase.change])
        let before = try #require(try Self.plan(Self.document(testCase.rows)).specs.first?.spec)
        let part: CorrectionEditor.Part =
            switch testCase.change {
            case .field(let path, _), .added(let path, _): .field(path)
            case .error(let code, _): .error(code)
            default: .endpoint
            }
        let editor = CorrectionEditor(path: "x.json")
        #expect(try editor.undoing(part, in: file.spec) == before)
        #expect(throws: Failure.self) { try editor.undoing(part, in: before) }
    }
}
