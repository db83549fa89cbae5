import Foundation
import Mutations
import RepositoryFiles
import SourceText
import Testing

@testable import EndpointSpec
@testable import SwiftGeneration

/// Specs that are broken or made hostile at random give problems with places or harmless code, and never a crash.
///
/// `MUTATIONS=100000 swift test --filter MutationTests` tries more of them.
@Suite struct MutationTests {
    private static let count = ProcessInfo.processInfo.environment["MUTATIONS"].flatMap(Int.init) ?? 400

    @Test func problemsOfBrokenTextsHaveAPlaceInTheFile() throws {
        var random = SplitMix64(state: 1)
        let texts = try Self.specTexts()
        for number in 0..<Self.count {
            var bytes = Array(texts[number % texts.count].utf8)
            for _ in 0...Int.random(in: 0..<4, using: &random) { bytes.damage(using: &random) }
            let source = SourceFile(path: "x.json", bytes: bytes)
            do {
                _ = try SwiftGenerator.files(for: [SpecFile(source)])
            } catch {
                #expect(!error.diagnostics.isEmpty)
                for problem in error.diagnostics {
                    #expect(try #require(problem.location.offset) <= bytes.count)
                    #expect(problem.rendered.hasPrefix("x.json:\(try #require(problem.location.position).line):"))
                }
            }
        }
    }

    @Test func hostileValuesGiveHarmlessCode() throws {
        var random = SplitMix64(state: 2)
        let specs = try Self.specTexts().map { try JSON(parsing: SourceFile(path: "x.json", text: $0)) }
        var generated = 0
        for number in 0..<Self.count {
            var spec = specs[number % specs.count]
            for _ in 0...Int.random(in: 0..<3, using: &random) { Self.poison(&spec, using: &random) }
            do {
                let source = SourceFile(path: "x.json", text: spec.indented)
                for file in try SwiftGenerator.files(for: [SpecFile(source)]) {
                    generated += 1
                    Self.expectHarmless(file.text)
                }
            } catch {
                #expect(!error.diagnostics.isEmpty)
            }
        }
        #expect(generated > Self.count / 4)
    }

    /// The poison is a call, which can be in comments and literals only.
    private static func expectHarmless(_ text: String) {
        // Of the raw literal that is open, such as `##` for one that `"""##` ends.
        var mark: String?
        for line in text.split(separator: "\n") {
            #expect(!line.unicodeScalars.contains { $0.isInvisible }, "\(line)")
            let code = line.drop { $0 == " " }
            if let open = mark {
                let end = "\"\"\"" + open
                #expect(!code.contains("\\\(open)("), "\(line)")
                if code.contains(end) {
                    #expect([end, end + ","].contains(String(code)), "\(line)")
                    mark = nil
                }
            } else if code.hasPrefix("#"), code.hasSuffix("#\"\"\"") {
                mark = String(code.dropLast(3))
            } else {
                #expect(!code.hasPrefix("poison()") && !code.hasPrefix("#"), "\(line)")
            }
        }
        #expect(mark == nil)
    }

    private static func specTexts() throws -> [String] {
        let folders = ["specs", "Tests"].map(RepositoryFiles.root.appendingPathComponent)
        return try folders.flatMap { folder in
            try RepositoryFiles.specPaths(in: folder).filter { !$0.contains("colliding") }.map { path in
                try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            }
        }
    }

    private static let poisons = [
        "\npoison()\n", "\r\npoison()", "\u{2028}poison()", "*/ poison() /*", "\"\npoison()\n\"",
        "\"\"\"\npoison()\n\"\"\"",
        "\\(poison())", "`poison`", "poison() {", "}\npoison()", "", " ", "self", "init", "Type", "none", "1",
        "\u{202E}",
        "\u{0}", "😀", "中文", "#if poison", "/*", "//", "\\", "\"", "a\\\nb",
        "\\#(poison())", "\"\"\"#\npoison()", "\"\"\"## poison() #\"\"\"", "##\"\"\"",
        String(repeating: "长", count: 300),
    ]

    /// Replaces one value somewhere in the spec.
    private static func poison(_ value: inout JSON, using random: inout SplitMix64) {
        switch value {
        case .object(var members) where !members.isEmpty:
            let index = Int.random(in: members.indices, using: &random)
            if Int.random(in: 0..<40, using: &random) == 0 {
                members.append(members[index])
            } else {
                poison(&members[index].value, using: &random)
            }
            value = .object(members)
        case .array(var elements) where !elements.isEmpty:
            let index = Int.random(in: elements.indices, using: &random)
            poison(&elements[index], using: &random)
            value = .array(elements)
        case .string: value = .string(poisons.randomElement(using: &random) ?? "")
        case .number: value = .number(["-1", "9223372036854775807", "1e999", "0"].randomElement(using: &random) ?? "0")
        default: value = .boolean(Bool.random(using: &random))
        }
    }
}
