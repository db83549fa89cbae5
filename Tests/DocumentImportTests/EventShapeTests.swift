import EndpointSpec
import Foundation
import SourceText
import Testing

@testable import DocumentImport

/// Documents of events that have unusual headings, tables and samples.
@Suite struct EventShapeTests {
    private static let rows = EventTests.envelope + "\nevent | object | 事件\nexam_id | string | 考试"
    private static let type = "demo.exam.created_v1"
    private static let push = """
        {
          "uuid": "u", // 标识
          "event": {
            "type": "leave_approval", // 类型
            "code": "1" // 编号
          }
        }
        """

    private static func outline(_ fields: [EndpointSpec.Field]?) -> String {
        (fields ?? []).map { field in
            "\(field.name): \(field.type.spelling)" + (field.fields.map { " {\(outline($0))}" } ?? "")
        }.joined(separator: ", ")
    }

    private static func events(_ text: String) -> [EndpointSpec.Event] {
        EventTests.plan(text).specs.compactMap(\.spec.event)
    }

    private static func code(_ text: String) -> String { "```json\n\(text)\n```\n" }

    private static func table(_ rows: String) -> String { "名称 | 类型 | 描述\n--- | --- | ---\n\(rows)\n" }

    // MARK: Types

    @Test(arguments: [
        ("demo.exam.created_v1", [type]),
        ("`demo.exam.created_v1`", [type]),
        (#"**demo.exam.created\_v1**"#, [type]),
        ("demo.exam.created_v1（v2.0 版本，见 [文档](https://example.com/a.b)）", [type]),
        ("demo.exam.created_v1 Webhook 推送 ID", [type]),
        ("事件 demo.exam.created_v1", [type]),
        ("message", ["message"]),
        ("leave_approvalV2", ["leave_approvalV2"]),
        ("work / work_revert", ["work", "work_revert"]),
        ("`work`、`work_revert`（撤销）", ["work", "work_revert"]),
        ("work<br>work_revert", ["work", "work_revert"]),
        ("work  \nwork_revert", ["work", "work_revert"]),
        ("work、work", ["work"]),
        ("类型为work_revert的事件", ["work_revert"]),
    ])
    func typesInACellAreRead(cell: String, types: [String]) {
        #expect(EventTypeCell.types(in: cell) == types)
    }

    @Test(arguments: [
        ("审批通过后推送，事件类型为 `leave_approval`。", "leave_approval"),
        ("- 事件类型：[demo.exam.created_v1](https://example.com/a.b)", type),
        ("`event_type` 固定为 demo.exam.created_v1", type),
        ("事件类型见下表", nil),
        ("类型为 leave_approval", nil),
    ])
    func aSentenceStatesAType(sentence: String, type: String?) {
        #expect(EventTypeCell.type(in: sentence) == type)
    }

    @Test func aTypeInProseIsThatOfTheTable() {
        let text =
            "# 请假\n\n- 事件类型：leave_approval\n\n## 事件体\n\(Self.table("uuid | string | x\nevent | object | x\na | int | x"))"
        #expect(Self.events(text).map(\.type) == ["leave_approval"])
    }

    @Test func aTypeIsReadFromASampleBeyondRepair() {
        let text =
            "# 请假\n\n## 事件体示例\n\(Self.code("{\"uuid\": 1, \"event\": {\n\"type\": \"leave_approval\" \"x\": : ,"))"
        #expect(Self.events(text).map(\.type) == ["leave_approval"])
    }

    @Test func aMemberTypeIsNotTheTypeOfANewEvent() {
        let rows = Self.rows + "\ntype | string | 固定值 `exam`"
        let part = "### 事件体\n\(Self.table(rows))\n### 事件体示例\n"
        let text =
            "# 考试\n\n\(EventTests.facts)\n\n\(part)"
            + Self.code(EventTests.sample) + part + Self.code(EventTests.sample.replacing("created", with: "closed"))
        #expect(Self.events(text).map(\.type) == [Self.type, "demo.exam.closed_v1"])
    }

    // MARK: Headings

