import EndpointSpec
import Foundation
import SourceText
import Testing

@testable import DocumentImport

/// What becomes of the rows, lists and blocks of a whole document: nothing of it is dropped silently.
@Suite struct RowsTests {
    static func document(
        basics: String = "权限要求 | 读(demo:read)", path: String = "/open-apis/demo/v1/things", request: String = "",
        ruler: String = "--- | --- | --- | ---", header: String = "名称 | 类型 | 必填 | 描述", samples: String = "",
        rest: String = ""
    ) -> String {
        """
        # 东西

        ## 请求
        名称 | 值
        ---|---
        HTTP URL | https://open.feishu.cn\(path)
        HTTP Method | POST
        \(basics)

        ### 请求体
        \(header)
        \(ruler)
        \(request)

        ### 请求体示例
        \(samples)

        ## 响应
        \(rest)
        \(rest.contains("响应体") ? "" : response)
        """
    }

    /// A response without fields.
    static let response = "\n### 响应体\n名称 | 类型 | 描述\n--- | --- | ---\ncode | int | 错误码\n"

    private static func findings(_ document: String) throws -> [String] {
        try ReadDocument(document).findings
    }

    private static func request(_ document: String) throws -> [EndpointSpec.Field] {
        try ReadDocument(document).spec.request?.fields ?? []
    }

    @Test(arguments: [
        ("说明 | 一段话", "8 unread-row"), ("权限要求 | 没有名字的权限", "8 unread-row"), ("权限要求 | 无", ""), ("权限要求 | demo:read", ""),
        ("权限要求  \n**注意**：旧的 | 读(demo:read)", "9 unread-row"),
        ("权限要求 | 开启任一权限即可  \n读(demo:read)", ""), ("权限要求 | 读(demo:read)  \n还有一项", "9 unread-row"),
        ("权限要求  \n任一权限  \n任意一项权限 | 读(demo:read)  \n还有一项", "11 unread-row"),
    ])
    func anUnrecognizedRowOfTheRequestIsReported(row: String, expected: String) throws {
        #expect(try Self.findings(Self.document(basics: row)).joined() == expected)
    }

    @Test(arguments: [
        ("### 错误码\n错误码 | 描述\n--- | ---\n1 | a\n无 | b", "23 unread-row"),
        ("### 响应头\na | b\n--- | ---\n1 | 2\n\n## 响应\na | b\n--- | ---\n1 | 2", "20 unread-table25 unread-table"),
        ("### 请求体字段说明\n名称 | 类型 | 描述\n--- | --- | ---\na | int | x", "20 unread-table"),
        ("```go\nx\n```", "19 unread-code"), ("a | b | c\nd | e | f", "19 unread-table"), ("", ""),
    ])
    func whatCanStateFactsAndIsNotReadIsReported(rest: String, expected: String) throws {
        #expect(try Self.findings(Self.document(rest: rest)).joined() == expected)
    }

    @Test(arguments: [
        ("### 附录\n1. 一\n2. 二", "附录: 1. 一\n2. 二"), ("### 例子\n```go\nx\n```", "例子: ```go\nx\n```"),
        ("### 附录\n一\n\na | b\n--- | ---\n1 | 2\n\n二", "附录: 一\n\na | b\n--- | ---\n1 | 2\n\n二"),
        ("### 附录\n一\n### 附录\n二\n### 其他\n三", "附录: 一\n\n二; 其他: 三"),
        ("\(response)\n说明 [见](  \nhttps://example.com)", "响应体: 说明 [见](https://example.com)"),
        (
            "### 附录\n:::note\n      一<br>\n- 二\n    - 三\n:::", "附录: 一\n- 二\n    - 三"
        ),
        ("### 错误码\n\n重试时请使用同一个 uuid。", "错误码: 重试时请使用同一个 uuid。"),
    ])
    func proseIsKeptInNotes(rest: String, expected: String) throws {
        let document = try ReadDocument(Self.document(rest: rest))
        #expect(document.findings.isEmpty)
        let notes = try #require(document.spec.notes)
        #expect(notes.map { "\($0.section): \($0.text)" }.joined(separator: "; ") == expected)
    }

