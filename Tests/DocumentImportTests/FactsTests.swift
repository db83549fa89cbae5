import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// The facts that description cells state.
@Suite struct FactsTests {
    private static func facts(_ cell: String, _ type: String = "string") -> FieldFacts {
        DescriptionCell.facts(in: cell, type: DocumentType(type))
    }

    @Test(arguments: [
        ("string", #""a b""#, JSON.string("a b")), ("string", "open_id", .string("open_id")),
        ("int", "99", .number("99")),
        ("boolean", "true", .boolean(true)), (#"string\[\]"#, #"["a"]"#, .array([.string("a")])),
        ("string", "`x`", .string("x")), ("string", "12", .string("12")), ("number", "1.50", .number("1.50")),
    ])
    func anExampleHasTheTypeOfItsField(type: String, text: String, expected: JSON) {
        let facts = Self.facts("题目标题  \n**示例值**：\(text)  \n**默认值**：`\(text)`", type)
        #expect(facts.example == expected && facts.description == "题目标题")
    }

    @Test(arguments: [
        ("string", "语言。可选值有：  \n- `zh`：中文  \n- en：英语", "语言", ["zh", "en"]),
        ("string", "类型，枚举值：  \n- A：甲", "类型", ["A"]),
        ("int", "状态  \n- 1：成功  \n- 2：失败  \n更多", "状态\n更多", ["1", "2"]),
        ("int", "状态  \n- 1：只有一项", "状态\n- 1：只有一项", []),
        ("string", "如下：  \n- name：education  \n- type：x", "如下：\n- name：education\n- type：x", []),
        ("boolean", "是否  \n**可选值有**：  \n- true（默认值）：是  \n- false：否", "是否", ["true", "false"]),
    ])
    func valuesAreFoundWithoutALineOfTheirMark(type: String, cell: String, description: String, values: [String]) {
        let facts = Self.facts(cell, type)
        #expect(facts.description == description)
        #expect(facts.values.map { $0.value.compact.replacing("\"", with: "") } == values)
    }

    /// A second colon, the example, or the other items show that a colon is part of a value. Each value is followed by its
    /// description in brackets.
    @Test(arguments: [
        ("string", "- docs:read：读  \n- docs:write：写", "docs:read[读] docs:write[写]"),
        ("string", "- docs:read: 读  \n- docs:write:写", "docs:read[读] docs:write[写]"),
        ("string", "- docs:read  \n- docs:write", "docs:read[] docs:write[]"),
        ("string", "- 09:00  \n- 18:30：晚上", "09:00[] 18:30[晚上]"),
        ("string", "- `docs:read`：读  \n- `a`", "docs:read[读] a[]"),
        ("string", "- https://a.example", "https://a.example[]"),
        ("string", "- a:b  \n- c:d  \n**示例值**：`a:b`", "a:b[] c:d[]"),
        ("string", "- open:Open  \n- closed:Closed", "open[Open] closed[Closed]"),
        ("string", "- open:打开：全部", "open[打开：全部]"),
        ("int", "- 1:a：甲", "1[a：甲]"),
    ])
    func aColonCanBePartOfAValue(type: String, items: String, values: String) {
        let facts = Self.facts("**可选值有**：  \n\(items)", type)
        let found = facts.values.map { "\($0.value.compact.replacing("\"", with: ""))[\($0.description ?? "")]" }
        #expect(found.joined(separator: " ") == values)
    }

    /// A value is the JSON of the default, or empty if there is none.
    @Test(arguments: [
        ("string", "空", ""), ("string", "空，表示不更新", ""), ("string", "`空`", ""), ("string[]", "空", ""),
        ("boolean", "false，即不设置颜色", "false"), ("boolean", "`false`，即不设置颜色", "false"),
        ("boolean", "自动开启", ""), ("int", "20（最多 50）", "20"), ("int", "30 天", ""), ("int", "1,000", ""),
        ("int", "20 条", "20"), ("string", "自动开启", ""), ("string", "open_id。用户的 ID", "\"open_id\""),
        ("string", "ID 由系统生成", ""), ("object", "null", ""), ("int[]", "[1]，即全部", "[1]"),
    ])
    func whatADefaultSaysBeyondItsValueStays(type: String, text: String, value: String) {
        let facts = Self.facts("**默认值**：\(text)", type)
        #expect((facts.defaultValue?.compact ?? "") == value && facts.description == "**默认值**：\(text)")
    }

    @Test(arguments: [("boolean", "False", "false"), ("string", "`自动开启`", "\"自动开启\""), ("string", "\"\"", "\"\"")])
    func aDefaultCanBeAllThatItsTextSays(type: String, text: String, value: String) {
        let facts = Self.facts("**默认值**：\(text)", type)
        #expect(facts.defaultValue?.compact == value && facts.description == nil)
    }

    @Test(arguments: [("int", "1（启用）", "1"), ("int", "无", ""), ("object[]", "无", "")])
    func whatAnExampleSaysBeyondItsValueStays(type: String, text: String, value: String) {
        let facts = Self.facts("**示例值**：\(text)", type)
        #expect((facts.example?.compact ?? "") == value && facts.description == "**示例值**：\(text)")
    }

    @Test(arguments: [("string", "无"), ("string[]", "备注")])
    func aChineseExampleOfATextStays(type: String, text: String) {
        let facts = Self.facts("**示例值**：\(text)", type)
        #expect(facts.example == .string(text) && facts.description == nil)
    }

    @Test func textAfterAMarkerStays() {
        let facts = Self.facts("序号  \n**数据校验规则**：正整数  \n**示例值**：1  \n**示例值**：2", "int")
        #expect(facts.description == "序号\n正整数\n2" && facts.example == .number("1"))
    }

    @Test func aScopeThatASentenceAsksForIsFoundAndTheSentenceStays() {
        let facts = Self.facts("地区  \n需要申请以下权限才能写入：  \n写入地区(demo:geo:write)")
        #expect(facts.scopes.map(\.name) == ["demo:geo:write"])
        #expect(facts.description == "地区\n需要申请以下权限才能写入：\n写入地区(demo:geo:write)")
    }

    @Test func anExampleMayEndALineAndLinesMayEndInTags() {
        let facts = Self.facts("时间<br>秒。示例值：`1`", "int")
        #expect(facts.example == .number("1") && facts.description == "时间\n秒。")
        #expect(Self.facts("秒。示例值：无", "int").description == "秒。示例值：无")
    }

    @Test(arguments: ["**可选值有**：", "**可选值有：**", "<b>可选值有</b>：", "可选值有：", "**可能值有**："])
    func valuesAreListedBelowTheirMark(mark: String) {
        let facts = Self.facts("状态  \n\(mark)  \n- 1：成功  \n* `2`: 失败  \n  - 再试  \n**默认值**：`1`  \n更多", "int")
        #expect(facts.values.map(\.value) == [.number("1"), .number("2")])
        #expect(facts.values.map(\.description) == ["成功", "失败\n- 再试"])
        #expect(facts.defaultValue == .number("1"))
        #expect(facts.description == "状态\n更多")
    }

    @Test func rulesAreConstraints() {
        let text = Self.facts("**数据校验规则**：  \n- 长度范围：`1` ～ `50` 字符  \n- 正则校验：`^a|b$`")
        #expect(text.constraints.minLength == 1 && text.constraints.maxLength == 50)
        #expect(text.constraints.pattern == "^a|b$" && text.description == nil)
        let list = Self.facts("**数据校验规则**：  \n- 最大长度：`10`", #"string\[\]"#)
        #expect(list.constraints.maxItems == 10 && list.constraints.maxLength == nil)
        let number = Self.facts("**数据校验规则**：  \n- 取值范围：`0` ～ `1.5`", "number")
        #expect(number.constraints.minimum == "0" && number.constraints.maximum == "1.5")
    }

    @Test(arguments: [
        ("- 取值范围：`1 ～ 100`", "1"), ("- 取值范围：1 ~ 1,000", "1"), ("- 取值范围：`-5` ～ `20,000`", "-5"),
        ("- 取值范围：1-200", "1"), ("- 最小值：1,000", "1000"), ("- 取值范围：1 ～ 50 条", "1"), ("- 取值范围：[2, 16]", "2"),
    ])
    func aRuleHasItsNumbersInOneOfManyForms(rule: String, minimum: String) {
        let facts = Self.facts("**数据校验规则**：  \n\(rule)", "int")
        #expect(facts.constraints.minimum == minimum && facts.description == nil && facts.unrecognizedRules.isEmpty)
    }

    @Test(
        arguments: [
            ("**最大值**：200", "int", nil, "200"), ("* 最大值：100", "number", nil, "100"), ("取值范围：[1,16]", "int", "1", "16"),
            ("- 最小值：`1` 条", "int", "1", nil),
        ] as [(String, String, String?, String?)])
    func aRuleOnALineOfItsOwnIsRead(rule: String, type: String, minimum: String?, maximum: String?) {
        let facts = Self.facts("分页大小  \n\(rule)", type)
        #expect(facts.constraints.minimum == minimum && facts.constraints.maximum == maximum)
        #expect(facts.description == "分页大小")
    }

    @Test(arguments: [
        ("取值范围：0 ~ content.length", "int"), ("**最大值**：200", "string"), ("最大值：1 天", "int"), ("最大值，毫秒时间戳", "int"),
        ("最小值：1，最大值：2", "int"),
    ])
    func aLineThatSaysMoreThanItsBoundsStaysText(line: String, type: String) {
        let facts = Self.facts(line, type)
        #expect(facts.constraints == EndpointSpec.Constraints() && facts.description == line)
        #expect(facts.unrecognizedRules.isEmpty)
    }

    @Test func aLengthHasAUnit() {
        let facts = Self.facts("**数据校验规则**：  \n- 长度范围：1～1,000 个字符")
        #expect(facts.constraints.minLength == 1 && facts.constraints.maxLength == 1000 && facts.description == nil)
    }

    @Test(arguments: [
        ("- 取值范围：`01` ～ `9`", "int"), ("- 最大值：`5 }, \"swiftName\": \"x\"`", "int"), ("- 最大长度：`二十`", "string"),
        ("- 最大值：1,00", "int"), ("- 取值范围：1", "int"), ("- 最大长度：20 左右", "string"), ("- 正则校验：见下", "string"),
        ("- 长度范围：50 ～ 1 字符", "string"), ("- 最小长度：-1", "string"), ("- 取值范围：`1`、`2`", "int"), ("- 取值范围：9 ～ 1", "int"),
    ])
    func aRuleWithoutNumbersStaysText(rule: String, type: String) {
        let facts = Self.facts("**数据校验规则**：  \n\(rule)", type)
        #expect(facts.constraints == EndpointSpec.Constraints() && facts.description == rule)
        #expect(facts.unrecognizedRules == [rule])
    }

    @Test func aRuleWithoutNumbersIsReported() throws {
        let request = "a | int | 是 | x  \n**数据校验规则**：  \n- 最大值：`01`"
        #expect(try ReadDocument(RowsTests.document(request: request)).findings == ["13 unread-rule"])
        let query = "### 查询参数\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\n\(request)\n\n"
        let document = RowsTests.document().replacing("### 请求体\n", with: query + "### 请求体\n")
        #expect(try ReadDocument(document).findings == ["13 unread-rule"])
    }

    @Test(arguments: ["02", "0x10", "+1", ".5", "nan", "1e", "1,000"])
    func aListedValueThatIsNoNumberIsNotOneOfAnInteger(key: String) {
        let facts = Self.facts("**可选值有**：  \n- \(key)：一", "int")
        #expect(facts.values.isEmpty && facts.description == "- \(key)：一")
    }

    @Test func aRuleOfAnotherFormStaysText() {
        let facts = Self.facts("**数据校验规则**：  \n- 须为工作日")
        #expect(facts.constraints == EndpointSpec.Constraints() && facts.description == "- 须为工作日")
    }

    @Test(arguments: [
        ("ID，废弃字段，请勿使用", "ID" as String?, "废弃字段，请勿使用"), ("该字段已废弃", nil, "该字段已废弃"),
        ("职位地址，废弃字段，请使用`address`", "职位地址", "废弃字段，请使用`address`"),
        ("The address, deprecated, use `address`", "The address", "deprecated, use `address`"),
        ("The address. This field is deprecated, use `b`.", "The address.", "This field is deprecated, use `b`."),
        ("Address (deprecated)", nil, "Address (deprecated)"),
    ])
    func aDeprecationIsSeparated(cell: String, description: String?, deprecated: String) {
        let facts = Self.facts(cell)
        #expect(facts.description == description && facts.deprecated == deprecated)
    }

    @Test(arguments: ["Whether the option is deprecated", "Returns deprecated options, too", "Go offline at night"])
    func otherSentencesAboutDeprecationStayText(cell: String) {
        let facts = Self.facts(cell)
        #expect(facts.description == cell && facts.deprecated == nil)
    }

    @Test(
        arguments: [
            (
                "Gets things. This API is deprecated, use [v2](https://x.org).",
                "This API is deprecated, use [v2](https://x.org)."
            ),
            ("**Notice**: The interface is no longer maintained.", "The interface is no longer maintained."),
            ("本接口已废弃。", "本接口已废弃。"),
            ("This API returns deprecated things.", nil),
        ] as [(String, String?)])
    func theNoticeOfADeprecatedEndpointIsFound(summary: String, notice: String?) {
        #expect(EndpointDeprecation.notice(in: summary) == notice)
    }

    @Test func aLinkOnTwoLinesIsOne() {
        #expect(Self.facts("详情参考[导入](  \nhttps://example.com/x)").description == "详情参考[导入](https://example.com/x)")
    }

    @Test func scopesOfAFieldAreFound() {
        let facts = Self.facts("ID  \n**字段权限要求**：  \n获取用户 user ID(contact:user.employee_id:readonly)")
        #expect(
            facts.scopes == [
                EndpointSpec.Scope(name: "contact:user.employee_id:readonly", description: "获取用户 user ID")
            ])
        #expect(facts.description == "ID")
    }

    @Test(arguments: [
        (
            "GET", "/open-apis/hire/v1/websites/:website_id/delivery_tasks/:delivery_task_id",
            "hire.v1.website_delivery_task.get"
        ),
        ("PATCH", "/open-apis/hire/v1/ehr_import_tasks/:ehr_import_task_id", "hire.v1.ehr_import_task.patch"),
        ("POST", "/open-apis/demo/v2/things", "demo.v2.thing.create"),
        ("GET", "/open-apis/demo/v2/things", "demo.v2.thing.list"),
        ("POST", "/open-apis/demo/v1/things/:thing_id/transfer_stage", "demo.v1.thing.transfer_stage"),
        ("POST", "/open-apis/demo/v1/things/:thing_id/add_members", "demo.v1.thing.add_members"),
        ("GET", "/open-apis/demo/v1/things/:thing_id/get_detail", "demo.v1.thing.get_detail"),
        ("PUT", "/open-apis/demo/v1/things/:thing_id/moderation", "demo.v1.thing_moderation.update"),
        ("GET", "/open-apis/demo/v1/system_statuses/:system_status_id", "demo.v1.system_status.get"),
        ("GET", "/open-apis/demo/v1/sessions/:aily_session_id", "demo.v1.aily_session.get"),
        ("POST", "/open-apis/demo/v1/chats/:chat_id/chat_tabs", "demo.v1.chat_tab.create"),
        ("DELETE", "/open-apis/demo/v1/companies/:company_id", "demo.v1.company.delete"),
        ("GET", "/open-apis/demo/v1/mailgroups/:mailgroup_id/aliases", "demo.v1.mailgroup_alias.list"),
    ])
    func anOperationIsNamedAsThePlatformDoes(method: String, path: String, name: String) throws {
        let id = OperationName.id(
            of: try #require(EndpointSpec.Method(rawValue: method)), path: try #require(PathTemplate(path)))
        #expect(id.description == name)
    }

    @Test(arguments: [("返回文件二进制流", true), ("HTTP状态码为 200 时，表示成功", false)])
    func aResponseCanBeAFile(text: String, isFile: Bool) throws {
        let document = try ReadDocument(
            """
            # 下载文件

            ## 请求

            基本 |
            --- | ---
            HTTP URL | https://open.feishu.cn/open-apis/a/v1/files/:id/download
            HTTP Method | GET

            ## 响应

            \(text)
            """)
        #expect(document.spec.response.type == .init(isFile ? .file : .object))
        #expect(document.spec.response.envelope == (isFile ? .none : .data))
    }

    /// The type is in one column, and the place in another that has the usual name.
    @Test func theTypeCanBeAFormat() throws {
        let document = try ReadDocument(
            """
            # 上传图片

            ## 请求

            基本 |
            --- | ---
            HTTP URL | https://open.feishu.cn/open-apis/a/v1/images
            HTTP Method | POST

            ### 请求头

            名称 | 类型 | 必填 | 描述
            --- | --- | --- | ---
            Content-Type | string | 是 | **固定值**："multipart/form-data"

            ### 请求体

            |参数|格式|必须|说明|类型|
            |--|--|--|--|--|
            |image|file|是|照片|请求 body|
            """)
        #expect(document.spec.request?.fields?.map(\.type) == [.init(.file)])
    }
}
