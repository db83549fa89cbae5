/// Texts that have broken parsers and generators before.
enum HostileText {
    /// What ends comments, literals and lines of Swift. `poison()` can only be in comments and literals.
    static let poisons = [
        "\npoison()\n", "\r\npoison()", "\u{2028}poison()", "*/ poison() /*", "\"\npoison()\n\"",
        "\"\"\"\npoison()\n\"\"\"", "\\(poison())", "`poison`", "poison() {", "}\npoison()", "", " ", "self", "init",
        "Type", "none", "1", "\u{202E}", "\u{0}", "😀", "中文", "#if poison", "/*", "//", "\\", "\"", "a\\\nb",
        "\\#(poison())", "\"\"\"#\npoison()", "\"\"\"## poison() #\"\"\"", "##\"\"\"", "\u{B}poison()",
        "\u{C}poison()", "\u{85}poison()", "\u{2029}poison()", "@available(*, deprecated)", "- Parameter x: y",
        "```\npoison()\n```", "<!-- -->", "\u{FEFF}", "e\u{301}", "/// ``", "import Foundation", "#sourceLocation()",
        "\u{1F468}\u{200D}\u{1F469}", "hashValue", "String", "$0", "_", "\u{0300}",
        String(repeating: "长", count: 300), String(repeating: "\\", count: 99), String(repeating: "#", count: 99),
    ]

    /// What makes another `Character` of the delimiter next to it: a combining mark, a joiner, a variation selector, and a mark
    /// that belongs to the character after it.
    static let neighbors = ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{600}"]

    /// A text with a neighbor at either end.
    static func surrounded(_ text: String, using source: inout Fuzz.Source) -> String {
        let neighbor = source.pick(neighbors)
        return source.pick([text + neighbor, neighbor + text, neighbor + text + neighbor])
    }

    /// What breaks readers of JSON.
    static let json = [
        "\\ud800", "\\udc00\\ud800", "\\u0000", "18446744073709551616", "-9223372036854775809", "1e400", "-0", "01",
        "1.", "NaN", "null", "true", "\"a\": 1, \"a\": 2", "{}", "[]", "[[[[[[[[", "{\"a\":{\"a\":", "\u{0}", "\t",
        "\\x",
        "//", "/* */", "'", ",,", "\u{FEFF}",
    ]

    /// What has a meaning in the documents.
    static let markdown = [
        "<md-dt-tr>", "</md-dt-tr>", "</md-dt-thead>", "<md-td>", "<md-dt-tr level=\"99999999999999999999\">", ":::",
        ":::html", "```json", "```", "~~~", "?=", "- 02：", "---", "--- | ---", "\n---|---\n", "| | |", "&emsp;∟", "∟",
        "&nbsp;",
        "<br>", "**可选值有**：", "**示例值**：", "**数据校验规则**：", "- 取值范围：`1` ～ `9`", "- 最大值：`5 }, \"a\": \"b\"`", "\n## 响应\n",
        "\n### 响应体\n", "\n### 请求体\n", "\n## 请求\n", "\n### 错误码\n", "\\|", "\\-", "[x](", "{a}(url=",
        "HTTP URL | https://x.example/",
        "\u{2028}", "\r", "\u{0}", "\u{202E}", "map<string, map<string, list<", "array<", "[][][][][][][][][][]",
        "99999999999999999999 次/秒",
    ]
}
