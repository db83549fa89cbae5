import Foundation
import RepositoryFiles
import Testing

@testable import feishu_codegen

/// Every Swift block of the README and of the articles is in the consumer package, which CI builds and runs.
@Suite struct ReadmeTests {
    private static let runtime = "Sources/FeishuRuntime/Documentation.docc"
    private static let testing = "Sources/FeishuTesting/Documentation.docc"
    private static let consumer = RepositoryFiles.root.appendingPathComponent("Tests/Consumer")

    private static func text(of path: String) throws -> String {
        try String(contentsOf: RepositoryFiles.root.appendingPathComponent(path), encoding: .utf8)
    }

    /// To record the program again: `RECORD=1 swift test --filter ReadmeTests`.
    @Test func theBlocksOfTheReadmeAreOneProgram() throws {
        let program = try Self.program(of: Self.swiftBlocks(of: Self.text(of: "README.md")))
        let file = Self.consumer.appendingPathComponent("Sources/readme/main.swift")
        if ProcessInfo.processInfo.environment["RECORD"] != nil { try Data(program.utf8).write(to: file) }
        #expect(try String(contentsOf: file, encoding: .utf8) == program)
    }

    /// Returns a program that runs each block in a scope of its own.
    private static func program(of blocks: [String]) -> String {
        let lines = blocks.map { $0.components(separatedBy: "\n") }
        let imports = Set(lines.joined().filter { $0.hasPrefix("import ") }).sorted()
        let scopes = lines.map { block -> String in
            let body = block.filter { !$0.hasPrefix("import ") }.drop(while: \.isEmpty)
            let constants = body.compactMap { $0.prefixMatch(of: /let (\w+)/)?.1 }
            // An example need not use what it declares.
            let uses = constants.isEmpty ? [] : ["_ = (\(constants.joined(separator: ", ")))"]
            let indented = (body + uses).map { $0.isEmpty ? "" : "    \($0)" }
            return "do {\n\(indented.joined(separator: "\n"))\n}\n"
        }
        return """
            // The Swift blocks of the README in their order, each in a scope of its own. Preamble.swift defines what they use.
            // To record them again: RECORD=1 swift test --filter ReadmeTests
            \(imports.joined(separator: "\n"))

            \(scopes.joined(separator: "\n"))
            print("the examples of the README run")

            """
    }

    @Test(arguments: [
        ("\(runtime)/GettingStarted.md", 2), ("\(runtime)/SigningIn.md", 3), ("\(runtime)/Errors.md", 0),
        ("\(runtime)/Lists.md", 0), ("\(runtime)/Files.md", 1), ("\(runtime)/Polling.md", 1),
        ("\(runtime)/Observing.md", 3), ("\(runtime)/ReceivingEvents.md", 4), ("\(runtime)/Cards.md", 5),
        ("\(runtime)/LongConnection.md", 10), ("\(testing)/Testing.md", 4),
        ("\(testing)/TestingHandlers.md", 6),
    ])
    func everyParagraphOfASwiftBlockIsInTheConsumer(path: String, minimum: Int) throws {
        let texts = try ["Sources", "Tests"].flatMap { folder in
            try RepositoryFiles.paths(in: Self.consumer.appendingPathComponent(folder), withExtension: "swift").map {
                try Self.trimmedLines(Self.text(of: "Tests/Consumer/\(folder)/\($0)")).joined(separator: "\n")
            }
        }
        let paragraphs = try Self.swiftBlocks(of: Self.text(of: path)).flatMap {
            Self.trimmedLines($0).split(separator: [""])
        }
        #expect(paragraphs.count > minimum)
        for paragraph in paragraphs {
            let text = paragraph.joined(separator: "\n")
            #expect(texts.contains { $0.contains(text) }, "\(text)")
        }
    }

    /// The Swift blocks of an article, except those that are parts of a manifest.
    private static func swiftBlocks(of text: String) -> [String] {
        text.components(separatedBy: "```swift\n").dropFirst().compactMap { rest in
            let block = rest.components(separatedBy: "\n```")[0]
            return block.hasPrefix("// Package.swift") ? nil : block
        }
    }

    private static func trimmedLines(_ text: String) -> [String] {
        text.components(separatedBy: "\n").map { line in
            let line = line.trimmingCharacters(in: .whitespaces)
            return line.hasPrefix("static let ") ? String(line.dropFirst("static ".count)) : line
        }
    }

