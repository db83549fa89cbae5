import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// Documents of events.
@Suite struct EventTests {
    static let facts = """
        ## 事件
        名称 | 值
        ---|---
        事件类型 | demo.exam.created_v1
        支持的应用类型 | 自建应用
        权限要求 | 获取考试(demo:exam)
        推送方式 | `Webhook`
        """

    static let envelope = """
        schema | string | 事件模式
        header | event_header | 事件头
        event_id | string | 事件 ID
        event_type | string | 事件类型
        create_time | string | 事件创建时间戳（单位：毫秒）
        token | string | 事件 Token
        app_id | string | 应用 ID
        tenant_key | string | 租户 Key
        """

    static let sample = """
        {"schema": "2.0", "header": {"event_id": "e", "event_type": "demo.exam.created_v1"}, \
        "event": {"exam_id": "1", "user": {"open_id": "ou_1"}, "type": 3}}
        """

    static func document(
        facts: String = facts,
        rows: String =
            "\(envelope)\nevent | \\- | \\-\nexam_id | string | 考试\nuser | object | 人\nopen_id | string | 人的 ID\ntype | int | 类别",
        sample: String? = sample, link: String = "", rest: String = ""
    ) -> String {
        """
        ---
        title: "考试创建"
        source_url: https://open.feishu.cn/document/server-docs/demo-v2/event/created
        ---
        # 考试创建

        考试创建后推送。\(link)

        \(facts)

        ### 事件体
        名称 | 类型 | 描述
        --- | --- | ---
        \(rows)

        \(sample.map { "### 事件体示例\n```json\n\($0)\n```\n" } ?? "")
        \(rest)
        """
    }

    static func plan(_ text: String) -> ImportPlan {
        ImportPipeline.plan(documents: [Document(source: SourceFile(path: "a.md", text: text), path: "a.md")])
    }

    private static func outline(_ fields: [EndpointSpec.Field]?) -> String {
        (fields ?? []).map { field in
            "\(field.name)\(field.evidence == .sample ? "*" : ""): \(field.type.spelling)"
                + (field.fields.map { " {\(outline($0))}" } ?? "")
        }.joined(separator: ", ")
    }

    @Test func factsAndPayloadAreRead() throws {
        let plan = Self.plan(Self.document())
        let planned = try #require(plan.specs.first)
        let (spec, event) = (planned.spec, try #require(planned.spec.event))
        #expect(spec.id.description == "demo.v1.exam.created" && event.type == "demo.exam.created_v1")
        #expect(planned.path == "specs/demo/v1/events/exam.created.json" && event.envelope == .version2)
        #expect(spec.schema == "../../../event.schema.json" && spec.title == "考试创建" && spec.summary == "考试创建后推送。")
        #expect(spec.appTypes == [.custom] && spec.scopes?.map(\.name) == ["demo:exam"])
        #expect(Self.outline(event.fields) == "exam_id: string, user: object {open_id: string}, type: int")
        #expect(event.headerFields == nil && event.samples?.count == 1)
        #expect(plan.diagnostics.isEmpty, "\(plan.diagnostics)")
        // A second import changes nothing.
        let again = ImportPipeline.plan(
            documents: [Document(source: SourceFile(path: "a.md", text: Self.document()), path: "a.md")],
            existing: [planned.file])
        #expect(again.isEmpty)
    }

    @Test func theExplorersNameIsTheID() throws {
        let link =
            "{使用示例}(url=/api/tools/api_explore/api_explore_config?project=demo&version=v1&resource=exam_room&event=made)"
        #expect(Self.plan(Self.document(link: link)).specs.first?.spec.id.description == "demo.v1.exam_room.made")
    }

    @Test(arguments: [
        ("drive.file.read_v1", "drive.v1.file.read", "drive/v1/events/file.read.json"),
        ("im.chat.member.bot.added_v1", "im.v1.chat_member_bot.added", "im/v1/events/chat_member_bot.added.json"),
        ("leave_approval", "demo.v2.event.leave_approval", "demo/v2/events/leave_approval.json"),
        ("app_ticket", "demo.v2.event.app_ticket", "demo/v2/events/app_ticket.json"),
    ])
    func aTypeGivesTheID(type: String, id: String, path: String) throws {
        let facts = Self.facts.replacing("demo.exam.created_v1", with: type)
        let planned = try #require(Self.plan(Self.document(facts: facts, sample: nil)).specs.first)
        #expect(planned.spec.event?.type == type && planned.spec.id.description == id)
        #expect(planned.path == "specs/" + path)
    }

    // MARK: Envelopes

    @Test func furtherMembersOfTheHeaderAreFields() throws {
        let rows =
            Self.envelope
            + "\nresource_id | string | 文档\nuser_list | object[] | 用户\nunion_id | string | ID\nevent | \\- | \\-\na | int | x"
        let sample =
            #"{"schema": "2.0", "header": {"event_type": "demo.exam.created_v1", "resource_id": "r", "user_list": [{"union_id": "on"}]}, "event": {"a": 1}}"#
        let event = try #require(Self.plan(Self.document(rows: rows, sample: sample)).specs.first?.spec.event)
        #expect(Self.outline(event.headerFields) == "resource_id: string, user_list: object[] {union_id: string}")
        #expect(Self.outline(event.fields) == "a: int")
    }

    @Test func allMembersOfAnOldEventAreFields() throws {
        let rows = """
            ts | string | 时间
            uuid | string | 标识
            token | string | Token
            type | string | 固定取值 `event_callback`
            event | object | 事件
            type | string | 事件类型
            app_id | string | 应用
            tenant_key | string | 租户
            code | string | 编号
            """
        let sample =
            #"{"ts": "1.5", "uuid": "u", "token": "t", "type": "event_callback", "event": {"type": "exam", "app_id": "c", "tenant_key": "k", "code": "7"}}"#
        let facts = Self.facts.replacing("demo.exam.created_v1", with: "exam")
        let event = try #require(
            Self.plan(Self.document(facts: facts, rows: rows, sample: sample)).specs.first?.spec.event)
        #expect(event.envelope == .version1 && event.type == "exam")
        #expect(Self.outline(event.fields) == "type: string, app_id: string, tenant_key: string, code: string")
    }

