import Foundation
import Testing

@testable import feishu_codegen

/// Whoever follows the advice of an error gets rid of it.
@Suite struct AdviceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What happens to a workspace in which everything agrees.
        let damage: @Sendable (Workspace) throws -> Void
        /// A part of the advice that `check` gives.
        let advice: String
        /// The commands of the advice, one per line.
        let commands: String
        /// What a person has to do first.
        var preparation: @Sendable (Workspace) throws -> Void = { _ in }
    }

    private static func remove(_ path: String) -> @Sendable (Workspace) throws -> Void {
        { try FileManager.default.removeItem(at: $0.folder.appendingPathComponent(path)) }
    }

    private static func write(_ text: String, _ path: String) -> @Sendable (Workspace) throws -> Void {
        { try $0.write(text, to: path) }
    }

    private static let cases = [
        Case(
            testDescription: "a document changed", damage: write(ImportTests.document(limit: "9 次/秒"), document),
            advice: "run feishu-codegen import --specs specs, then feishu-codegen generate --specs specs --output out",
            commands: "import\ngenerate"),
        Case(
            testDescription: "a document has another endpoint",
            damage: write(ImportTests.document().replacing("/things", with: "/boxes"), document),
            advice: "run feishu-codegen import --specs specs, then feishu-codegen generate --specs specs --output out",
            commands: "import\ngenerate"),
        Case(
            testDescription: "a document is gone",
            damage: {
                // Without any document, there is nothing to check specs against.
                let other = ImportTests.document().replacing("/things", with: "/boxes").replacing("/doc", with: "/b")
                try $0.write(other, to: "specs/documents/b.md")
                try remove(document)($0)
            }, advice: "run feishu-codegen import --specs specs --prune to delete the spec",
            commands: "import --prune\ngenerate"),
        Case(
            testDescription: "a generated file is gone", damage: remove("out/Feishu+Endpoints.swift"),
            advice: "run feishu-codegen generate --specs specs --output out", commands: "generate"),
        Case(
            testDescription: "a generated file is damaged", damage: write("", "out/Feishu+Endpoints.swift"),
            advice: "run feishu-codegen generate --specs specs --output out", commands: "generate"),
        Case(
            testDescription: "a generated file is edited", damage: write("// mine", "out/Feishu+Endpoints.swift"),
            advice: "run feishu-codegen generate --specs specs --output out --force", commands: "generate --force"),
        Case(
            testDescription: "the list is gone", damage: remove("out/.feishu-codegen-files.json"),
            advice: "run feishu-codegen generate --specs specs --output out", commands: "generate"),
        Case(
            testDescription: "the list is damaged", damage: write("{", "out/.feishu-codegen-files.json"),
            advice: "delete it: the next run writes it again, but removes no stale files", commands: "generate",
            preparation: remove("out/.feishu-codegen-files.json")),
        Case(
            testDescription: "a file that was not generated is in the way",
            damage: {
                try $0.write("// mine", to: "out/Demo/Feishu+Demo.swift")
                try remove("out/.feishu-codegen-files.json")($0)
            }, advice: "move the file, or choose another folder with --output", commands: "generate",
            preparation: remove("out/Demo/Feishu+Demo.swift")),
    ]

    private static let document = "specs/documents/thing.md"

    @Test(arguments: cases)
    func theAdviceHelps(_ testCase: Case) throws {
        // Specs name their documents only below the working folder.
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        try workspace.write(ImportTests.document(), to: Self.document)
        for command in ["import", "generate", "check"] { #expect(workspace.run(command).status == .done) }
        try testCase.damage(workspace)
        let broken = workspace.run("check")
        #expect(broken.status == .problems && broken.errors.contains(testCase.advice), "\(broken.errors)")
        try testCase.preparation(workspace)
        for command in testCase.commands.split(separator: "\n") {
            let words = command.split(separator: " ").map(String.init)
            let run = words.count == 1 ? workspace.run(words[0]) : workspace.run(words[0], words[1])
            #expect(run.status == .done, "\(testCase): \(run.errors)")
        }
        let checked = workspace.run("check")
        #expect(checked.status == .done && checked.errors.isEmpty, "\(testCase): \(checked.errors)")
    }
}
