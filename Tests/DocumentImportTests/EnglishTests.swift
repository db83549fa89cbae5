import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// English pages give the facts of their Chinese originals.
@Suite struct EnglishTests {
    private static let english = """
        ---
        title: "Create a thing"
        source_url: https://open.larksuite.com/document/thing/create
        ---
        Last updated on 2024-03-04

        # Create a thing

        Creates a thing.

        ## Request
        Facts |
        --- | ---
        HTTP URL | https://open.larksuite.com/open-apis/demo/v1/things/:thing_id
        HTTP Method | POST
        Rate Limit | [1000 per minute、50 per second](https://example.com)
        Supported app types | Custom App、Store App
        Required scopes  
        **To use this API, you must have at least 1 of the listed scopes.**  
        Enable any scope from the list | Create things(demo:thing)
        Required field scopes | **Notice**：The response body of the API contains the following sensitive fields  
        Get user ID(contact:user.employee_id:readonly)

        ### Request header
        Parameter | Type | Required | Description
        --- | --- | --- | ---
        Authorization | string | Yes | `tenant_access_token` or `user_access_token`  
        **Value format**："Bearer `access_token`"
        Content-Type | string | Yes | **Fixed value**："application/json; charset=utf-8"

        ### Path parameters
        Parameter | Type | Description
        --- | --- | ---
        thing_id | string | The ID  
        **Example value**："7"

        ### Request body
        Parameter | Type | Required | Description
        --- | --- | --- | ---
        state | int | Yes | The state  
        **Optional values are**：  
        - 1：Import successful  
        - 2：Import failed, see fail_reason
        name | string | No | The name  
        **Default value**：`x`  
        **Data validation rules**：  
        - Length range：`1` ～ `50` characters
        size | int | No | The size  
        **Data validation rules**：  
        - Value range：`1` ～ `200`

        ### Request body example
        ```json
        {"state": 1}
        ```

        ## Response
        ### Response body
        Parameter | Type | Description
        --- | --- | ---
        code | int | Error codes, fail if not zero
        msg | string | Error descriptions
        data | \\- | \\-
        id | string | The ID

        ### Response body example
        ```json
        {"code": 0, "msg": "success", "data": {"id": "1"}}
        ```

        ### Error code
        HTTP status code | Error code | Description | Troubleshooting suggestions
        --- | --- | --- | ---
        400 | 7 | param is invalid | Check it

        """

    private static func read(_ text: String) throws -> EndpointSpec {
        let plan = ImportPipeline.plan(
            documents: [Document(source: SourceFile(path: "a.md", text: text), path: "a.md")])
        #expect(plan.diagnostics.isEmpty, "\(plan.diagnostics)")
        return try #require(plan.specs.first?.spec)
    }

    @Test func allFactsAreRead() throws {
        let spec = try Self.read(Self.english)
        #expect(spec.document.language == .english && spec.document.updated == "2024-03-04")
        #expect(spec.title == "Create a thing" && spec.summary == "Creates a thing.")
        #expect(spec.rateLimits == [.init(requests: 1000, seconds: 60), .init(requests: 50, seconds: 1)])
        #expect(spec.appTypes == [.custom, .store] && spec.accessTokens == [.tenant, .user])
        #expect(spec.scopes?.map(\.name) == ["demo:thing"])
        #expect(spec.fieldScopes?.map(\.name) == ["contact:user.employee_id:readonly"])
        #expect(spec.request?.contentType == "application/json; charset=utf-8" && spec.request?.samples?.count == 1)
        #expect(spec.pathParameters?.first?.example == .string("7"))
        let fields = spec.request?.fields ?? []
        #expect(fields.map(\.required) == [true, false, false])
        #expect(fields[0].values?.map(\.name) == ["importSuccessful", "importFailed"])
        #expect(fields[1].default == .string("x") && fields[1].constraints?.maxLength == 50)
        #expect(fields[2].constraints?.maximum == "200" && fields[2].description == "The size")
        #expect(spec.response.envelope == .data && spec.response.fields?.map(\.name) == ["id"])
        #expect(spec.errors?.map(\.advice) == ["Check it"] && spec.errors?.first?.status == 400)
    }