    @Test(arguments: [
        ("-|-|-|-", "名称 | 类型 | 必填 | 描述", true), ("---|---", "参数 | 说明", true),
        ("---|---|---", "Name | Type | Description", true), ("---|---|---", "参数 | 参数类型 | 说明", false),
    ])
    func theFieldsOfAHandWrittenTableAreAssumed(ruler: String, header: String, isHandWritten: Bool) throws {
        let row = header.split(separator: "|").map { _ in "int" }.joined(separator: " | ")
        let document = Self.document(request: row, ruler: ruler, header: header)
        #expect(try Self.findings(document) == (isHandWritten ? ["11 hand-written-table"] : []))
        let field = try #require(try Self.request(document).first)
        #expect(field.name == "int" && field.placement == (isHandWritten ? .assumed : nil))
        // A table without types leaves them open.
        #expect(field.type == (header == "参数 | 说明" ? .init(.any) : .init(.int)))
    }

    @Test func ofSeveralTablesTheOneOfThePortalIsRead() throws {
        let byHand = "参数 | 说明\n---|---\nx | y\n\n"
        let document = Self.document(request: "a | int | 是 | b").replacing(
            "名称 | 类型 | 必填", with: byHand + "名称 | 类型 | 必填")
        #expect(try Self.request(document).map(\.name) == ["a"])
        #expect(try Self.findings(document) == ["11 unread-table"])
    }

    /// Headings inside of a section of samples.
    @Test func severalSamplesCanHaveHeadings() throws {
        let samples = "#### 一\n```json\n{\"a\": 1}\n```\n说明\n#### 二\n```json\n{\"a\": 2}\n```"
        let spec = try ReadDocument(Self.document(samples: samples)).spec
        #expect(spec.request?.samples?.map(\.compact) == [#"{"a": 1}"#, #"{"a": 2}"#])
        #expect(spec.notes == [.init(section: "一", text: "说明")])
    }