    /// The manifest refers to the package by its name, so that its folder can have any name.
    @Test func theManifestOfTheReadmeIsThatOfTheConsumer() throws {
        let (readme, manifest) = (try Self.text(of: "README.md"), try Self.text(of: "Tests/Consumer/Package.swift"))
        let targets = try #require(readme.firstRange(of: "    .target(name: \"FeishuAPI\"")?.lowerBound)
        let end = try #require(readme[targets...].firstRange(of: "    .executableTarget(")?.lowerBound)
        let lines = Self.trimmedLines(String(readme[targets..<end])).joined(separator: "\n")
        #expect(Self.trimmedLines(manifest).joined(separator: "\n").contains(lines))
        #expect(readme.contains(#".package(name: "feishu-codegen", path: "../feishu-codegen")"#))
        #expect(manifest.contains(#".package(name: "feishu-codegen", path: "../..")"#))
    }

    @Test func theReadmeIsShortAndBeginsWithWhatWorksWithoutSetup() throws {
        let lines = try Self.text(of: "README.md").components(separatedBy: "\n")
        #expect(lines.count <= 230)
        #expect(lines.prefix(30).contains("swift run feishu-codegen import && swift run feishu-codegen generate"))
        #expect(lines.prefix(30).contains("swift test"))
    }

    /// Links between articles are links to files, so that they work on a forge. `.ci/docs` turns them into those of docc.
    @Test func linksLeadToFiles() throws {
        for folder in ["Sources", ".github"] {
            let root = RepositoryFiles.root.appendingPathComponent(folder)
            for path in RepositoryFiles.paths(in: root, withExtension: "md")
                + (folder == "Sources" ? ["../README.md"] : [])
            {
                let file = root.appendingPathComponent(path)
                let text = try String(contentsOf: file, encoding: .utf8)
                #expect(!text.contains("<doc:"), "\(path)")
                for link in text.matches(of: /\]\(([^)#:\s]+\.md)\)/) {
                    let target = file.deletingLastPathComponent().appendingPathComponent(String(link.1))
                    #expect(FileManager.default.fileExists(atPath: target.path), "\(path): \(link.1)")
                }
            }
        }
    }

    /// The change that the article on extending shows can be made to the files as they are.
    @Test func theWorkedChangeApplies() throws {
        let article = try Self.text(of: "Sources/feishu-codegen/Documentation.docc/Extending.md")
        let diff = try #require(article.components(separatedBy: "```diff\n").dropFirst().first)
            .components(separatedBy: "\n```")[0]
        let files = diff.components(separatedBy: "--- a/").dropFirst()
        #expect(files.count == 2)
        for file in files {
            let lines = file.components(separatedBy: "\n")
            let source = try Self.text(of: lines[0])
            for hunk in lines.dropFirst(2).split(whereSeparator: { $0.hasPrefix("@@") }) {
                let old = hunk.filter { !$0.hasPrefix("+") && !$0.isEmpty }.map { String($0.dropFirst()) }
                #expect(source.contains(old.joined(separator: "\n")), "\(lines[0])")
            }
        }
    }

    /// The article on extending names types, functions, and files that exist.
    @Test func everyNameInTheArticleOnExtendingExists() throws {
        let article = try Self.text(of: "Sources/feishu-codegen/Documentation.docc/Extending.md")
        let prose = article.components(separatedBy: "```").enumerated().filter { $0.offset.isMultiple(of: 2) }.map(
            \.element)
        var words = Set(try Self.text(of: "Package.swift").split { !$0.isLetter && !$0.isNumber })
        for folder in ["Sources", "Tests"] {
            let root = RepositoryFiles.root.appendingPathComponent(folder)
            for path in RepositoryFiles.paths(in: root, withExtension: "swift") where !path.contains("Generated/") {
                words.formUnion(path.split { !$0.isLetter && !$0.isNumber })
                let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
                words.formUnion(text.split { !($0.isLetter || $0.isNumber || $0 == "_") })
            }
        }
        var count = 0
        for span in prose.joined().matches(of: /`([A-Za-z][A-Za-z.+\/]*(?:\([a-zA-Z_:]*\))?)`/) {
            for word in span.1.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where word != "swift" {
                let exists = words.contains(word)
                #expect(exists, "\(span.1)")
                count += 1
            }
        }
        #expect(count > 50)
    }

    /// The outputs of `list` and `show` in the article on commands are those that they print.
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
