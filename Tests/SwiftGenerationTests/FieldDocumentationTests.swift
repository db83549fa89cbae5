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

    @Test(arguments: [
        ("x_y", #"`"x_y"`"#), ("x`y_", #""x\`y\_""#), ("```", #""\`\`\`""#), ("[`\"a\"`]", #""\[\`\\"a\\"\`\]""#),
    ])
    func aValueWithBackticksIsText(value: String, expected: String) {
        #expect(Self.text(nil, example: .string(value)) == "Example: \(expected).")
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

    private static func comment(_ arguments: [ArgumentPlan]) throws -> String {
        let file = try SpecFile(
            SourceFile(
                path: "a.json",
                text: """
                    {"id": "demo.v1.thing.get", "title": "T", "document": {}, "method": "GET", "path": "/a",
                     "response": {"envelope": "data", "type": "object"}}
                    """))
        return FunctionDocumentation(spec: file.spec, arguments: arguments, errors: []).text
    }

    private static func argument(_ name: String, _ documentation: String?) -> ArgumentPlan {
        ArgumentPlan(
            wireName: name, name: SwiftName.parameter(name), type: .string, isOptional: false,
            documentation: documentation)
    }

    @Test(arguments: [
        ("Use:\n- one\n1. two", "Use:\n  - one\n  1. two"), ("**Use**：\n- one", "**Use**：\n  - one"),
        ("one\ntwo", "one two"),
    ])
    func aListInTheCommentOfAParameterRemainsOne(text: String, expected: String) throws {
        #expect(try Self.comment([Self.argument("a", text)]) == "T\n\n- Parameter a: " + expected)
    }

    /// DocC warns about a parameter without a comment if others have one.
    @Test func theBodyIsDocumentedIfOtherParametersAre() throws {
        let body = ArgumentPlan(
            wireName: nil, name: Identifier("body"), type: .structure("Body"), isOptional: false, documentation: nil)
        #expect(try Self.comment([body]) == "T")
        #expect(
            try Self.comment([Self.argument("a", "one"), body])
                == "T\n\n- Parameters:\n  - a: one\n  - body: The request body.")
    }
}
