import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// The portal's raw form, in which nothing has to be inferred.
@Suite struct RawFormTests {
    static let document = """
        ---
        title: "修改东西"
        source_url: https://example.com/raw
        ---

        # 修改东西

        见[说明](/ssl:ttdoc/abc/def){尝试一下}(url=/api/tools/api_explore/api_explore_config?project=demo&version=v2&resource=box.thing&method=update_state)

        ## 请求
        :::html
        <md-table>
          <md-thead><tr><md-th>基本</md-th><md-th></md-th></tr></md-thead>
          <md-tbody>
            <md-tr><md-th>HTTP URL</md-th><md-td>https://open.feishu.cn/open-apis/demo/v2/boxes/things</md-td></md-tr>
            <md-tr><md-th>HTTP Method</md-th><md-td>POST</md-td></md-tr>
            <md-tr><md-th>支持的应用类型</md-th><md-td><md-app-support types="custom,isv"></md-app-support></md-td></md-tr>
            <md-tr><md-th>权限要求 <md-tooltip type="info">任意一项</md-tooltip></md-th>
              <md-td><md-perm name="demo:a" desc="读" tags="">读</md-perm><md-perm name="demo:b" desc="写">写</md-perm></md-td></md-tr>
          </md-tbody>
        </md-table>
        :::
        ### 请求头
        :::html
        <md-table><md-thead><md-tr><md-th>名称</md-th><md-th>类型</md-th><md-th>必填</md-th><md-th>描述</md-th></md-tr></md-thead>
        <md-tr><md-td>Authorization</md-td><md-td>string</md-td><md-td>是</md-td><md-td>
        <md-tag mode="inline" type="token-user">user_access_token</md-tag></md-td></md-tr></md-table>
        :::
        ### 请求体
        :::html
        <md-dt-table>
        <md-dt-thead><md-dt-tr><md-dt-th>名称</md-dt-th><md-dt-th>类型</md-dt-th><md-dt-th>必填</md-dt-th><md-dt-th>描述</md-dt-th></md-dt-tr></md-dt-thead>
        <md-dt-tr level="0"><md-dt-td><md-text type="field-name" >a</md-text></md-dt-td><md-dt-td>A</md-dt-td><md-dt-td>是</md-dt-td><md-dt-td>甲</md-dt-td></md-dt-tr>
        <md-dt-tr level="2"><md-dt-td><md-text type="field-name" >b</md-text></md-dt-td><md-dt-td>int</md-dt-td><md-dt-td>否</md-dt-td><md-dt-td>
        x < y

        **可选值有**：
        <md-enum>
        <md-enum-item key="1" >一</md-enum-item>
        <md-enum-item key="2" >二</md-enum-item>
        </md-enum>
        </md-dt-td></md-dt-tr>
        <md-dt-tr level="0"><md-dt-td><md-text type="field-name" >c</md-text></md-dt-td><md-dt-td>string</md-dt-td><md-dt-td>否</md-dt-td><md-dt-td></md-dt-td></md-dt-tr>
        </md-dt-table>
        :::
        ### 请求体示例
        :::html
        <md-code-json>
        {"a": {"b": 1}}
        </md-code-json>
        :::
        """

