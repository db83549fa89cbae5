import Foundation
import RepositoryFiles
import SourceText
import Testing

@testable import feishu_codegen

/// Specs that break one rule each, through every command that reads specs: each gives a diagnostic or output, and none ends
/// the process.
@Suite struct BrokenSpecFuzzTests {
    @Test func aSpecThatBreaksARuleIsReported() throws {
        let specs = try (RepositoryFiles.allSpecTexts() + [Self.corrected, Self.event]).map {
            try JSON(parsing: SourceFile(path: "x.json", text: $0))
        }
        Fuzz.run("broken specs", outputShare: 0.02) { source in
            let spec = source.pick(specs)
            let place = source.pick(Self.places(in: spec))
            let broken = Self.replacing(spec, at: place[...]) { Self.broken($0, &source) }
            return try Self.outcome(of: broken.indented + "\n")
        }
    }

    private static let commands = [
        ["validate"], ["generate"], ["check"], ["list"], ["show", "*"], ["export", "openapi", "--output", "api.json"],
        ["report", "--output", "report.html"], ["diff", "specs", "specs"],
        ["correct", "*", "response.a", "--type", "string", "--reason", "r"], ["correct", "*", "response.a", "--undo"],
        ["correct", "*", "--undo"],
        ["correct", "*", "event.a", "--type", "string", "--reason", "r"], ["place", "*", "event", "--confirm"],
    ]

    /// A spec with a correction of each part.
    private static let corrected = """
        {
        "id": "a.v1.b.get", "title": "b", "document": {}, "method": "POST", "path": "/b/:c",
        "pathParameters": [{"name": "c", "type": "string"}],
        "request": {"contentType": "x/y", "corrected": {"contentType": null, "reason": "r"}},
        "response": {"envelope": "data", "type": "object", "fields": [
            {"name": "a", "type": "int", "values": [{"value": 1, "name": "one"}], "corrected": {
                "type": "object", "values": null, "fields": [{"name": "d", "type": "int", "swiftName": "e"}],
                "reason": "r"}},
            {"name": "f", "type": "map", "valueType": "int", "corrected": {"missing": true, "reason": "r"}}],
            "corrected": {"envelope": "flat", "reason": "r"}},
        "errors": [{"status": 400, "code": 7, "message": "m", "corrected": {"status": 403, "reason": "r"}}],
        "corrected": {"method": "GET", "path": "/b/:g", "pathParameters": [{"name": "g", "type": "int"}], "reason": "r"}
        }
        """

    /// A spec of an event with all keys.
    private static let event = """
        {
        "id": "a.v1.b.made", "eventType": "a.b.made_v1", "title": "b", "document": {}, "envelope": "2.0",
        "notes": [{"section": "a", "text": "b"}], "deprecated": "d", "appTypes": ["custom"],
        "scopes": [{"name": "a:b"}], "fieldScopes": [{"name": "a:c"}],
        "event": {"fields": [
            {"name": "a", "type": "int", "corrected": {"type": "string", "reason": "r"}},
            {"name": "b", "type": "object", "placement": "assumed", "fields": [{"name": "c", "type": "int"}]}],
            "samples": [{"schema": "2.0", "header": {"event_type": "a.b.made_v1"}, "event": {"a": 1}}],
            "rawSamples": [{"text": "{"}]},
        "headerFields": [{"name": "d", "type": "string"}]
        }
        """

    private static func outcome(of text: String) throws -> Fuzz.Outcome {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("feishu-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let specs = folder.appendingPathComponent("specs")
        try FileManager.default.createDirectory(at: specs, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: specs.appendingPathComponent("a.json"))
        var hasOutput = false
        for command in commands {
            var errors: [String] = []
            let console = Console(
                writeOutput: { _ in }, writeError: { errors.append($0) }, writeProgress: { _ in })
            let arguments = command.map { word in
                ["specs", "api.json", "report.html"].contains(word) ? folder.appendingPathComponent(word).path : word
            }
            let folders =
                command[0] == "diff"
                ? []
                : ["--specs", specs.path]
                    + (["generate", "check"].contains(command[0]) ? ["--output", folder.path + "/out"] : [])
            let status = FeishuCodegen.run(arguments + folders, console: console, workingFolder: folder)
            switch status {
            case .done: hasOutput = true
            case .problems, .comparisonFailed:
                if errors.isEmpty {
                    return .init(hasOutput: false, failure: "\(command) gives no reason\n\(text)")
                }
            case .bug, .wrongUsage, .breaking:
                return .init(hasOutput: false, failure: "\(command): \(status): \(errors)\n\(text)")
            }
        }
        return .init(hasOutput: hasOutput)
    }

    // MARK: Breaking

    /// Returns the places of all values in a spec, as the indices of the members and elements on the way to each.
    private static func places(in value: JSON) -> [[Int]] {
        let children: [JSON] =
            switch value {
            case .object(let members): members.map(\.value)
            case .array(let elements): elements
            default: []
            }
        return [[]] + children.enumerated().flatMap { index, child in places(in: child).map { [index] + $0 } }
    }

    private static func replacing(_ value: JSON, at place: ArraySlice<Int>, with change: (JSON) -> JSON) -> JSON {
        guard let index = place.first else { return change(value) }
        switch value {
        case .object(var members):
            members[index].value = replacing(members[index].value, at: place.dropFirst(), with: change)
            return .object(members)
        case .array(var elements):
            elements[index] = replacing(elements[index], at: place.dropFirst(), with: change)
            return .array(elements)
        default: return value
        }
    }

    /// Returns a value that breaks a rule where the given one does not: twice, missing, of another type, or out of range.
    private static func broken(_ value: JSON, _ source: inout Fuzz.Source) -> JSON {
        switch value {
        case .array(let elements):
            guard let element = elements.isEmpty ? nil : source.pick(elements) else { return .array([.null]) }
            return source.pick([
                .array(elements + [element]), .array([]), .array([element, element]), .object([]),
                .array(elements + [.object([])]),
            ])
        case .object(let members):
            guard let member = members.isEmpty ? nil : source.pick(members) else { return .array([]) }
            return source.pick([
                .object(members.filter { $0.key != member.key }), .object(members + [.init("unheardOf", .null)]),
                .object([]), .null,
            ])
        case .number:
            return source.pick([.number("-1"), .number("1e99"), .number("99999999999999999999"), .string("1")])
        case .boolean: return source.pick([.string("true"), .null, .number("1")])
        case .null: return .string("")
        case .string(let text):
            return source.pick([
                .string(""), .string(text + text), .string("object"), .string("int[]"), .string("self"),
                .string("1 bad"),
                .string(":x/:x"), .string("a.v1.b.get"), .string("\(text)\u{0}"), .number("1"), .null,
            ])
        }
    }
}
