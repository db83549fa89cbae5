import DocumentImport
import Foundation
import SourceText
import Testing

@testable import DocumentPortal

/// Trees of the portal with hostile texts: each page has a name of a file in one folder, and a front matter that says the same
/// when it is read again.
@Suite struct PortalFuzzTests {
    @Test func aTreeGivesHarmlessPages() {
        Fuzz.run("portal", outputShare: 0.2) { source in
            let tree = JSON.object([
                .init("items", .array((0...source.number(0...3)).map { _ in Self.node(3, &source) }))
            ])
            var bytes = Array(tree.compact.utf8)
            for _ in 0..<source.number(0...2) {
                bytes.damage(with: "{}[],:\"\\-/", words: HostileText.json, using: &source.random)
            }
            guard
                let json = try? JSON(parsing: SourceFile(path: "tree.json", bytes: bytes), allowingDuplicateKeys: true),
                let parsed = try? PortalTree(json)
            else { return .init(hasOutput: false) }
            let failures =
                parsed.pages.lazy.compactMap(Self.harm)
                + parsed.warnings.map(\.rendered).lazy.compactMap { text in
                    text.unicodeScalars.contains { $0.properties.isBidiControl || $0 == "\u{1B}" } ? text : nil
                }
            return .init(hasOutput: true, failure: failures.first)
        }
    }

    private static func text(_ source: inout Fuzz.Source) -> String {
        let text = source.pick([
            "a", "hire-v1", "..", ".", "a/b", "a\\b", "patch", "---", "title: x", source.pick(HostileText.poisons),
        ])
        return source.isOneOf(2) ? HostileText.surrounded(text, using: &source) : text
    }

    private static func node(_ depth: Int, _ source: inout Fuzz.Source) -> JSON {
        let path =
            "/"
            + (0...source.number(0...3)).map { _ in source.isOneOf(3) ? text(&source) : "a\(source.number(0...9))" }
            .joined(separator: "/")
        let items = depth == 0 ? [] : (0..<source.number(0...2)).map { _ in node(depth - 1, &source) }
        return .object([
            .init("name", .string(text(&source))), .init("fullPath", .string(path)),
            .init("type", .string(source.pick(["DocumentType", "DirectoryType"]))),
            .init(
                "updateTime",
                source.pick([.string("1720618210000"), .number("9223372036854775807"), .string("x"), .null])),
            .init("items", .array(items)),
        ])
    }

    private static func harm(in page: PortalPage) -> String? {
        let name = page.fileName
        if name.utf8.contains(where: { "/\\\0".utf8.contains($0) }) || name.utf8.first == UInt8(ascii: ".")
            || name.utf8.count > 255
        {
            return "the name of the file is \(name.debugDescription)"
        }
        let matter = FrontMatter(
            title: page.title, sourceURL: "https://open.feishu.cn/document" + page.fullPath, fullPath: page.fullPath,
            updateTime: page.updateTime)
        let again = FrontMatter(of: SourceFile(path: "x.md", text: matter.text + "\n# x\n"))
        if again.fullPath != page.fullPath || again.updateTime != page.updateTime {
            return "another front matter: \(matter.text)"
        }
        return nil
    }
}
