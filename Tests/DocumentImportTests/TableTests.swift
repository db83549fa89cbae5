import Testing

@testable import DocumentImport

/// What the cells of a table of fields say.
@Suite struct TableTests {
    @Test(arguments: [
        ("string", DocumentType.Base.string, 0), ("String", .string, 0), ("int64", .int, 0), ("boolean", .boolean, 0),
        ("number(float)", .number, 0), (#"string\[\]"#, .string, 1), (#"int\[\]\[\]"#, .int, 2), ("file", .file, 0),
        ("array&lt;string&gt;", .string, 1), (#"List\<int\>"#, .int, 1), ("list", .unspecified, 1),
        (#"\-"#, .unspecified, 0),
        ("/", .unspecified, 0), ("", .unspecified, 0), ("map&lt;string, string&gt;", .map, 0), ("map", .map, 0),
        (#"talent\_info\[\]"#, .custom("talent_info"), 1), ("**`user.i18n`**", .custom("user.i18n"), 0),
        ("[]string", .string, 1), ("map[string]string", .map, 0), ("i64", .int, 0), ("list<i64>", .int, 1),
        ("array[string]", .string, 1), ("List&lt;String&gt;", .string, 1), ("Map&lt;String,Object&gt;", .map, 0),
        ("float64", .number, 0), ("[][]*Item", .custom("Item"), 2),
    ])
    func aTypeIsRead(cell: String, base: DocumentType.Base, dimensions: Int) {
        let type = DocumentType(cell)
        #expect(type.base == base && type.dimensions == dimensions)
    }

    private static func table(_ header: String, _ rows: [String]) -> FieldTable? {
        let ruler = header.split(separator: "|").map { _ in "---" }.joined(separator: " | ")
        let blocks = Markdown(([header, ruler] + rows).joined(separator: "\n")).blocks
        guard case .table(let table) = blocks.first else { return nil }
        return FieldTable(table)
    }

    @Test(arguments: ["名称 | 类型 | 必填 | 描述", "参数 | 参数类型 | 必须 | 说明", "**参数** | **类型** | 是否必填 | 说明 | 备注"])
    func columnsAreFoundByTheirHeadings(header: String) throws {
        let rows = try #require(Self.table(header, [#"a\_b | int | 是 | x"#, "c | string | 否 | y"])).rows
        #expect(rows.map(\.name) == ["a_b", "c"])
        #expect(rows.map(\.isRequired) == [true, false])
        #expect(rows.map(\.description) == ["x", "y"])
        #expect(rows.map(\.type.base) == [.int, .string])
        #expect(rows.map(\.level) == [nil, nil])
    }

    @Test func aTableWithoutNamesIsNoneOfFields() {
        #expect(Self.table("HTTP状态码 | 错误码", ["400 | 1"]) == nil)
    }

    @Test func marksShowTheDepth() throws {
        let rows = try #require(
            Self.table(
                "名称 | 类型",
                ["a | \\-", "&emsp;∟b | int", "∟ c | int", "&emsp;&emsp;∟&nbsp;d | int", "e | int", "∟f | int"])
        ).rows
        #expect(rows.map(\.name) == ["a", "b", "c", "d", "e", "f"])
        #expect(rows.map(\.level) == [0, 1, 1, 2, 0, 1])
    }

    @Test(arguments: [
        ("∟uid", ["uid"]), ("∟ access", ["access"]), ("&emsp;└─ deep", ["deep"]), ("- ∟x", ["x"]),
        ("leader_user_id<br>&emsp;∟leader_open_id", ["leader_user_id", "leader_open_id"]),
        ("employee_id、open_id", ["employee_id", "open_id"]), ("a, b", ["a", "b"]), ("a/b", ["a", "b"]),
        ("**a**", ["a"]), ("`a`", ["a"]), ("a\\_b", ["a_b"]), ("~~a~~", ["a"]), ("\"a\"", ["a"]),
        ("<md-text>a</md-text>", ["a"]), ("a <sup>new</sup>", ["a"]), ("a（必填）", ["a"]), ("a(new)", ["a"]),
        ("[a](https://example.com)", ["a"]), ("a:", ["a"]), ("a<br>一种", ["a"]), ("∟<br>a", ["a"]),
        // What can be on the wire stays.
        ("Content-Type", ["Content-Type"]), ("a.b", ["a.b"]), ("a[0]", ["a[0]"]), ("$a", ["$a"]), ("+a", ["+a"]),
        ("名", ["名"]),
        ("&emsp;", []), ("∟", []),
    ])
    func aNameIsWhatIsOnTheWire(cell: String, names: [String]) throws {
        let table = try #require(Self.table("名称 | 类型", ["\(cell) | int"]))
        #expect(table.rows.map(\.name) == names && table.unnamedLines.count == (names.isEmpty ? 1 : 0))
    }

    @Test func alternativesAreNotRequired() throws {
        let rows = try #require(Self.table("名称 | 类型 | 必填", ["a、b | int | 是", "c | int | 是"])).rows
        #expect(rows.map(\.name) == ["a", "b", "c"] && rows.map(\.isRequired) == [false, false, true])
    }

    @Test func aForgottenMarkIsStillIndented() throws {
        let rows = try #require(Self.table("参数 | 类型", ["a | map", "&emsp;b | list", "&emsp;&emsp;∟c | int"])).rows
        #expect(rows.map(\.name) == ["a", "b", "c"] && rows.map(\.level) == [0, 1, 2])
    }
}
