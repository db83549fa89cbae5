import EndpointSpec
import Foundation
import RepositoryFiles
import SourceText
import SwiftGeneration
import Testing

/// Texts that are hardly specs: each is read, or refused with the places of its problems.
@Suite struct SpecFuzzTests {
    @Test func aTextGivesASpecOrProblemsWithPlaces() throws {
        let texts = try RepositoryFiles.allSpecTexts()
        Fuzz.run("specs", outputShare: 0.05) { source in
            let bytes = source.isOneOf(3) ? Array(Self.generated(&source).utf8) : Self.mutated(texts, &source)
            return try Self.outcome(of: bytes)
        }
    }

    private static func outcome(of bytes: [UInt8]) throws -> Fuzz.Outcome {
        let source = SourceFile(path: "x.json", bytes: bytes)
        let reading = LoadedSpec(source)
        var problems = reading.problems
        var hasOutput = false
        if problems.isEmpty {
            guard let file = reading.file else {
                return .init(hasOutput: false, failure: "neither a spec nor a problem")
            }
            let text = file.spec.canonicalText
            let again = LoadedSpec(SourceFile(path: "x.json", text: text))
            if !again.problems.isEmpty || again.file?.spec.canonicalText != text {
                return .init(hasOutput: true, failure: "does not survive writing: \(again.problems)\n\(text)")
            }
            problems += file.review
            do throws(Failure) {
                hasOutput = try !SwiftGenerator.files(for: [file]).isEmpty
            } catch {
                problems += error.diagnostics
            }
        }
        if !hasOutput, problems.isEmpty { return .init(hasOutput: false, failure: "no output and no reason") }
        let isLost = problems.contains { ($0.location.offset ?? .max) > bytes.count }
        let failure = isLost ? "a problem without a place" : Fuzz.failure(rendering: problems, path: "x.json")
        return .init(hasOutput: hasOutput, failure: failure)
    }

    private static func mutated(_ texts: [String], _ source: inout Fuzz.Source) -> [UInt8] {
        var bytes = Array(source.pick(texts).utf8)
        for _ in 0..<source.number(0...5) {
            bytes.damage(words: HostileText.json, using: &source.random)
        }
        return bytes
    }

    // MARK: Generation

    private static let keys = [
        "id", "title", "document", "method", "path", "response", "request", "fields", "name", "type", "values", "value",
        "code", "message", "errors", "rateLimits", "requests", "seconds", "samples", "envelope", "polling", "until",
        "in",
        "field", "notes", "section", "text", "scopes", "constraints", "pathParameters", "format", "unknown", "$schema",
        "eventType", "event", "headerFields",
    ]

    /// JSON with the keys of specs in any place, and sometimes no JSON.
    private static func generated(_ source: inout Fuzz.Source) -> String {
        switch source.number(0...9) {
        case 0:
            let depth = source.count(upTo: 200_000)
            return String(repeating: "[", count: depth)
                + (source.isOneOf(2) ? String(repeating: "]", count: depth) : "")
        case 1: return String(repeating: "{\"fields\":", count: source.count(upTo: 50_000))
        case 2:
            let field = "{\"name\": \"a\", \"type\": \"int\"},"
            return required(
                "\"fields\": [" + String(repeating: field, count: source.count(upTo: 20_000)).dropLast() + "]")
        case 3: return required("\"samples\": [\"" + String(repeating: "长", count: source.count(upTo: 300_000)) + "\"]")
        default: return value(&source, depth: source.number(1...6))
        }
    }

    /// A spec with everything that is required, and a part of its response.
    private static func required(_ part: String) -> String {
        """
        {"id": "a.v1.b.get", "title": "T", "document": {}, "method": "GET", "path": "/a",
        "response": {"envelope": "data", "type": "object", \(part)}}
        """
    }

    private static func value(_ source: inout Fuzz.Source, depth: Int) -> String {
        if depth == 0 || source.isOneOf(4) {
            return source.pick([
                "1", "-1", "0", "1e999", "18446744073709551616", "true", "null", "\"\"", "\"GET\"", "\"int\"",
                "\"object[]\"",
                "\"a.v1.b.get\"", "\"/a/:b/:b\"", "\"data\"", "\"2024-02-30\"", "\"\\ud800\"", "\"\\u0000\"", "\"状态\"",
            ])
        }
        let count = source.number(0...5)
        if source.isOneOf(3) {
            return "[" + (0..<count).map { _ in value(&source, depth: depth - 1) }.joined(separator: ", ") + "]"
        }
        let members = (0..<count).map { _ in "\"\(source.pick(keys))\": \(value(&source, depth: depth - 1))" }
        return "{" + members.joined(separator: ", ") + "}"
    }
}

extension RepositoryFiles {
    /// The texts of all specs of the repository, those of tests among them.
    static func allSpecTexts() throws -> [String] {
        let folders = ["specs", "Tests"].map(root.appendingPathComponent)
        return try folders.flatMap { folder in
            try specPaths(in: folder).filter { !$0.contains("colliding") }.map { path in
                try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            }
        }
    }
}
