import Foundation
import RepositoryFiles
import SourceText
import Testing

@testable import EndpointSpec

/// `specs/endpoint.schema.json`, which editors use, must accept exactly the files that the tool accepts.
@Suite struct SchemaTests {
    @Test func acceptsTheSpecsOfTheRepository() throws {
        for file in try RepositoryFiles.specs(in: Self.folder) {
            let schema = try Self.schema(isEvent: file.spec.event != nil)
            #expect(schema.accepts(try JSON(parsing: file.source)), "\(file.source.path)")
        }
    }

    /// If this test fails after a change of the format, run `feishu-codegen import`, which writes the schema.
    @Test func theFileIsThatOfTheFormat() throws {
        for (path, text) in [
            (EndpointSpec.schemaPath, EndpointSpec.schemaText),
            (EndpointSpec.eventSchemaPath, EndpointSpec.eventSchemaText),
        ] {
            let file = RepositoryFiles.root.appendingPathComponent("specs/\(path)")
            #expect(try String(contentsOf: file, encoding: .utf8) == text)
        }
    }

    @Test func acceptsTheCompleteSpec() throws {
        #expect(try Self.schema().accepts(try Self.json(completeSpec)))
        #expect(try Self.schema(isEvent: true).accepts(try Self.json(completeEvent)))
    }

    /// Mutates each value of the complete spec in turn, and compares the verdicts of the schema and the tool.
    @Test(arguments: [false, true]) func agreesWithTheToolOnEveryMutation(isEvent: Bool) throws {
        let schema = try Self.schema(isEvent: isEvent)
        var verdicts: [Bool: Int] = [:]
        for (mutant, change) in Self.mutants(of: try Self.json(isEvent ? completeEvent : completeSpec)) {
            // Without its type, an event is read as an endpoint.
            if isEvent, mutant["eventType"] == .null { continue }
            let text = mutant.indented
            let byTool: Bool
            do {
                _ = try SpecFile(SourceFile(path: "x.json", text: text))
                byTool = true
            } catch {
                // A schema cannot check the consistency between the parts of a spec.
                let shape: Set = [
                    "unknown-key", "missing-key", "wrong-value", "invalid-id", "invalid-path", "newer-format",
                ]
                byTool = !error.diagnostics.contains {
                    shape.contains($0.code) && !$0.message.contains("a value of type")
                }
            }
            #expect(schema.accepts(mutant) == byTool, "\(change)")
            verdicts[byTool, default: 0] += 1
        }
        #expect(verdicts[true, default: 0] > 50 && verdicts[false, default: 0] > 200)
    }

    @Test(arguments: [
        ("pageToken", true), ("page_token", true), ("_x", true), ("名称2", true), ("e\u{301}", true), ("1 bad", false),
        ("1", false), ("a b", false), ("a-b", false), ("_", false), ("_1", false), ("a.b", false),
    ])
    func aSwiftNameIsOne(name: String, isValid: Bool) throws {
        let spec = completeSpec.replacing(
            "\"swiftName\": \"elements\"", with: "\"swiftName\": \(JSON.string(name).compact)")
        let isAccepted = try Self.schema().accepts(try Self.json(spec))
        #expect(spec != completeSpec && isAccepted == isValid)
        let problems = LoadedSpec(SourceFile(path: "x.json", text: spec)).problems
        #expect(
            problems.contains { $0.code == "wrong-value" && $0.message.contains("expected a Swift name") } != isValid)
    }

    /// The article of the format says which keys each object requires, as the format does.
    @Test func theArticleListsRequiredKeys() throws {
        let schema = try Self.json(EndpointSpec.schemaText)
        guard case .object(let definitions)? = schema["$defs"] else { throw CocoaError(.coderInvalidValue) }
        let rows = ([JSON.Member("endpoint", schema)] + definitions).compactMap { definition -> String? in
            guard case .array(let keys)? = definition.value["required"] else { return nil }
            let names = keys.map { "`\($0.compact.dropFirst().dropLast())`" }
            return "| \(definition.key) | \(names.joined(separator: ", ")) |"
        }
        let article = RepositoryFiles.root.appendingPathComponent(
            "Sources/feishu-codegen/Documentation.docc/SpecFormat.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        #expect(rows.count > 10)
        #expect(
            text.contains((["| Object | Required keys |", "| --- | --- |"] + rows + ["", ""]).joined(separator: "\n")))
    }

    private static func schema(isEvent: Bool = false) throws -> JSONSchema {
        let path = isEvent ? EndpointSpec.eventSchemaPath : EndpointSpec.schemaPath
        let url = folder.appendingPathComponent(path)
        return JSONSchema(root: try JSON(parsing: RepositoryFiles.source(url, as: path)))
    }

    private static let folder = RepositoryFiles.root.appendingPathComponent("specs")

    private static func json(_ text: String) throws -> JSON {
        try JSON(parsing: SourceFile(path: "x.json", text: text))
    }

    /// Returns all variants of a value with one part replaced, removed or added, with a description of the change.
    private static func mutants(of value: JSON) -> [(JSON, String)] {
        let replacements: [JSON] = [
            .null, .boolean(true), .number("7"), .number("-1"), .string("text"), .string(""), .array([]), .object([]),
        ]
        var mutants = replacements.filter { $0 != value }.map { ($0, "\(value.compact) -> \($0.compact)") }
        switch value {
        case .object(let members):
            mutants.append((.object(members + [.init("unheardOf", .null)]), "a further key in \(value.compact)"))
            for (index, member) in members.enumerated() {
                var rest = members
                rest.remove(at: index)
                mutants.append((.object(rest), "without \(member.key): \(value.compact)"))
                for (mutant, change) in Self.mutants(of: member.value) {
                    var changed = members
                    changed[index].value = mutant
                    mutants.append((.object(changed), "\(member.key): \(change)"))
                }
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                for (mutant, change) in Self.mutants(of: element) {
                    var changed = elements
                    changed[index] = mutant
                    mutants.append((.array(changed), "[\(index)] \(change)"))
                }
            }
        default: break
        }
        return mutants
    }
}
