import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

@Suite struct IdempotencyKeyTests {
    @Test(arguments: [
        ("client_token", "根据client_token是否一致来判断是否为同一请求", "string", true),
        ("idempotent_id", nil, "string", true),
        ("uuid", "审批实例 uuid，用于幂等操作", "string", true),
        ("uuid", "A unique ID, with which requests are deduplicated", "string", true),
        ("uuid", "主板UUID", "string", false),
        ("client_token", nil, "int", false),
        ("external_id", "外部系统主键（仅用于幂等）", "string", false),
    ])
    func theNameOrTheTextDecides(name: String, description: String?, type: String, isKey: Bool) throws {
        var field = EndpointSpec.Field(name: name, type: .init(type == "int" ? .int : .string))
        field.description = description
        #expect((Self.marked([field])[0].idempotencyKey == true) == isKey)
    }

    @Test func aKeyThatIsTooShortForTheClientsIsNone() {
        var field = EndpointSpec.Field(name: "client_token", type: .init(.string))
        field.constraints = .init()
        field.constraints?.maxLength = 32
        #expect(Self.marked([field])[0].idempotencyKey == nil)
    }

    @Test func aRequestHasOneKey() {
        let fields = ["client_token", "idempotency_key"].map { EndpointSpec.Field(name: $0, type: .init(.string)) }
        #expect(Self.marked(fields).map(\.idempotencyKey) == [true, nil])
    }

    // MARK: The next import

    private static func plan(_ rows: String, _ existing: [SpecFile] = []) throws -> PlannedSpec {
        let document = """
            # 创建
            ## 请求
            基本 |
            ---|---
            HTTP URL | https://open.feishu.cn/open-apis/demo/v1/things
            HTTP Method | POST
            ### 请求体
            名称 | 类型 | 必填 | 描述
            ---|---|---|---
            \(rows)
            """
        let source = SourceFile(path: "a.md", text: document)
        return try #require(
            ImportPipeline.plan(documents: [Document(source: source, path: "a.md")], existing: existing).specs.first)
    }

    private static func keys(of planned: PlannedSpec) -> [String: Bool?] {
        Dictionary(uniqueKeysWithValues: (planned.spec.request?.fields ?? []).map { ($0.name, $0.idempotencyKey) })
    }

    @Test func aChoiceOfAPersonStays() throws {
        let first = try Self.plan("client_token | string | 否 | 标识\nown_id | string | 否 | 主键")
        #expect(Self.keys(of: first) == ["client_token": true, "own_id": nil])
        let text = first.text.replacing("\"idempotencyKey\": true", with: "\"idempotencyKey\": false")
        let refused = try SpecFile(SourceFile(path: first.path, text: text))
        let second = try Self.plan("client_token | string | 否 | 标识\nown_id | string | 否 | 主键", [refused])
        #expect(Self.keys(of: second) == ["client_token": false, "own_id": nil])
    }

    @Test func anotherKeyOfAPersonStaysTheOnlyOne() throws {
        let first = try Self.plan("own_id | string | 否 | 主键")
        let name = "\"name\": \"own_id\","
        let text = first.text.replacing(
            "\"description\": \"主键\"", with: "\"description\": \"主键\", \"idempotencyKey\": true")
        #expect(text != first.text && text.contains(name))
        let chosen = try SpecFile(SourceFile(path: first.path, text: text))
        let second = try Self.plan("client_token | string | 否 | 标识\nown_id | string | 否 | 主键", [chosen])
        #expect(Self.keys(of: second) == ["client_token": nil, "own_id": true])
    }

    @Test(arguments: [
        "client_token | int | 否 | 标识", "client_token | string | 否 | 标识  \n**数据校验规则**：  \n- 长度范围：1 ～ 32 字符",
    ])
    func aKeyThatCanBeNoneAnymoreIsNone(row: String) throws {
        let first = try Self.plan("client_token | string | 否 | 标识")
        #expect(Self.keys(of: try Self.plan(row, [first.file])) == ["client_token": nil])
    }

    private static func marked(_ fields: [EndpointSpec.Field]) -> [EndpointSpec.Field] {
        var spec = EndpointSpec(
            id: .init(service: "a", version: "v1", resource: "b", operation: "create"), title: "", document: .init(),
            method: .post, path: .root, response: .init(envelope: .data, type: .init(.object)))
        spec.request = .init(fields: fields)
        IdempotencyKeys.mark(in: &spec)
        return spec.request?.fields ?? []
    }
}
