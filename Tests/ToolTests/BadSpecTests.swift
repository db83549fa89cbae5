import Foundation
import Testing

@testable import feishu_codegen

/// A spec with one mistake gives one error with its place, exit status 1, and no changed file.
@Suite struct BadSpecTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let original: String
        let replacement: String
        let error: String
    }

    @Test(arguments: [
        Mistake(
            testDescription: "a misspelt key", original: "\"title\"", replacement: "\"titel\"",
            error: """
                specs/a.json:3:3: error: unknown key "titel" in the spec; did you mean "title"? [unknown-key]
                      "titel": "Thing",
                      ^^^^^^^
                """),
        Mistake(
            testDescription: "a trailing comma", original: "\"url\": \"https://example.com\"",
            replacement: "\"url\": \"https://example.com\",",
            error: """
                specs/a.json:5:33: error: trailing comma before '}'; delete it [trailing-comma]
                        "url": "https://example.com",
                                                    ^
                """),
        Mistake(
            testDescription: "a wrong type", original: "\"method\": \"GET\"", replacement: "\"method\": 1",
            error: """
                specs/a.json:7:13: error: expected "GET" or "POST" or "PUT" or "PATCH" or "DELETE", found 1 [wrong-value]
                      "method": 1,
                                ^
                """),
        Mistake(
            testDescription: "a duplicate field name", original: "\"name\": \"name\"", replacement: "\"name\": \"id\"",
            error: """
                specs/a.json:18:17: error: duplicate field name "id"; delete or rename one of the two [duplicate-field]
                            "name": "id",
                                    ^^^^
                    note: specs/a.json:14:17: first used here
                """),
        Mistake(
            testDescription: "two specs with one id", original: "demo.v1.thing.get", replacement: "demo.v1.other.get",
            error: """
                specs/b.json:2:9: error: duplicate endpoint ID "demo.v1.other.get"; delete one of the specs or change its ID [duplicate-id]
                      "id": "demo.v1.other.get",
                            ^^^^^^^^^^^^^^^^^^^
                    note: specs/a.json:2:9: the other spec is here
                """),
    ])
    func oneMistakeIsOneError(mistake: Mistake) throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(), to: "specs/a.json")
        try workspace.write(Workspace.spec(id: "demo.v1.other.get"), to: "specs/b.json")
        #expect(workspace.run("generate").status == .done)
        let before = try workspace.snapshot(of: "out")

        let bad = Workspace.spec().replacingOccurrences(of: mistake.original, with: mistake.replacement)
        try #require(bad != Workspace.spec())
        try workspace.write(bad, to: "specs/a.json")

        for command in ["generate", "validate", "check"] {
            let run = workspace.run(command)
            #expect(run.status == .problems)
            #expect(run.output == "")
            #expect(run.errors == mistake.error)
        }
        #expect(try workspace.snapshot(of: "out") == before)
    }

    @Test func theProblemsOfAllSpecsAreReported() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write("{", to: "specs/a.json")
        try workspace.write("[]", to: "specs/b.json")
        let places = workspace.run("generate").errors.split(separator: "\n").filter { $0.hasPrefix("specs/") }
        #expect(
            places == [
                "specs/a.json:1:2: error: expected a key in double quotes, found the end of the file [json-syntax]",
                "specs/b.json:1:1: error: expected an object for the spec, found an array [wrong-value]",
            ])
        #expect(try workspace.snapshot(of: "out").isEmpty)
    }

    @Test func ofVeryManyProblemsTheFirstAreReported() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let keys = (1...2000).map { "\"unheard\($0)\": 1,\n" }.joined()
        try workspace.write("{\n" + keys + Workspace.spec().dropFirst(), to: "specs/a.json")
        let errors = workspace.run("generate").errors.split(separator: "\n").filter { $0.hasPrefix("specs/") }
        #expect(errors.count == 51)
        #expect(errors.last == "specs/a.json: error: and 1950 more errors")
    }

    @Test func aLinkWithinTheFolderOfSpecsIsRead() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(), to: "specs/a.json")
        try workspace.link("specs/b.json", to: "specs/a.json")
        #expect(!workspace.run("validate").errors.contains("linked-file"))
    }

    /// `check` runs on the pull requests of strangers, and diagnostics show lines of files.
    @Test(
        arguments: ["validate", "check", "generate", "list"], ["specs/linked", "specs/a.json", "specs/documents/a.md"])
    func aLinkThatLeadsOutOfTheFolderIsNotRead(command: String, link: String) throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(), to: "specs/b.json")
        try workspace.write("secret-token", to: "elsewhere/a.json")
        let target = link == "specs/linked" ? "elsewhere" : "elsewhere/a.json"
        try workspace.link(link, to: target)
        let run =
            command == "list"
            ? Workspace.run(["list", "--specs", workspace.folder.appendingPathComponent("specs").path])
            : workspace.run(command)
        // Only `check` reads documents.
        if command == "check" || !link.hasSuffix(".md") {
            #expect(run.status == .problems && run.errors.contains("[linked-file]"), "\(run)")
        }
        #expect(!run.errors.contains("secret") && !run.output.contains("secret"))
    }

    @Test func aFolderThatContainsItselfIsAnError() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(), to: "specs/a.json")
        try workspace.write("// Generated by feishu-codegen\n", to: "out/A.swift")
        let specs = workspace.folder.appendingPathComponent("specs")
        try FileManager.default.createSymbolicLink(
            at: specs.appendingPathComponent("round"), withDestinationURL: specs)
        let run = workspace.run("generate")
        #expect(run.status == .problems && run.errors.contains("cannot read the folder"))
        #expect(workspace.read("out/A.swift") != nil)
    }

    @Test func anEmptyFolderRemovesNothing() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write("// Generated by feishu-codegen\n", to: "out/A.swift")
        try workspace.write("{}", to: "specs/endpoint.schema.json")
        let run = workspace.run("generate")
        #expect(run.status == .problems && run.errors.contains("specs: error: no specs in the folder"))
        #expect(workspace.read("out/A.swift") != nil)
    }

    @Test func validateWarnsAboutWhatIsSuspicious() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let sample = #""samples": [{"code": 0, "data": {"id": 1}}],"#
        let spec = Workspace.spec().replacing(#""fields": ["#, with: sample + #" "fields": ["#)
        try workspace.write(spec, to: "specs/a.json")
        let run = workspace.run("validate")
        #expect(run.status == .done && run.output == "specs: 1 valid spec, 1 warning.")
        #expect(
            run.errors.hasPrefix(
                #"specs/a.json:12:44: warning: expected a value of type string for "id", found a number"#)
        )
        let strict = workspace.run("validate", "--strict")
        #expect(strict.status == .problems && strict.errors.contains("error: expected a value of type string"))
        #expect(workspace.run("generate").errors.isEmpty)
    }
}