    /// Spellings that pages have beside the usual ones.
    @Test(arguments: [
        ("## Request\n", "##  Request\n"), ("### Request body\n", "### Request Body\n"),
        ("### Request body example", "### Example request body"),
        ("### Response body example", "### Example response body"),
        ("### Error code\n", "### Error Codes\n"), ("### Path parameters", "###  Path Parameters"),
        ("Facts |\n--- | ---\n", "名称 | 值\n--- | ---\n"),
        ("Rate Limit | [1000 per minute、50 per second]", "API Rate Limit | [1000 times/minute, 50 times/second]"),
        ("Supported app types | Custom App、Store App", "Supported Application Types | Custom apps<br>Store apps"),
        ("Required scopes  \n", "Permission Requirements  \n"),
        ("Required field scopes |", "Field Permission Requirements |"),
        (
            "**To use this API, you must have at least 1 of the listed scopes.**",
            "**The scopes required to call this API. You can call the API with any of the scopes.**"
        ),
        ("Parameter | Type | Required | Description", "Name | Type | Required | Description"),
        ("Parameter | Type | Required | Description", "Parameter | Type | 必填 | Description"),
        ("| Yes | The state", "| 是 | The state"), ("| No | The name", "| 否 | The name"),
        ("**Example value**：\"7\"", "**Example Value:** \"7\""),
        ("**Example value**：\"7\"", "**Example value** : \"7\""),
        ("**Optional values are**：", "**Optional values**:"),
        ("The state  \n**Optional values are**：", "The state. Optional values include:"),
        ("- 1：Import successful", "- `1`: Import successful"),
        ("**Data validation rules**：", "**Data Validation Rules**:"),
        ("`1` ～ `50` characters", "`1`~ `50` characters"),
        (
            "HTTP status code | Error code | Description | Troubleshooting suggestions",
            "HTTP Status Code | Error Code | Description | Troubleshooting Advice"
        ),
        ("`tenant_access_token` or `user_access_token`", "`tenant_access_token`<br>or<br>`user_access_token`"),
    ])
    func spellingsVary(usual: String, variant: String) throws {
        let text = Self.english.replacing(usual, with: variant)
        try #require(text != Self.english)
        var (spec, expected) = (try Self.read(text), try Self.read(Self.english))
        // A sentence before the values is a text.
        spec.transformFields { field, _ in field.description = nil }
        expected.transformFields { field, _ in field.description = nil }
        #expect(spec == expected)
    }

    @Test func anotherLanguageIsRefused() {
        let text = Self.english.replacing("## Request\n", with: "## リクエスト\n")
        let plan = ImportPipeline.plan(
            documents: [Document(source: SourceFile(path: "a.md", text: text), path: "a.md")])
        let notes = plan.errors.flatMap(\.notes).map(\.message).joined(separator: "\n")
        #expect(
            plan.specs.isEmpty && notes.contains("リクエスト") && notes.contains("only Chinese and English pages"),
            "\(notes)")
    }

    // MARK: Another language

    private static let chinese = english.replacing("Last updated on", with: "最后更新于").replacing(
        "## Request\n", with: "## 请求\n"
    )
    .replacing("### Request body\n", with: "### 请求体\n").replacing("## Response\n", with: "## 响应\n")
    .replacing("### Error code\n", with: "### 错误码\n").replacing("### Path parameters", with: "### 路径参数")
    .replacing("Import successful", with: "导入完毕之后的情况与此前不同者").replacing("param is invalid", with: "参数不对劲的")

    @Test func aTranslationChangesTextsAlone() throws {
        func plan(_ text: String, _ existing: [SpecFile]) -> ImportPlan {
            ImportPipeline.plan(
                documents: [Document(source: SourceFile(path: "a.md", text: text), path: "a.md")], existing: existing)
        }
        let first = try #require(plan(Self.chinese, []).specs.first)
        #expect(first.spec.document.language == .chinese)
        #expect(first.spec.request?.fields?.first?.values?.first?.name == nil && first.spec.errors?.first?.name == nil)
        let there = plan(Self.english, [first.file])
        let second = try #require(there.specs.first)
        #expect(second.spec.document.language == .english && there.warnings.isEmpty && second.renames.isEmpty)
        // The names that Swift gave the unnamed ones stay.
        #expect(second.spec.request?.fields?.first?.values?.first?.name == "value_1")
        #expect(second.spec.errors?.first?.name == "code_7")
        #expect(SpecDiff.changes(from: first.spec, to: second.spec).map(\.description) == ["texts in another language"])
        #expect(plan(Self.english, [second.file]).isEmpty)
        let other = Self.english.replacing("param is invalid", with: "The rate limit was exceeded")
        let original = Self.chinese.replacing("参数不对劲的", with: "服务繁忙，稍后重试")
        let busy = try #require(plan(original, []).specs.first)
        #expect(plan(other, []).specs.first?.spec.errors?.first?.reaction == .throttled)
        #expect(plan(other, [busy.file]).specs.first?.spec.errors?.first?.reaction == .retry)
        let back = try #require(plan(Self.chinese, [second.file]).specs.first)
        #expect(back.text == first.text)
    }

    @Test func aTranslationKeepsTheUnitOfATimestamp() throws {
        func spec(_ text: String, _ existing: [SpecFile]) throws -> PlannedSpec {
            try #require(
                ImportPipeline.plan(
                    documents: [Document(source: SourceFile(path: "a.md", text: text), path: "a.md")],
                    existing: existing
                ).specs.first)
        }
        func format(_ planned: PlannedSpec) -> EndpointSpec.Format? {
            planned.spec.request?.fields?.first { $0.name == "size" }?.format
        }
        let first = try spec(Self.chinese.replacing("The size", with: "创建时间，毫秒时间戳"), [])
        let english = Self.english.replacing("The size", with: "The time of creation")
        let second = try spec(english, [first.file])
        #expect(format(second) == .unixMilliseconds)
        #expect(format(try spec(english, [second.file])) == .unixMilliseconds)
        #expect(format(try spec(english.replacing("time of", with: "day of"), [second.file])) == nil)
    }
}
