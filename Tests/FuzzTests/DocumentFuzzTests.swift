import EndpointSpec
import Foundation
import RepositoryFiles
import SourceText
import Testing

@testable import DocumentImport

/// Texts that are hardly documents, in both forms: each gives a spec that can be read again, or a reason with its place.
@Suite struct DocumentFuzzTests {
    @Test func aFlattenedTextGivesASpecOrAReason() throws {
        let folder = RepositoryFiles.root.appendingPathComponent("specs/documents")
        let texts = try RepositoryFiles.paths(in: folder, withExtension: "md").map {
            try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
        }
        Fuzz.run("documents", outputShare: 0.3) { source in
            let generated = source.isOneOf(3) ? FlattenedDocument.event(&source) : FlattenedDocument.text(&source)
            return Self.outcome(of: source.isOneOf(2) ? generated : source.pick(texts), &source)
        }
    }

    @Test func aRawTextGivesASpecOrAReason() throws {
        Fuzz.run("raw documents", outputShare: 0.3) { source in
            let text = source.isOneOf(3) ? RawDocument.event(&source) : RawDocument.text(&source)
            return Self.outcome(of: text, &source)
        }
    }

    private static func outcome(of text: String, _ source: inout Fuzz.Source) -> Fuzz.Outcome {
        var bytes = Array(text.utf8)
        for _ in 0..<source.number(0...4) {
            bytes.damage(with: "|-#`:\n\r *\\<>&∟", words: HostileText.markdown, using: &source.random)
        }
        // What is not UTF-8 is not read at all.
        if !source.isOneOf(5) { bytes = Array(String(decoding: bytes, as: UTF8.self).utf8) }
        let file = SourceFile(path: "x.md", bytes: bytes)
        let plan = ImportPipeline.plan(documents: [Document(source: file, path: nil)])
        if plan.specs.isEmpty, plan.errors.isEmpty { return .init(hasOutput: false, failure: "no spec and no reason") }
        for spec in plan.specs {
            let again = LoadedSpec(SourceFile(path: "x.json", text: spec.text))
            if !again.problems.isEmpty || again.file?.spec.canonicalText != spec.text {
                return .init(hasOutput: true, failure: "does not survive reading: \(again.problems)\n\(spec.text)")
            }
        }
        return .init(
            hasOutput: !plan.specs.isEmpty, failure: Fuzz.failure(rendering: plan.diagnostics, path: "x.md"))
    }
}

/// Parts of documents, combined at random.
private enum Parts {
    static func name(_ source: inout Fuzz.Source) -> String {
        source.pick([
            "a", "id", "name", "user_id", "has_more", "data", "items", "state", "userID", "中文", "a b",
            "x\(source.number(0...99))",
        ])
    }

    static func type(_ source: inout Fuzz.Source) -> String {
        source.pick([
            "string", "int", "boolean", "number(float)", "A", "a.b.c", #"string\[\]"#, #"B\[\]"#, #"int\[\]\[\]"#,
            "\\-", "map",
            "map&lt;string, string&gt;", "file", "enum", "list<string>", "",
            "string\\[\\]\\[\\]\\[\\]\\[\\]\\[\\]\\[\\]\\[\\]\\[\\]\\[\\]",
        ])
    }

    static func eventType(_ source: inout Fuzz.Source) -> String {
        source.pick([
            "demo.a.made_v1", "a_b", "`a_b`、`a_c`（撤销）", "**demo.a.b.made_v1**<br>demo.a.lost_v1", "", "a.", "事件",
            "[x](a.b)",
            "a..b_v1", "._v1",
        ])
    }

    /// A push in either envelope, with comments.
    static func push(_ source: inout Fuzz.Source) -> String {
        let event = sample(&source, depth: 3)
        return source.pick([
            "{\"uuid\": \"u\", // \(name(&source))\n\"event\": {\"type\": \"a_b\", \"a\": \(event) /* x */}}",
            "{\"schema\": \"2.0\", \"header\": {\"event_type\": \"demo.a.made_v1\"},\n# x\n\"event\": \(event)}",
            "{“uuid”： “u”， “event”： \(event)", "{\"uuid\" \"event\": {\"type\": \"a_b\"",
        ])
    }