    @Test func anUnknownMemberOfTheEnvelopeIsReported() {
        let plan = Self.plan(
            Self.document(rows: "colour | string | x\n\(Self.envelope)\nevent | \\- | \\-\na | int | x"))
        #expect(plan.diagnostics.contains { $0.code == "unread-row" && $0.message.contains("\"colour\"") })
    }

    // MARK: Shapes of documents

    @Test func aSampleWithCommentsDescribesAnEvent() throws {
        let text = """
            # 请假

            ## 事件
            事件类型 | leave_approval
            --- | ---
            支持的应用类型 | 自建应用

            ## 事件体示例
            ```json
            {
              "uuid": "u", // 标识
              "event": { // 事件
                "type": "leave_approval", // 类型
                "users": [ // 人
                  {
                    "open_id": "ou" // 人的 ID
                  }
                ]
              }
            }
            ```
            """
        let fields = try #require(
            Self.plan(
                text.replacing("事件类型 | leave_approval\n--- | ---\n", with: "名称 | 值\n--- | ---\n事件类型 | leave_approval\n")
            ).specs.first?.spec.event?.fields)
        #expect(Self.outline(fields) == "type*: string, users*: object[] {open_id*: string}")
        #expect(fields.map(\.description) == ["类型", "人"] && fields.last?.fields?.first?.description == "人的 ID")
    }

    @Test func eachTypeOfADocumentIsASpec() throws {
        func part(_ type: String, _ field: String) -> String {
            """
            ## \(type)
            ### 事件体
            字段 | 数据类型 | 描述
            --- | --- | ---
            uuid | string | 标识
            type | string | 固定取值 `event_callback`
            event | object | 事件
            type | string | 事件类型。固定值 `\(type)`
            \(field) | int | x

            ### 事件体示例
            ```json
            {"uuid": "u", "event": {"type": "\(type)", "\(field)": 1}}
            ```

            """
        }
        let text =
            "# 加班\n\n\(Self.facts.replacing("demo.exam.created_v1", with: "work"))\n\n" + part("work", "a")
            + part("work_revert", "b")
        let specs = Self.plan(text).specs.map(\.spec)
        #expect(specs.compactMap(\.event).map(\.type) == ["work", "work_revert"])
        #expect(specs.map { Self.outline($0.event?.fields) } == ["type: string, a: int", "type: string, b: int"])
        #expect(specs.map(\.title) == ["加班 (work)", "加班 (work_revert)"])
        #expect(specs.allSatisfy { $0.notes == nil })
    }

    @Test(arguments: [
        "### 事件订阅示例代码\n```\n# 注册事件 Register event\n## 请求\n```\n# 创建路由处理器\n错误码 | 描述\n--- | ---\n1 | x",
        "### 事件订阅示例代码\n<md-code-tabs>\n# 注册事件\n## 响应\n</md-code-tabs>",
    ])
    func codeForSDKsIsNoHeading(rest: String) throws {
        let plan = Self.plan(Self.document(rest: rest))
        let spec = try #require(plan.specs.first?.spec)
        #expect(spec.notes == nil && spec.title == "考试创建" && plan.diagnostics.isEmpty, "\(spec.notes ?? [])")
    }

    @Test func labelsInBoldAreHeadings() throws {
        let text = Self.document().replacing("## 事件\n", with: "**事件**\n\n").replacing("### 事件体示例", with: "**事件体示例**\n")
            .replacing("### 事件体", with: "**事件体**\n")
        let event = try #require(Self.plan(text).specs.first?.spec.event)
        #expect(Self.outline(event.fields) == "exam_id: string, user: object {open_id: string}, type: int")
    }

    @Test func aDocumentWithoutATypeIsAnError() throws {
        let facts = Self.facts.replacing("事件类型 | demo.exam.created_v1\n", with: "")
        let plan = Self.plan(Self.document(facts: facts, sample: #"{"a": 1}"#))
        #expect(plan.specs.isEmpty && plan.errors.map(\.code) == ["no-event"], "\(plan.errors)")
    }

    @Test func anEndpointCanMentionEvents() throws {
        let text = KeptCorrectionsTests.document() + "\n\n## 事件\n名称 | 值\n---|---\n事件类型 | a.b.c_v1\n"
        #expect(Self.plan(text).specs.first?.spec.event == nil)
    }

    // MARK: Corrections and changes

    @Test func aFieldOfAnEventIsCorrected() throws {
        let planned = try #require(Self.plan(Self.document()).specs.first)
        var change = CorrectionEditor.FieldChange()
        change.type = .init(.string)
        let editor = CorrectionEditor(path: "x.json")
        let corrected = try editor.corrected(planned.spec, by: .field("event.type", change), because: "r")
        let file = try SpecFile(SourceFile(path: planned.path, text: corrected.canonicalText))
        #expect(file.spec == corrected)
        let again = ImportPipeline.plan(
            documents: [Document(source: SourceFile(path: "a.md", text: Self.document()), path: "a.md")],
            existing: [file])
        #expect(again.isEmpty && again.specs.first?.spec == corrected)
        #expect(
            SpecDiff.changes(from: planned.spec, to: corrected).map(\.description) == [
                "event.type: the type is string instead of int (corrected: r)"
            ])
    }
}