    @Test(arguments: [
        "## 回调结构\n", "## 推送数据\n", "**推送示例**\n\n", "", "**回调示例**：\n\n", "## 请求体示例\n", "## 事件体\n", "## 示例\n",
    ])
    func aPushIsASampleBelowEachHeading(heading: String) throws {
        let text = "# 请假\n\n审批后推送该事件。\n\n\(heading)\(Self.code(Self.push))"
        let spec = try #require(EventTests.plan(text).specs.first?.spec)
        #expect(spec.event?.type == "leave_approval" && spec.event?.envelope == .version1)
        #expect(Self.outline(spec.event?.fields) == "type: string, code: string")
        #expect(spec.event?.fields?.map(\.description) == ["类型", "编号"] && spec.event?.rawSamples?.count == 1)
        #expect(spec.summary?.hasPrefix("审批后推送该事件。") == true && spec.summary?.contains("```") == false)
        #expect(spec.summary?.contains("##") == false && spec.notes == nil)
    }

    @Test(arguments: [
        ("**事件体**：", "名称 | 类型 | 描述"), ("**事件体：**", "描述 | 类型 | 名称"), ("## 事件体参数说明", "字段 | 数据类型 | 描述"),
        ("## 数据", "参数 | 类型 | 说明"),
    ])
    func aTableWithAnEnvelopeIsThatOfTheEvent(heading: String, header: String) {
        var rows = Self.rows
        if header.hasPrefix("描述") {
            rows = rows.split(separator: "\n").map {
                $0.components(separatedBy: " | ").reversed().joined(separator: " | ")
            }.joined(separator: "\n")
        }
        let text = "# 考试\n\n\(EventTests.facts)\n\n\(heading)\n\n\(header)\n--- | --- | ---\n\(rows)\n"
        #expect(Self.events(text).map { Self.outline($0.fields) } == ["exam_id: string"])
    }

    @Test(arguments: [
        "事件类型 | demo.exam.created_v1\n--- | ---\n支持的应用类型 | 自建应用",
        "## Event\n名称 | 值\n--- | ---\n事件类型 | demo.exam.created_v1\n支持的应用类型 | 自建应用",
    ])
    func factsAreReadWithoutTheirHeading(facts: String) {
        let specs = EventTests.plan("# 考试\n\n说明\n\n\(facts)\n\n## 事件体\n\(Self.table(Self.rows))").specs.map(\.spec)
        #expect(specs.map(\.event?.type) == [Self.type] && specs.first?.appTypes == [.custom])
        #expect(specs.first?.summary == "说明")
    }

    @Test func aTableWithoutCellsHasNoFacts() {
        let table = RequestTable(Markdown.Table(header: [], rows: [.init(cells: [], line: 2)], line: 1))
        #expect(table.eventTypes.isEmpty && table.unrecognizedLines == [2])
    }

    @Test func aTableOfAnObjectIsNoOtherEvent() {
        let text =
            "# 考试\n\n\(EventTests.facts)\n\n### 事件体\n\(Self.table(Self.rows))\n补充：\n\n"
            + Self.table("open_id | string | 人") + "\n### 事件体示例\n" + Self.code(EventTests.sample)
        let events = Self.events(text)
        #expect(events.map(\.type) == [Self.type] && events.first?.samples?.count == 1)
    }