    static func description(_ source: inout Fuzz.Source) -> String {
        let parts = (0..<source.number(0...4)).map { _ in
            source.pick(
                [
                    "文本", "**示例值**：`1`", "**示例值**：\"a\"", "**可选值有**：  \n- 1：一  \n- `2`: 二", "**默认值**：`空`",
                    "**数据校验规则**：  \n- 长度范围：`1` ～ `50` 字符", "- 最大值：`99999999999999999999`", "已废弃，请使用 `b`",
                    "**字段权限要求**：  \n读(a:b.c:read)", "[链接](https://example.com)",
                ] + HostileText.markdown + HostileText.poisons)
        }
        let text = parts.joined(separator: source.isOneOf(3) ? "<br>" : "  \n")
        return text + String(repeating: "长", count: source.size == 1 && source.isOneOf(500) ? 50_000 : 0)
    }

    static func sample(_ source: inout Fuzz.Source, depth: Int) -> String {
        if depth == 0 || source.isOneOf(3) {
            return source.pick(["1", "\"a\"", "true", "null", "[]", "{}"] + HostileText.json)
        }
        if source.isOneOf(4) { return "[\(sample(&source, depth: depth - 1))]" }
        let members = (0..<source.number(0...4)).map { _ in
            "\"\(name(&source))\": \(sample(&source, depth: depth - 1))"
        }
        return "{" + members.joined(separator: ", ") + "}"
    }

    /// A sample, at times very deep.
    static func sample(_ source: inout Fuzz.Source) -> String {
        let depth = source.size == 1 ? source.number(0...300) : 4
        let body = depth > 10 ? String(repeating: "{\"a\": [", count: depth) : sample(&source, depth: depth)
        return source.isOneOf(2) ? "{\"code\": 0, \"msg\": \"\", \"data\": \(body)}" : body
    }
}

/// A document in the portal's flattened Markdown.
private enum FlattenedDocument {
    static func text(_ source: inout Fuzz.Source) -> String {
        """
        # 东西

        文本

        ## 请求
        基本 |
        ---|---
        HTTP URL | https://open.feishu.cn/open-apis/demo/v1/\(Parts.name(&source))s/:\(Parts.name(&source))
        HTTP Method | \(source.pick(["GET", "POST", "PATCH", "DELETE", "PUT", "get", ""]))
        接口频率限制 | [\(source.pick(["100 次/分钟", "1000 次/分钟、50 次/秒", "特殊频控", "99999999999999999999 次/秒"]))](x)
        权限要求 | 读(demo:read)

        ### \(source.pick(["请求体", "查询参数", "路径参数", "请求头"]))
        名称 | 类型 | 必填 | 描述
        \(source.pick(["--- | --- | --- | ---", "-|-|-|-", "---"]))
        \(rows(&source, columns: 4))

        ### 请求体示例
        ```json
        \(Parts.sample(&source))
        ```

        ## 响应
        ### 响应体
        名称 | 类型 | 描述
        --- | --- | ---
        \(source.isOneOf(3) ? "" : "code | int | 错误码\nmsg | string | 错误描述\ndata | \\- | x\n")\(rows(&source, columns: 3))

        ### 响应体示例
        ```json
        \(Parts.sample(&source))
        ```

        ### 错误码
        HTTP状态码 | 错误码 | 描述 | 排查建议
        --- | --- | --- | ---
        400 | \(source.pick(["1", "99999999999999999999", "x", ""])) | 参数错误 | 检查
        """
    }

    static func event(_ source: inout Fuzz.Source) -> String {
        let envelope = source.pick([
            "schema | string | x\nheader | event_header | x\nevent_id | string | x\nevent | \\- | x",
            "uuid | string | x\ntype | string | `event_callback`\nevent | object | x", "event | event | x", "",
        ])
        return """
            # 东西

            文本，事件类型为 \(Parts.eventType(&source))。

            \(source.pick(["## 事件", "**事件**：", ""]))

            \(source.pick(["名称 | 值\n---|---\n事件类型", "事件类型"])) | \(Parts.eventType(&source))
            \(source.pick(["支持的应用类型 | 自建应用", "---|---"]))

            \(source.pick(["### 事件体", "**事件体**", "## 数据"]))

            \(source.pick(["名称 | 类型 | 描述", "字段 | 数据类型 | 描述"]))
            --- | --- | ---
            \(envelope)
            \(rows(&source, columns: 3))

            \(source.pick(["### 事件体示例", "## 回调", ""]))
            ```json
            \(Parts.push(&source))
            ```
            """
    }

