import EndpointSpec
import SourceText
import Testing

@testable import SwiftGeneration

@Suite struct FieldDocumentationTests {
    private static func text(_ description: String?, example: JSON? = nil) -> String {
        var field = EndpointSpec.Field(name: "a", type: .init(.string))
        field.description = description
        field.example = example
        let named = NamedField(
            field: field, path: ["a"], name: SwiftName.property("a"), memberNames: [], fields: [], isSent: true)
        return FieldDocumentation(siblings: []).text(for: named, isRequest: true, hasEnum: false)
    }

    @Test(arguments: [("x`y", "``"), ("x``y", "```"), ("`", "``")])
    func aValueWithBackticksIsCode(value: String, fence: String) {
        #expect(Self.text(nil, example: .string(value)) == "Example: \(fence) \"\(value)\" \(fence).")
    }

    @Test func factsDoNotJoinTheLastItemOfAList() {
        #expect(Self.text("Use:\n- one\n- two", example: .string("x")) == "Use:\n- one\n- two\n\nExample: `\"x\"`.")
    }

    @Test(arguments: [
        ("**Level**：11", "**Level**：11. Example: `\"x\"`."), ("**Level**：1", "**Level**：1. Example: `\"x\"`."),
        ("11", "11\\. Example: `\"x\"`."), ("Use:\n11", "Use:\n11\\. Example: `\"x\"`."),
    ])
    func aNumberBeforeTheFactsIsNotAListItem(description: String, expected: String) {
        #expect(Self.text(description, example: .string("x")) == expected)
    }

    @Test func aListInTheCommentOfAParameterRemainsOne() throws {
        let file = try SpecFile(
            SourceFile(
                path: "a.json",
                text: """
                    {"id": "demo.v1.thing.get", "title": "T", "document": {}, "method": "GET", "path": "/a",
                     "response": {"envelope": "data", "type": "object"}}
                    """))
        func comment(_ text: String) -> String {
            let name = SwiftName.parameter("a")
            let argument = ArgumentPlan(
                wireName: "a", name: name, type: .string, isOptional: false, documentation: text)
            return FunctionDocumentation(spec: file.spec, arguments: [argument], errors: []).text
        }
        #expect(comment("Use:\n- one\n1. two") == "T\n\n- Parameter a: Use:\n  - one\n  1. two")
        #expect(comment("**Use**：\n- one") == "T\n\n- Parameter a: **Use**：\n  - one")
        #expect(comment("one\ntwo") == "T\n\n- Parameter a: one two")
    }
}