    @Test(arguments: [
        (#"{"code": 0, "msg": "", "data": {"a": 1}}"#, EndpointSpec.Envelope.data),
        (#"{"code": 0, "msg": "", "data": {"b": 1}}"#, .none), (#"{"a": 1}"#, .none),
        (#"{"code": 0, "a": 1}"#, .flat), (#"{"a": 1, "code": 0, "data": {"a": 1}}"#, .flat),
    ])
    func aHandWrittenTableCanListThePayloadAlone(sample: String, envelope: EndpointSpec.Envelope) throws {
        let rest = "### 响应体\n参数|说明\n-|-\na|b\n\n### 响应体示例\n```json\n\(sample)\n```"
        let response = try ReadDocument(Self.document(rest: rest)).spec.response
        #expect(response.envelope == envelope)
        #expect(response.fields?.filter { $0.evidence == nil }.map(\.name) == ["a"])
    }

    @Test(arguments: [
        ("open.feishu.cn", nil), ("Open.Feishu.CN", nil), ("www.feishu.cn", "www.feishu.cn"),
        ("open.larksuite.com", "open.larksuite.com"),
    ])
    func theHostIsOneOfThePlatform(text: String, host: String?) throws {
        let document = Self.document().replacing("open.feishu.cn", with: text)
        #expect(try ReadDocument(document).spec.host == host)
    }

    @Test(arguments: [
        "example.com", "open.feishu.cn:8443", "open.feishu.cn@example.com", "feishu.cn", "a.feishu.cn", "",
    ])
    func aDocumentCannotSendTokensElsewhere(host: String) {
        let text = Self.document().replacing("open.feishu.cn", with: host)
        let plan = ImportPipeline.plan(documents: [
            Document(source: SourceFile(path: "x.md", text: text), path: nil)
        ])
        #expect(plan.specs.isEmpty && plan.errors.map(\.location.position?.line) == [6])
    }

    @Test(arguments: [
        (String.Encoding.utf16LittleEndian, [0xFF, 0xFE], "1:1: error: expected UTF-8, found UTF-16 (little-endian)"),
        (.utf16BigEndian, [0xFE, 0xFF], "1:1: error: expected UTF-8, found UTF-16 (big-endian)"),
        (.utf16LittleEndian, [], "1:1: error: expected UTF-8, found UTF-16 (little-endian)"),
        (.utf16BigEndian, [], "1:1: error: expected UTF-8, found UTF-16 (big-endian)"),
        (.utf8, [0x23, 0xC4, 0xE3], "1:2: error: invalid UTF-8 byte 0xC4 at offset 1"),
    ])
    func anotherEncodingIsNamed(encoding: String.Encoding, start: [UInt8], message: String) throws {
        let bytes = start + Array(try #require(Self.document().data(using: encoding)))
        let plan = ImportPipeline.plan(documents: [Document(source: SourceFile(path: "x.md", bytes: bytes), path: nil)])
        #expect(plan.specs.isEmpty && plan.errors.count == 1)
        #expect(plan.errors.first?.rendered.hasPrefix("x.md:" + message) == true)
    }

    @Test(arguments: [
        ("更多错误码信息，参见[通用错误码](https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN)。", false),
        ("具体可参考：[服务端错误码说明](https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN)", false),
        ("参见[通用错误码](https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN)。重试时请使用同一个 uuid。", true),
        ("更多说明，参见[其他](https://open.feishu.cn/document/abc)。", true),
    ])
    func theReferenceToTheCommonErrorsIsNoNote(text: String, isNote: Bool) throws {
        let document = try ReadDocument(Self.document(rest: "### 错误码\n\(text)"))
        #expect(document.spec.notes?.map(\.text) == (isNote ? [text] : nil) && document.findings.isEmpty)
    }

    /// A complete document has something about the response, and ends with a whole row.
    @Test(arguments: [
        (" | 错误码", ["cut-row"]), ("码\n", ["cut-row"]), ("\n### 响应体", ["missing-section"]),
        ("--- | --- | ---\ncode", ["unread-table"]),
        ("\n\n## 响应", ["missing-section"]),
        ("int | 是 | x", ["cut-row", "missing-section"]),
    ])
    func aDocumentThatIsCutOffIsReported(before text: String, codes: [String]) throws {
        let document = Self.document(request: "a | int | 是 | x", rest: Self.response)
        let end = try #require(document.ranges(of: text).last?.lowerBound)
        let findings = try Self.findings(String(document[..<end]))
        #expect(findings.map { String($0.drop { $0 != " " }.dropFirst()) } == codes)
    }

    @Test func aRowThatEndsInTwoSpacesDoesNotSwallowTheNext() throws {
        let request = "a | int | 是 | 一  \nb | Item\\[\\] | 是 | 二  \n续 | 文 | 本 | 三  \n&emsp;∟c | string | 是 | 四"
        let document = Self.document(
            basics: "接口频率限制 | 50 次/秒  \n权限要求 | 读(demo:read)", request: request,
            rest: "### 错误码\n错误码 | 描述\n--- | ---\n1 | a  \n2 | b  \n三 | c")
        let read = try ReadDocument(document)
        let fields = read.spec.request?.fields ?? []
        #expect(fields.map(\.name) == ["a", "b"] && fields.last?.fields?.map(\.name) == ["c"])
        #expect(fields.map(\.description) == ["一", "二\n续 | 文 | 本 | 三"])
        #expect(read.imported.tables.first?.rows.map(\.line) == [14, 15, 17])
        #expect(read.spec.scopes?.map(\.name) == ["demo:read"] && read.spec.rateLimits?.count == 1)
        #expect(read.spec.errors?.map(\.message) == ["a", "b  \n三 | c"])
    }

    @Test func depthsThatAreDrawnWithBlanksAreAssumed() throws {
        let fields = try Self.request(
            Self.document(request: "a | \\- | 是 | x\n&emsp;∟b | int | 是 | x\n&nbsp;&nbsp;∟c | int | 是 | x"))
        #expect(fields.map(\.name) == ["a"] && fields[0].fields?.map(\.name) == ["b", "c"])
        #expect(fields[0].fields?.map(\.placement) == [nil, .assumed])
    }

    @Test(arguments: [
        "名称 | 值\n---|---\nX", "基本 |\n--- | ---\nX", "| 基本 |  |\n| --- | --- |\nX", "名称 | 值\n---|---\n**X",
    ])
    func theTableOfTheRequestIsReadInAllItsForms(head: String) throws {
        let isPiped = head.hasPrefix("|")
        let rows = [
            ("HTTP URL", "https://open.feishu.cn/open-apis/demo/v1/things"), ("HTTP Method", "POST"),
            ("接口频率限制", "[1000 次/分钟、50 次/秒](https://example.com)"), ("支持的应用类型", "自建应用<br>商店应用"),
            (
                "权限要求",
                isPiped ? "开启任一权限即可<br>读(demo:read)<br>写(demo:write)" : "开启任一权限即可  \n读(demo:read)  \n写(demo:write)"
            ),
        ]
        let mark = head.hasSuffix("**X") ? "**" : ""
        let table = rows.map { row in
            let text = "\(mark)\(row.0)\(mark) | \(row.1)"
            return isPiped ? "| \(text) |" : text
        }
        let text =
            "# 东西\n\n## 请求\n" + head.replacing("**X", with: "").replacing("X", with: "")
            + table.joined(separator: "\n") + "\n" + Self.response
        for document in [text, "\u{FEFF}" + text.replacing("\n", with: "\r\n")] {
            let read = try ReadDocument(document)
            let spec = read.spec
            #expect(spec.path.text == "/open-apis/demo/v1/things" && spec.method == .post)
            #expect(spec.rateLimits?.map(\.requests) == [1000, 50] && spec.rateLimits?.map(\.seconds) == [60, 1])
            #expect(spec.appTypes == [.custom, .store])
            #expect(spec.scopes?.map(\.name) == ["demo:read", "demo:write"])
            #expect(read.findings.isEmpty)
        }
    }

    @Test func ofTwoRowsOfOneNameTheFirstCounts() throws {
        let document = Self.document(request: "a | int | 是 | x\na | string | 是 | y")
        #expect(try Self.request(document).map(\.type) == [.init(.int)])
        #expect(try Self.findings(document).last == "14 repeated-field")
    }

    /// Depths that no document has would exhaust the stack of whoever walks the tree.
    @Test func treesHaveAMaximumDepth() throws {
        let rows = (0..<500).map { "\(String(repeating: "&emsp;", count: $0))\($0 > 0 ? "∟" : "")a\($0) | A | 是 | x" }
        func depth(_ fields: [EndpointSpec.Field]?) -> Int { (fields ?? []).map { 1 + depth($0.fields) }.max() ?? 0 }
        #expect(try depth(Self.request(Self.document(request: rows.joined(separator: "\n")))) == 41)
        let flattened = (0..<500).map { "a\($0) | A | 是 | x" }
        #expect(try depth(Self.request(Self.document(request: flattened.joined(separator: "\n")))) == 41)
    }

    @Test func aDocumentWithoutAURLGivesASpec() throws {
        let spec = try ReadDocument(Self.document().replacing("# 东西\n", with: "")).spec
        #expect(spec.document.url == nil && spec.title == "POST /open-apis/demo/v1/things")
        #expect(throws: Never.self) { try SpecFile(SourceFile(path: "x.json", text: spec.canonicalText)) }
    }

    @Test func aStringWithFieldsBelowItIsAnObject() throws {
        let document = Self.document(request: "a | string | 是 | x\n&emsp;∟b | int | 是 | x")
        #expect(try Self.request(document)[0].type == .init(.object))
        #expect(try Self.findings(document) == ["13 fields-below-value"])
    }

    @Test func anUndocumentedPathParameterIsAStringAndReported() throws {
        let document = Self.document(path: "/open-apis/demo/v1/things/:id")
        let parameter = try #require(ReadDocument(document).spec.pathParameters?.first)
        #expect(parameter.name == "id" && parameter.type == .init(.string) && parameter.required == true)
        #expect(try Self.findings(document) == ["6 undocumented-parameter"])
    }

    @Test func aDocumentedParameterInTheURLIsNotFixed() throws {
        let document = Self.document(path: "/open-apis/demo/v1/things?kind=1&id=3&id=4")
            .replacing("### 请求体\n", with: "### 查询参数\n名称 | 类型 | 描述\n---|---|---\nid | int | x\n\n### 请求体\n")
        let spec = try ReadDocument(document).spec
        #expect(spec.fixedQuery?.map(\.name) == ["kind"] && spec.fixedQuery?.map(\.value) == ["1"])
        #expect(spec.queryParameters?.map(\.type) == [.init(.int)])
    }

    @Test func aRepeatedNameInTheURLIsAListAndReported() throws {
        let document = Self.document(path: "/open-apis/demo/v1/things?kind=1&id=3&id=4")
        let spec = try ReadDocument(document).spec
        #expect(spec.fixedQuery?.map(\.name) == ["kind"])
        let list = try #require(spec.queryParameters?.first)
        #expect(list.name == "id" && list.type == .init(.string, dimensions: 1))
        #expect(list.example == .array([.string("3"), .string("4")]))
        #expect(try Self.findings(document) == ["6 undocumented-parameter"])
    }

    /// What no request sends, and what only looks like another path.
    @Test(arguments: [
        ("?a=1#b=2&c=3", "/open-apis/demo/v1/things", ["a=1"]), ("#x?a=1", "/open-apis/demo/v1/things", []),
        ("?\u{301}a=1", "/open-apis/demo/v1/things", ["\u{301}a=1"]), ("#\u{301}", "/open-apis/demo/v1/things", []),
    ])
    func aFragmentIsNotPartOfTheURL(rest: String, path: String, query: [String]) throws {
        let spec = try ReadDocument(Self.document(path: "/open-apis/demo/v1/things" + rest)).spec
        #expect(spec.path.text == path)
        #expect((spec.fixedQuery ?? []).map { "\($0.name)=\($0.value)" } == query)
    }

    @Test(arguments: ["?=", "?a=1&=", "?&", "?a"])
    func anOddQueryIsRead(query: String) throws {
        let spec = try ReadDocument(Self.document(path: "/open-apis/demo/v1/things\(query)")).spec
        #expect(spec.fixedQuery?.map(\.name) ?? [] == (query.contains("a") ? ["a"] : []))
    }

    @Test func ofTwoHeadersOfOneNameTheFirstIsUsed() throws {
        let headers = "### 请求头\n名称 | 类型 | 描述\n---|---|---\nX-A | string | x\nX-A | int | y\n\n### 请求体\n"
        let document = try ReadDocument(Self.document().replacing("### 请求体\n", with: headers))
        #expect(document.spec.headers?.map(\.type) == [.init(.string)])
        #expect(document.findings == ["14 repeated-parameter"])
    }

    @Test func anUnknownColumnAndARepeatedRowOfTheRequestAreReported() throws {
        let document = Self.document(
            basics: "HTTP Method | GET", request: "a | int | 是 | x | 元", ruler: "--- | --- | --- | --- | ---",
            header: "名称 | 类型 | 必填 | 描述 | 单位")
        #expect(try Self.findings(document) == ["8 unread-row", "11 unread-column"])
    }

    @Test func samplesThatAreNotJSONAreKeptWithWhatTheyMean() throws {
        let document = Self.document(
            request: "a | int | 是 | x",
            samples:
                "```json\n{\"a\": 1}\n```\n```json\n{\"a\": 2,}\n```\n```\ndata: {\"a\":3}\n\ndata: {\"a\":4}\n```\n```\nPOST /\n```"
        )
        let request = try #require(ReadDocument(document).spec.request)
        func value(_ number: String) -> JSON { .object([.init("a", .number(number))]) }
        #expect(request.samples == [value("1")])
        #expect(request.rawSamples?.map(\.text) == ["{\"a\": 2,}", "data: {\"a\":3}\n\ndata: {\"a\":4}", "POST /"])
        #expect(request.rawSamples?.map(\.repaired) == [[value("2")], [value("3"), value("4")], nil])
        #expect(try Self.findings(document) == ["19 raw-sample", "22 raw-sample"])
    }

    @Test(arguments: [
        ("curl -X POST https://open.feishu.cn -d '{\"a\": 1}'", false), ("POST / HTTP/1.1\n\n{\"a\": 1}", false),
        ("import requests\nprint({})", false), ("{\"a\": 1", true), ("{\"a\": \"b\": \"c\"}", true),
        ("// done\n\"a\": {", true),
    ])
    func aSampleThatIsMeantToBeJSONIsReported(text: String, isReported: Bool) throws {
        let samples = "**示例**\n\n```json\n\(text)\n```"
        let document = Self.document(request: "a | int | 是 | x", samples: samples)
        let findings = try Self.findings(document)
        #expect(findings.filter { $0.hasSuffix("raw-sample") }.count == (isReported ? 1 : 0))
    }

    @Test func theBoldHeadingOfASampleIsNoNote() throws {
        let samples = "先看说明\n\n**cURL 示例**\n\n```bash\ncurl -v\n```\n\n**重要**\n文字"
        let spec = try ReadDocument(Self.document(request: "a | int | 是 | x", samples: samples)).spec
        #expect(spec.request?.rawSamples?.map(\.text) == ["curl -v"])
        #expect(spec.notes?.map(\.text) == ["先看说明\n\n**重要**\n文字"])
    }

    @Test func theFieldsBelowARepeatedRowAreNamed() throws {
        let rows = "a | object | 是 | x\n&emsp;∟ b | int | 是 | x\na | object | 是 | x\n&emsp;∟ c | int | 是 | x"
        let document = try ReadDocument(Self.document(request: rows))
        let message = "duplicate field \"a\"; the first one is used; the fields below this row are dropped: \"c\""
        #expect(document.imported.diagnostics.map(\.message).contains(message))
    }
}