    @Test func aSampleBeforeTheTableIsThatOfTheTable() {
        let text =
            "# 考试\n\n\(EventTests.facts)\n\n### 事件体示例\n\(Self.code(EventTests.sample))\n### 事件体\n"
            + Self.table(Self.rows)
        let events = Self.events(text)
        #expect(
            events.count == 1 && events.first?.samples?.count == 1 && events.first?.fields?.first?.name == "exam_id")
    }

    // MARK: Guides

    @Test(arguments: [
        ("事件订阅概述", push, true), ("请假", push, false), ("接收事件", push + "\n```\n\n```json\n{\"challenge\": \"x\"}", true),
        ("事件结构", push + "\n```\n\n```json\n" + EventTests.sample, true),
    ])
    func aGuideAboutEventsStaysAGuide(title: String, samples: String, isGuide: Bool) {
        let text =
            "---\ntitle: \(title)\nfullPath: /document/a/b\n---\n\n# \(title)\n\n事件。\n\n## 结构\n\(Self.code(samples))"
        let plan = EventTests.plan(text)
        #expect(plan.specs.isEmpty == isGuide && plan.errors.isEmpty, "\(plan.errors)")
    }

    // MARK: Envelopes

    @Test(arguments: [
        // The header precedes the version, and the payload has members with the names of the envelope.
        (
            "header | event_header | h\ntoken | string | T\nevent_id | string | i\nschema | string | s\nevent | - | -\nheader | string | x\nschema | string | y",
            #"{"header": "h", "schema": "s"}"#, "header: string, schema: string"
        ),
        // The envelope follows the payload.
        (
            "event | object | e\na | int | x\ntype | int | y\n" + EventTests.envelope, #"{"a": 1, "type": 2}"#,
            "a: int, type: int"
        ),
        // The payload has a member with the name of its envelope.
        (
            EventTests.envelope + "\nevent | object | e\nevent | object | x\nid | string | y",
            #"{"event": {"id": "1"}}"#, "event: object {id: string}"
        ),
        (EventTests.envelope + "\nevent | event | e", "{}", ""),
    ])
    func rowsOfTheEnvelopeAreNoPayload(rows: String, event: String, outline: String) throws {
        let sample =
            #"{"schema": "2.0", "header": {"event_id": "e", "event_type": "demo.exam.created_v1", "token": "t"}, "event": \#(event)}"#
        let read = try #require(Self.events(EventTests.document(rows: rows, sample: sample)).first)
        #expect(Self.outline(read.fields) == outline && read.headerFields == nil)
    }

    @Test(arguments: ["∟ |∟∟ ", "&emsp;∟|&emsp;&emsp;∟", "∟|&emsp;∟", "└ |&emsp;└ "])
    func marksShowTheDepthOfRows(marks: String) {
        let mark = marks.split(separator: "|").map(String.init)
        let rows = """
            header | object | h
            \(mark[0])event_id | string | i
            event | object | e
            \(mark[0])users | object[] | x
            \(mark[1])open_id | string | x
            \(mark[0])note | string | x
            """
        let events = Self.events(EventTests.document(rows: rows, sample: nil))
        #expect(events.map { Self.outline($0.fields) } == ["users: object[] {open_id: string}, note: string"])
    }

    // MARK: Comments

    @Test(arguments: [
        ("{\n\"a\": 1, // x\n\"b\": 2 // y\n}", ["a": "x", "b": "y"]),
        ("{\n\"a\": 1, # x\n\"b\": \"#\" # y\n}", ["a": "x", "b": "y"]),
        ("{\n\"a\": 1, /* x */\n\"b\": 2 /* y */\n}", ["a": "x", "b": "y"]),
        ("{\n// x\n\"a\": 1,\n/* y */\n\"b\": 2\n}", ["a": "x", "b": "y"]),
        ("{\n  \"a\": 1, // x\n  // y\n  \"b\": 2\n}", ["a": "x", "b": "y"]),
        ("{\n  \"a\": 1, // x\n          // z\n  \"b\": 2 // y\n}", ["a": "x\nz", "b": "y"]),
        ("{\n\"a\": {\"b\": 1}, // x\n}", ["a": "x"]),
        ("{\n\"a\": [{\n\"b\": 1 // y\n}] // x\n}", ["a": "x", "a.b": "y"]),
        ("{\n“a”： 1， // x\n“b”： “//” // y\n}", ["a": "x", "b": "y"]),
        ("{\n\"a\": \"http://x\" // 见 http://y\n}", ["a": "见 http://y"]),
        ("{\n/*\n * x\n */\n\"a\": 1\n}", ["a": "x"]),
    ])
    func commentsDescribeMembers(sample: String, texts: [String: String]) {
        let read = SampleComments(sample).texts
        #expect(Dictionary(uniqueKeysWithValues: read.map { ($0.key.joined(separator: "."), $0.value) }) == texts)
    }

    @Test(arguments: [
        ("{“a”：“b”，“c”： 1}", #"{"a":"b","c": 1}"#), ("{\"a\"：1，，\"b\"：“x\"}", #"{"a":1,"b":"x"}"#),
        ("{\"a\": \"，：“\", }", #"{"a": "，：“"}"#),
    ])
    func chinesePunctuationIsRepaired(text: String, repaired: String) throws {
        let read = try JSON(parsing: SourceFile(path: "", text: RepairedJSON.text(of: text)))
        #expect(try read == JSON(parsing: SourceFile(path: "", text: repaired)))
    }
}
