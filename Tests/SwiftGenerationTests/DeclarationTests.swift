import EndpointSpec
import Foundation
import RepositoryFiles
import SourceText
import SwiftGeneration
import Testing

/// Whatever the texts of a spec are, the generated code declares what the spec asks for, and nothing else.
@Suite struct DeclarationTests {
    /// The compiler parses the code of the landmine with all hostile texts, and of the same spec with harmless ones.
    @Test func hostileTextsDeclareNothing() throws {
        let path = "Tests/Landmines/specs/poison/v1/text.create.json"
        let source = try RepositoryFiles.source(RepositoryFiles.root.appendingPathComponent(path), as: path)
        let hostile = try JSON(parsing: source)
        var tokens: [String: String] = [:]
        let harmless = Self.harmless(hostile, key: "", &tokens)
        #expect(tokens.count > 150)
        let (expected, found) = (try Self.declarations(of: harmless), try Self.declarations(of: hostile))
        #expect(expected == found)
        // A struct for the endpoint, its body, its response, an open enum, and what is around them.
        #expect((expected["struct_decl"] ?? 0) >= 5 && (expected["var_decl"] ?? 0) > 200, "\(expected)")
    }

    /// The spec with other texts. Equal texts stay equal, and different ones different.
    private static func harmless(_ value: JSON, key: String, _ tokens: inout [String: String]) -> JSON {
        switch value {
        case .object(let members):
            // The keys of samples are texts as well.
            return .object(
                members.enumerated().map { index, member in
                    let name = key == "samples" ? "k\(index)" : member.key
                    let inside = key == "samples" ? key : member.key
                    return .init(name, harmless(member.value, key: inside, &tokens))
                })
        case .array(let elements): return .array(elements.map { harmless($0, key: key, &tokens) })
        case .string(let text):
            if ["id", "method", "path", "updated", "envelope", "type"].contains(key) { return value }
            let token = tokens[text] ?? "t\(tokens.count)"
            tokens[text] = token
            return .string(token)
        default: return value
        }
    }

    /// The number of declarations of each kind, as the compiler sees them.
    private static func declarations(of spec: JSON) throws -> [String: Int] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("declarations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try SpecFile(SourceFile(path: "x.json", text: spec.indented))
        var counts: [String: Int] = [:]
        for file in try SwiftGenerator.files(for: [file]) {
            let url = folder.appendingPathComponent("generated.swift")
            try Data(file.text.utf8).write(to: url)
            for match in try dump(url.path).matches(of: #/\(([a-z_]+_decl) /#) {
                counts[String(match.1), default: 0] += 1
            }
        }
        return counts
    }

    /// The syntax tree of a file, as the compiler prints it.
    private static func dump(_ path: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["swiftc", "-frontend", "-dump-parse", "-module-name", "Parsed", path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return text
    }
}
