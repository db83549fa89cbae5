import Foundation
import RepositoryFiles
import Testing

@testable import feishu_codegen

/// Every Swift block of the README and of the runtime's articles is in the consumer package, which CI builds and runs.
@Suite struct ReadmeTests {
    private static let articles = "Sources/FeishuRuntime/Documentation.docc"

    @Test(arguments: [
        ("README.md", 10), ("\(articles)/GettingStarted.md", 2), ("\(articles)/SigningIn.md", 3),
        ("\(articles)/Errors.md", 0),
        ("\(articles)/Lists.md", 0), ("\(articles)/Files.md", 1), ("\(articles)/Polling.md", 0),
        ("\(articles)/Observing.md", 3), ("\(articles)/Testing.md", 2),
    ])
    func everyParagraphOfASwiftBlockIsInTheConsumer(path: String, minimum: Int) throws {
        let consumer = RepositoryFiles.root.appendingPathComponent("Tests/Consumer")
        let sources =
            RepositoryFiles.paths(in: consumer.appendingPathComponent("Sources"), withExtension: "swift")
            .map { "Sources/" + $0 } + ["Package.swift"]
        let texts = try sources.map { path in
            try Self.lines(String(contentsOf: consumer.appendingPathComponent(path), encoding: .utf8))
                .joined(separator: "\n")
        }
        let text = try String(contentsOf: RepositoryFiles.root.appendingPathComponent(path), encoding: .utf8)
        let paragraphs = Self.swiftBlocks(of: text).flatMap { $0.split(separator: [""]) }
        #expect(paragraphs.count > minimum)
        for paragraph in paragraphs {
            let text = paragraph.joined(separator: "\n")
            #expect(texts.contains { $0.contains(text) }, "\(text)")
        }
    }

    /// The lines of each block, but for the block of the manifest, whose names differ.
    private static func swiftBlocks(of text: String) -> [[String]] {
        text.components(separatedBy: "```swift\n").dropFirst().compactMap { rest in
            let block = rest.components(separatedBy: "```")[0]
            if block.hasPrefix("// Package.swift") { return nil }
            return lines(block)
        }
    }

    private static func lines(_ text: String) -> [String] {
        text.components(separatedBy: "\n").map { line in
            let line = line.trimmingCharacters(in: .whitespaces)
            return line.hasPrefix("static let ") ? String(line.dropFirst("static ".count)) : line
        }
    }

    /// The manifest depends on the package by its name, so that the folder can have any.
    @Test func theManifestOfTheReadmeIsThatOfTheConsumer() throws {
        let readme = try String(contentsOf: RepositoryFiles.root.appendingPathComponent("README.md"), encoding: .utf8)
        let manifest = try String(
            contentsOf: RepositoryFiles.root.appendingPathComponent("Tests/Consumer/Package.swift"), encoding: .utf8)
        #expect(readme.contains(#".package(name: "feishu-codegen", path: "path/to/feishu-codegen")"#))
        #expect(manifest.contains(#".package(name: "feishu-codegen", path: "../..")"#))
        let product = #".product(name: "Generated", package: "feishu-codegen")"#
        #expect(readme.contains(product) && manifest.contains(product))
    }

    @Test func theReadmeIsShort() throws {
        let readme = try String(contentsOf: RepositoryFiles.root.appendingPathComponent("README.md"), encoding: .utf8)
        #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 200)
    }

    /// What the article on commands shows of `list` and `show` is what they print.
    @Test func theOutputsInTheArticleAreReal() throws {
        let article = RepositoryFiles.root.appendingPathComponent(
            "Sources/feishu-codegen/Documentation.docc/Commands.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let blocks = text.components(separatedBy: "```\n$ feishu-codegen ").dropFirst().map {
            $0.components(separatedBy: "\n```")[0]
        }
        let specs = RepositoryFiles.root.appendingPathComponent("Tests/HireFixture/specs").path
        var count = 0
        for block in blocks where block.hasPrefix("list") || block.hasPrefix("show") {
            let lines = block.split(separator: "\n", maxSplits: 1)
            let arguments = lines[0].split(separator: " ").map { String($0).replacing("'", with: "") }
            #expect(Workspace.run(arguments + ["--specs", specs]).output == String(lines[1]))
            count += 1
        }
        #expect(count == 3)
    }
}
