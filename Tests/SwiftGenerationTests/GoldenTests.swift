import EndpointSpec
import Foundation
import RepositoryFiles
import SourceText
import Testing

@testable import SwiftGeneration

/// The files that the generator gives for whole folders of specs, compared byte for byte.
///
/// To record the expectations again: `RECORD=1 swift test --filter GoldenTests`, then read the difference.
@Suite struct GoldenTests {
    @Test(arguments: try caseNames())
    func aCaseGivesWhatIsExpected(name: String) throws {
        let folder = Self.tests.appendingPathComponent("SwiftGenerationTests/Cases/\(name)")
        do {
            let (files, samples) = try Self.generated(from: folder, module: "Demo")
            let inFolder = samples.map { OutputFile(path: "Samples/\($0.path)", text: $0.text) }
            try Self.expect(files + inFolder, in: folder.appendingPathComponent("expected"))
        } catch let problems as Failure {
            let text = problems.diagnostics.map { $0.rendered + "\n" }.joined()
            try Self.expect(
                [OutputFile(path: "problems.txt", text: text)], in: folder.appendingPathComponent("expected"))
        }
    }

    /// Compiled as the target `Landmines`, so that hostile names and texts are proved to be harmless.
    @Test func theLandminesAreWhatIsCompiled() throws { try Self.expectTargets(of: "Landmines") }

    /// Compiled as the target `HireFixture`, for tests that need endpoints whatever the repository's own specs are.
    @Test func theFixtureIsWhatIsCompiled() throws { try Self.expectTargets(of: "HireFixture") }

    @Test func theGeneratedModuleIsWhatTheSpecsGive() throws {
        let root = RepositoryFiles.root
        let (files, samples) = try Self.generated(from: root, module: "Generated")
        // The tool records these folders, with the lists of their files.
        let inFolder = samples.map { OutputFile(path: "Samples/\($0.path)", text: $0.text) }
        try Self.compare(files + inFolder, with: root.appendingPathComponent("Generated"))
    }

    @Test func theOrderOfTheSpecsDoesNotMatter() throws {
        let folder = Self.tests.appendingPathComponent("SwiftGenerationTests/Cases/every-kind-of-response/specs")
        let specs = try RepositoryFiles.specs(in: folder)
        let expected = try SwiftGenerator.files(for: specs)
        for shift in specs.indices {
            let shuffled = Array(specs[shift...].reversed() + specs[..<shift])
            #expect(try SwiftGenerator.files(for: shuffled) == expected)
        }
    }

    private static func generated(
        from folder: URL, module: String
    ) throws -> (files: [OutputFile], samples: [OutputFile]) {
        try SwiftGenerator.files(
            for: RepositoryFiles.specs(in: folder.appendingPathComponent("specs")), samplesImporting: module)
    }

    /// Compares the two targets of a module of the tests with the files that its specs give.
    private static func expectTargets(of module: String) throws {
        let folder = tests.appendingPathComponent(module)
        let (files, samples) = try generated(from: folder, module: module)
        try expect(files, in: folder.appendingPathComponent("Generated"))
        try expect(samples, in: folder.appendingPathComponent("Samples"))
    }

    private static let tests = RepositoryFiles.root.appendingPathComponent("Tests")

    private static func caseNames() throws -> [String] {
        let cases = tests.appendingPathComponent("SwiftGenerationTests/Cases")
        return try FileManager.default.contentsOfDirectory(atPath: cases.path).filter { !$0.hasPrefix(".") }.sorted()
    }

    private static func paths(in folder: URL) -> [String] {
        ["swift", "txt"].flatMap { RepositoryFiles.paths(in: folder, withExtension: $0) }.sorted()
    }

    private static func expect(_ files: [OutputFile], in folder: URL) throws {
        if ProcessInfo.processInfo.environment["RECORD"] != nil { try record(files, in: folder) }
        try compare(files, with: folder)
    }

    private static func compare(_ files: [OutputFile], with folder: URL) throws {
        #expect(paths(in: folder) == files.map(\.path).sorted())
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