    private static func rows(_ source: inout Fuzz.Source, columns: Int) -> String {
        let drawsDepth = source.isOneOf(4)
        var depth = 0
        return (0..<source.count(upTo: 1_500)).map { _ in
            depth = min(300, max(0, depth + source.number(-2...(source.size == 1 ? 40 : 1))))
            let mark = drawsDepth && depth > 0 ? String(repeating: "&emsp;", count: depth) + "∟" : ""
            let cells = [mark + Parts.name(&source), Parts.type(&source), "是", Parts.description(&source)]
            return (columns == 4 ? cells : cells.filter { $0 != "是" }).joined(separator: " | ")
        }.joined(separator: "\n")
    }
}

/// A document in the portal's raw form.
private enum RawDocument {
    static func text(_ source: inout Fuzz.Source) -> String {
        """
        # 东西

        {尝试一下}(url=/api/tools/api_explore/api_explore_config?project=demo&version=v2&resource=\(Parts.name(&source))&method=get)

        ## 请求
        :::html
        <md-table><md-tbody>
        <md-tr><md-th>HTTP URL</md-th><md-td>https://open.feishu.cn/open-apis/demo/v2/\(Parts.name(&source))</md-td></md-tr>
        <md-tr><md-th>HTTP Method</md-th><md-td>POST</md-td></md-tr>
        <md-tr><md-th>权限要求</md-th><md-td><md-perm name="demo:a" desc="读">读</md-perm></md-td></md-tr>
        </md-tbody></md-table>
        :::
        ### 请求体
        :::html
        \(table(&source))
        :::
        ## 响应
        ### 响应体
        :::html
        \(table(&source))
        :::
        ### 响应体示例
        :::html
        <md-code-json>
        \(Parts.sample(&source))
        </md-code-json>
        :::
        """
    }

    static func event(_ source: inout Fuzz.Source) -> String {
        """
        # 东西

        {尝试一下}(url=/api/tools/api_explore/api_explore_config?project=demo&version=v2&resource=\(Parts.name(&source))&event=made)

        ## 事件
        :::html
        <md-table><md-tbody>
        <md-tr><md-th>事件类型</md-th><md-td>\(Parts.eventType(&source))</md-td></md-tr>
        <md-tr><md-th>权限要求</md-th><md-td><md-perm name="demo:a" desc="读">读</md-perm></md-td></md-tr>
        </md-tbody></md-table>
        :::
        ### 事件体
        :::html
        \(table(&source))
        :::
        ### 事件体示例
        ```json
        \(Parts.push(&source))
        ```
        <md-code-tabs>
        # 注册事件
        \(source.pick(["</md-code-tabs>", ""]))
        """
    }

    private static func table(_ source: inout Fuzz.Source) -> String {
        var level = 0
        let rows = (0..<source.count(upTo: 2_000)).map { _ in
            level = max(0, level + source.number(-2...(source.size == 1 ? 40 : 1)))
            let items = source.isOneOf(5) ? "<md-enum><md-enum-item key=\"1\">一</md-enum-item></md-enum>" : ""
            return """
                <md-dt-tr level="\(level)"><md-dt-td><md-text type="field-name">\(Parts.name(&source))</md-text></md-dt-td>
                <md-dt-td><md-text type="field-type">\(Parts.type(&source))</md-text></md-dt-td>
                <md-dt-td>\(Parts.description(&source))\(items)</md-dt-td></md-dt-tr>
                """
        }
        return """
            <md-dt-table><md-dt-thead><md-dt-tr><md-dt-th>名称</md-dt-th><md-dt-th>类型</md-dt-th><md-dt-th>描述</md-dt-th></md-dt-tr></md-dt-thead>
            <md-dt-tbody>\(rows.joined(separator: "\n"))</md-dt-tbody></md-dt-table>
            """
    }
}
