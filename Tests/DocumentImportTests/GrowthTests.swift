import EndpointSpec
import Foundation
import RepositoryFiles
import SourceText
import Testing

@testable import DocumentImport

/// Every reader of documents takes twice the time for twice the text, whatever is repeated in it and wherever.
@Suite(.serialized) struct GrowthTests {
    private static let pieces = [
        "{", "}(url=", "{x}(url=", "[", "](", "[x](", "<a", "<sup>", "<br", "<br ", "<md-td>", "<md-", "`", "**", "|",
        "\\",
        "&emsp;", "&lt;", "∟", "- 1：x<br>", "（", "\"", "a/", "aaaa", ":", "。", "，", "a、", "\u{301}", "  ", "(", "![",
        "<!--",
        "请重试，", "access_token ", "示例值：", "map<", "[]",
    ]

    private static func document(
        summary: String = "text", name: String = "a", type: String = "string", description: String = "x",
        header: String = "x", scope: String = "读(demo:read)", advice: String = "x", sample: String = "{}",
        raw: String = "x"
    ) -> String {
        """
        # 东西

        \(summary)

        :::html
        \(raw)
        :::

        ## 请求
        基本 |
        ---|---
        HTTP URL | https://open.feishu.cn/open-apis/demo/v1/things
        HTTP Method | POST
        权限要求 | \(scope)

        ### 请求头
        名称 | 类型 | 必填 | 描述
        --- | --- | --- | ---
        Content-Type | string | 是 | \(header)

        ### 请求体
        名称 | 类型 | 必填 | 描述
        --- | --- | --- | ---
        \(name) | \(type) | 是 | \(description)

        ### 请求体示例
        ```json
        \(sample)
        ```

        ## 响应
        ### 响应体
        名称 | 类型 | 描述
        --- | --- | ---
        code | int | x

        ### 错误码
        HTTP状态码 | 错误码 | 描述 | 排查建议
        --- | --- | --- | ---
        400 | 1 | 参数错误 | \(advice)

        """
    }

    @Test(arguments: pieces) func readersAreLinear(piece: String) {
        let ratio = growth(at: 200) { count in
            let text = String(repeating: piece, count: count)
            let document = Self.document(
                summary: text, name: text, type: text, description: text, header: text, scope: text, advice: text,
                sample: text, raw: text)
            _ = try? DocumentReader.read(Document(source: SourceFile(path: "x.md", text: document), path: nil))
        }
        #expect(ratio < 8)
    }

    /// A document of events with much text in each place, and many bodies.
    @Test(arguments: [
        ("（", "{"), ("a.", "// x\n"), ("a_b、", #""a": { // x\#n"#), ("[x](", #""a": 1, /* x */\#n"#),
        ("aaaa", "“a”：“b”，"),
        ("事件类型 ", "# x\n"), ("`", "{\"a\": [\n"),
    ])
    func eventsAreReadInLinearTime(text: String, member: String) {
        let ratio = growth(at: 100) { count in
            let (text, members) = (String(repeating: text, count: count), String(repeating: member, count: count))
            let rows = (0..<count).map { "a\($0) | int | \($0)\ntoken | string | x\n" }.joined()
            let body = "### 事件体\n名称 | 类型 | 描述\n--- | --- | ---\nuuid | string | x\nevent | object | x\n"
            let types = (0..<count).map {
                "\n### x\n\(body)### 事件体示例\n```\n{\"uuid\": 1, \"event\": {\"type\": \"t\($0)\"}}\n```\n"
            }
            let document = """
                # x

                事件类型 \(text)

                ## 事件
                名称 | 值
                --- | ---
                事件类型 | \(text)

                \(body)\(rows)
                ### 事件体示例
                ```json
                {"uuid": "u", "event": {"type": "a_b", \(members)}}
                ```
                \(types.joined())
                """
            _ = ImportPipeline.plan(documents: [Document(source: SourceFile(path: "x.md", text: document), path: nil)])
        }
        #expect(ratio < 8)
    }

    /// Many keys, objects and dimensions in samples, beside as many rows.
    @Test(arguments: [
        ("key\u{1}name", #""key\u{1}nam": 1, "#), ("key\u{1}name", #""key\u{1}nmae": "x", "#),
        ("a", #""key\u{1}": 1, "#),
        ("a", #""key\u{1}": {"b": [{"c": 1}]}, "#), ("a", #""ou_1234567\u{1}": {"b": 1}, "#),
        ("a\u{1}", #""a\u{1}": "day", "#),
    ])
    func samplesAreReadInLinearTime(row: String, member: String) {
        let ratio = growth(at: 250) { count in
            func repeated(_ text: String) -> String {
                (0..<count).map { text.replacing("\u{1}", with: "\($0)") }.joined()
            }
            let names = (0..<count).map { "\(row.replacing("\u{1}", with: "\($0)")) | int | 是 | x\n" }
            let members = "{" + repeated(member) + "\"z\": 1}"
            let document = Self.document(
                description: "x\n" + names.joined(), sample: "[\(members), \(members), \(members)]")
            _ = try? DocumentReader.read(Document(source: SourceFile(path: "x.md", text: document), path: nil))
        }
        #expect(ratio < 8)
    }

    /// Many lines, rows, headings and blocks.
    @Test(arguments: [
        "\n## 响应\n", "\n```\n", "\n:::html\n", "\n:::html\n:::\n", "\nx | y\n", "\na | string | 是 | x", "\n- 1：x",
        "  \n- 1：x  ", "\n# x\n", "\n---\n", "\n| --- |\n", "\nname | type\n---|---\na | b\n",
    ])
    func blocksAreReadInLinearTime(piece: String) {
        let ratio = growth(at: 100) { count in
            let text = String(repeating: piece, count: count)
            let document = Self.document(summary: text, description: text, advice: text, raw: text)
            _ = try? DocumentReader.read(Document(source: SourceFile(path: "x.md", text: document), path: nil))
        }
        #expect(ratio < 8)
    }
}
