import EndpointSpec
import Testing

@testable import DocumentImport

/// Documents in the forms of public mirrors, and documents with facts in unusual sections.
@Suite struct MirrorTests {
    @Test func tagsInCellsAreRead() throws {
        let row =
            #"<md-text type="field-name">a</md-text> | <md-text type="field-type">int</md-text> | 是 | 状态<br>**可选值有**：<br>"#
            + #"<md-enum><md-enum-item key="1">一</md-enum-item><md-enum-item key="2">二</md-enum-item></md-enum>"#
        let read = try ReadDocument(RowsTests.document(request: row))
        let field = try #require(read.spec.request?.fields?.first)
        #expect(field.name == "a" && field.type == .init(.int) && read.findings == [])
        #expect(field.values?.map(\.value) == [.number("1"), .number("2")])
    }

    @Test(arguments: ["见 下文", "文本型", "是否支持批量审批"]) func anUnknownTypeIsReported(type: String) throws {
        let read = try ReadDocument(RowsTests.document(request: "a | \(type) | 是 | x"))
        #expect(read.findings == ["13 unread-type"])
        #expect(read.spec.request?.fields?.first?.type == .init(.any))
    }

    @Test func aParameterOfThePathCanBeInBraces() throws {
        let read = try ReadDocument(RowsTests.document(path: "/open-apis/demo/v1/boxes/{box_id}"))
        #expect(read.spec.path.text == "/open-apis/demo/v1/boxes/:box_id")
        #expect(read.spec.pathParameters?.map(\.name) == ["box_id"])
    }

    @Test func aRelativeLinkLeadsToTheHostOfThePage() throws {
        let front = "---\nsource_url: https://open.larksuite.com/document/a\n---\n"
        let text = RowsTests.document().replacing("# 东西\n", with: "# 东西\n见[说明](/document/b)。\n")
        #expect(try ReadDocument(front + text).spec.summary == "见[说明](https://open.larksuite.com/document/b)。")
        #expect(try ReadDocument(text).spec.summary == "见[说明](https://open.feishu.cn/document/b)。")
    }

    @Test func theFrontMatterCanBeInAComment() throws {
        let front = "<!--\ntitle: 盒子\nsource_url: https://open.feishu.cn/document/a\n-->\n"
        let spec = try ReadDocument(front + RowsTests.document()).spec
        #expect(spec.title == "盒子" && spec.document.url == "https://open.feishu.cn/document/a")
        #expect(spec.summary == nil)
    }

    @Test func aFieldThatWentOfflineIsDeprecated() {
        let facts = DescriptionCell.facts(in: "该字段已下线", type: DocumentType("string"))
        #expect(facts.deprecated == "该字段已下线")
    }

    @Test(arguments: [
        "返回文件二进制流", "### 响应头\n返回文件二进制流", "### 响应体\n返回文件二进制流", "### 响应体示例\n返回文件二进制流",
        "### 下载说明\n返回文件二进制流", "### 响应体示例\n```\nHTTP/1.1 200 OK\n```\n返回文件二进制流",
        "### 响应头\n名称 | 描述\n--- | ---\nContent-Type | application/octet-stream",
    ])
    func aFileIsFoundAnywhereInTheResponse(text: String) throws {
        let document = RowsTests.document(rest: text).replacing(RowsTests.response, with: "")
        let read = try ReadDocument(document)
        #expect(read.spec.response.type == .init(.file) && read.spec.response.envelope == .none)
        #expect(!read.findings.contains { $0.hasSuffix("missing-section") })
    }

    @Test func aFileInAnotherPartIsNoResponse() throws {
        let text = "x\n\n## 附录\n返回文件二进制流"
        let read = try ReadDocument(RowsTests.document(rest: text).replacing(RowsTests.response, with: ""))
        #expect(read.spec.response.type != .init(.file))
    }
}
