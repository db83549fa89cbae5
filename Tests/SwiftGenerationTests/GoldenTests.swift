import EndpointSpec
import Foundation
import Testing

@testable import SwiftGeneration

/// What the generator makes of whole folders of specs, compared byte for byte.
///
/// To record the expectations anew: `RECORD=1 swift test --filter GoldenTests`, then read the difference.
@Suite struct GoldenTests {
    @Test(arguments: try caseNames())
    func aCaseGivesWhatIsExpected(name: String) throws {
        let folder = Self.tests.appendingPathComponent("SwiftGenerationTests/Cases/\(name)")
        do {
            let files = try SwiftGenerator.files(for: Self.specs(in: folder.appendingPathComponent("specs")))
            try Self.expect(files, in: folder.appendingPathComponent("expected"))
        } catch let problems as SpecFile.Problems {
            let text = problems.diagnostics.map { $0.rendered + "\n" }.joined()
            try Self.expect(
                [OutputFile(path: "problems.txt", text: text)], in: folder.appendingPathComponent("expected"))
        }
    }

    /// Compiled as the target `Landmines`, so that hostile names and texts are proved to be harmless.
    @Test func theLandminesAreWhatIsCompiled() throws {
        let folder = Self.tests.appendingPathComponent("Landmines")
        let files = try SwiftGenerator.files(for: Self.specs(in: folder.appendingPathComponent("specs")))
        try Self.expect(files, in: folder.appendingPathComponent("Generated"))
    }

    @Test func theGeneratedModuleIsWhatTheSpecsGive() throws {
        let root = Self.tests.deletingLastPathComponent()
        let files = try SwiftGenerator.files(for: Self.specs(in: root.appendingPathComponent("specs")))
        try Self.expect(files, in: root.appendingPathComponent("Generated"))
    }

    @Test func theOrderOfTheSpecsDoesNotMatter() throws {
        let folder = Self.tests.appendingPathComponent("SwiftGenerationTests/Cases/every-kind-of-response/specs")
        let specs = try Self.specs(in: folder)
        let expected = try SwiftGenerator.files(for: specs)
        for shift in specs.indices {
            let shuffled = Array(specs[shift...].reversed() + specs[..<shift])
            #expect(try SwiftGenerator.files(for: shuffled) == expected)
        }
    }

    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    private static func caseNames() throws -> [String] {
        let cases = tests.appendingPathComponent("SwiftGenerationTests/Cases")
        return try FileManager.default.contentsOfDirectory(atPath: cases.path).filter { !$0.hasPrefix(".") }.sorted()
    }

    private static func specs(in folder: URL) throws -> [SpecFile] {
        try SpecFolder.paths(in: folder.path).map { path in
            let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(path)))
            return try SpecFile(SourceText(path: "specs/" + path, bytes: bytes))
        }
    }

    private static func paths(in folder: URL) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.filter { folder.appendingPathComponent($0).isFile }.sorted()
    }

    private static func expect(_ files: [OutputFile], in folder: URL) throws {
        if ProcessInfo.processInfo.environment["RECORD"] != nil { try record(files, in: folder) }
        #expect(try paths(in: folder) == files.map(\.path).sorted())
        for file in files {
            let expected = try? String(contentsOf: folder.appendingPathComponent(file.path), encoding: .utf8)
            #expect(file.text == expected, "\(file.path)")
        }
    }

    private static func record(_ files: [OutputFile], in folder: URL) throws {
        try? FileManager.default.removeItem(at: folder)
        for file in files {
            let url = folder.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: url)
        }
    }
}

extension URL {
    fileprivate var isFile: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
}