    /// The keys and texts of tags are facts. They need no label and are not parsed as Markdown.
    @Test(arguments: [
        (
            "string", #"key="docs:read" >读</md-enum-item><md-enum-item key="docs:write" >写"#,
            ["docs:read", "docs:write"]
        ),
        ("string", #"key="09:00" ></md-enum-item><md-enum-item key="18:30" />"#, ["09:00", "18:30"]),
        ("string", #"key="" >无</md-enum-item><md-enum-item key="a b" >二"#, ["", "a b"]),
        ("string", #"key=">=" >大于</md-enum-item><md-enum-item key="<" >小于"#, [">=", "<"]),
        ("string", #"key="a" >甲</md-enum-item><md-enum-item key="：b" >乙"#, ["a", "：b"]),
        ("int", #"key="1" >甲</md-enum-item><md-enum-item key="2" >乙"#, ["1", "2"]),
    ])
    func tagsOfValuesAreValues(type: String, items: String, values: [String]) throws {
        let cell = "<md-enum>\n<md-enum-item \(items)</md-enum-item>\n</md-enum>\n更多"
        let text = Self.document.replacing("<md-dt-td>甲<", with: "<md-dt-td>\(cell)<")
            .replacing("<md-dt-td>A</md-dt-td>", with: "<md-dt-td>\(type)</md-dt-td>")
            .replacing(#"{"a": {"b": 1}}"#, with: "{}").replacing(#"level="2""#, with: #"level="0""#)
        let field = try #require(try ReadDocument(text + "\n" + RowsTests.response).spec.request?.fields?.first)
        #expect(field.values?.map { $0.value.compact.replacing("\"", with: "") } == values)
        #expect(field.description == "更多")
    }

    @Test func aTagOfAValueKeepsAllOfItsText() throws {
        let text = Self.document.replacing(
            #"<md-enum-item key="1" >一</md-enum-item>"#,
            with:
                "<md-enum-item key=\"1\" >一：x<br>第二行\n\n- 2：项</md-enum-item>\n<md-enum-item key=\"x\" >非数字</md-enum-item>"
        )
        let fields = try ReadDocument(text + "\n" + RowsTests.response).spec.request?.fields
        let inner = try #require(fields?.first?.fields?.first)
        #expect(inner.values?.map(\.value) == [.number("1"), .number("2")])
        #expect(inner.values?.first?.description == "一：x\n第二行\n- 2：项")
        #expect(inner.description == "x < y\n\n- x：非数字")
    }

    @Test(arguments: ["# 说明", "#", ":::note"])
    func aLineOfACellIsNeitherAHeadingNorAMarker(line: String) throws {
        let text = Self.document.replacing("x < y", with: "x < y\n\(line)") + "\n" + RowsTests.response
        let document = try ReadDocument(text)
        #expect(document.spec.request?.fields?.map(\.name) == ["a", "c"] && document.findings == [])
    }

    @Test(arguments: ["</md-tooltip>", "</md-perm>", "</md-tag>", "<md-tooltip>x"])
    func aStrayTagHasNoEffectOnOtherCells(tag: String) throws {
        let text = Self.document.replacing("<md-dt-td>甲", with: "<md-dt-td>甲\(tag)").replacing(
            "<md-td>POST</md-td>", with: "<md-td>POST\(tag)</md-td>")
        let spec = try ReadDocument(text + "\n" + RowsTests.response).spec
        #expect(spec.scopes?.map(\.name) == ["demo:a", "demo:b"])
        #expect(spec.scopes?.map(\.description) == ["读", "写"])
        #expect(spec.request?.fields?.map(\.description) == ["甲", nil])
        #expect(spec.request?.fields?.first?.fields?.first?.description == "x < y")
    }

    @Test func whatTheTagsSayIsInTheSpec() throws {
        let document = try ReadDocument(Self.document + "\n" + RowsTests.response)
        let spec = document.spec
        #expect(spec.id.description == "demo.v2.box_thing.update_state")
        #expect(spec.appTypes == [.custom, .store] && spec.accessTokens == [.user])
        #expect(spec.scopes?.map(\.name) == ["demo:a", "demo:b"] && spec.scopes?.map(\.description) == ["读", "写"])
        #expect(spec.summary?.hasPrefix("见[说明](https://open.feishu.cn/document/abc/def)") == true)
        let fields = try #require(spec.request?.fields)
        #expect(fields.map(\.name) == ["a", "c"] && fields.map(\.required) == [true, false])
        let inner = try #require(fields[0].fields?.first)
        #expect(inner.name == "b" && inner.description == "x < y" && inner.placement == nil)
        #expect(
            inner.values?.map(\.value) == [.number("1"), .number("2")]
                && inner.values?.map(\.description) == ["一", "二"])
        #expect(spec.request?.samples == [.object([.init("a", .object([.init("b", .number("1"))]))])])
        #expect(document.findings.isEmpty)
    }

    @Test func aTableWithoutDepthsIsFlatAndATypeCanBeOutsideOfTheCells() throws {
        let table = """
            :::html
            <md-table><md-thead><tr><md-th>参数</md-th><md-th>类型</md-th><md-th>描述</md-th></tr></md-thead>
            <md-tr><md-td>
              &emsp;<span>∟</span>&nbsp;<md-text type="field-name" >
              a</md-text></md-td><md-text type="field-type" >A</md-text><md-td>甲</md-td></md-tr>
            <md-tr><md-td>b</md-td><md-td>int</md-td><md-td>乙</md-td></md-tr>
            <md-tr><md-td></md-td><md-td></md-td><md-td></md-td></md-tr></md-table>
            :::
            """
        guard case .table(let block) = Markdown(table).blocks.first else { throw NoTable() }
        let fields = try #require(FieldTable(block))
        #expect(fields.rows.map(\.name) == ["a", "b"])
        #expect(fields.rows.map(\.type.base) == [.custom("A"), .int])
        #expect(fields.rows.map(\.level) == [1, 0])
        #expect(fields.unnamedLines == [7])
    }

    /// A damaged document can have rows before the header, with fewer cells.
    @Test func aRowBeforeTheHeaderHasAsManyCellsAsTheHeader() throws {
        let table = """
            :::html
            <md-table><md-tr><md-td>a</md-td></md-tr>
            <md-thead><tr><md-th>类型</md-th><md-th>名称</md-th></tr></md-thead></md-table>
            :::
            """
        guard case .table(let block) = Markdown(table).blocks.first else { throw NoTable() }
        #expect(block.rows.map(\.cells) == [["a", ""]])
        #expect(FieldTable(block)?.rows.isEmpty == true)
    }

    private struct NoTable: Error {}
}
