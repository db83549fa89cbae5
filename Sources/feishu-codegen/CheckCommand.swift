import EndpointSpec
import Foundation
import SwiftGeneration

/// `check`: whether `import` or `generate` would have anything to do.
enum CheckCommand {
    static func run(_ options: Invocation.Options, console: Console) throws {
        let documents = options.specFolder + "/documents"
        let hasDocuments = FileManager.default.fileExists(atPath: documents)
        let documentCount = hasDocuments ? try checkSpecs(options, documents, console) : 0
        let (files, _) = try SpecInput.generatedFiles(from: options.specFolder)
        let plan = WritePlan(files: files, existing: try OutputFolder(options.outputFolder).contents())
        let differences =
            plan.created.map { ($0.path, "is missing") } + plan.changed.map { ($0.path, "is not what its spec gives") }
            + plan.removed.map { ($0, "has no spec any more") }
            + plan.obstructed.map { ($0, "was not generated, and a generated file belongs in its place") }
        if !differences.isEmpty {
            throw Failure(
                differences.map { "\(options.outputFolder)/\($0.0): error: this file \($0.1)" }
                    + ["Run feishu-codegen generate to mend it."])
        }
        if documentCount > 0 {
            console.say("\(options.specFolder) is what its documents give: \(counted(documentCount, "document")).")
        }
        console.say("\(options.outputFolder) is what \(options.specFolder) gives: \(counted(files.count, "file")).")
    }

    /// Fails where a spec is not what its document gives, but for annotations.
    ///
    /// - Returns: How many documents there are.
    private static func checkSpecs(
        _ options: Invocation.Options, _ documents: String, _ console: Console
    ) throws -> Int {
        if try FileTree.paths(in: documents).allSatisfy({ !$0.hasSuffix(".md") }) { return 0 }
        var output = try SpecOutput(folder: options.specFolder)
        let result = try ImportedSpecs(of: [documents], into: &output, options, console: console)
        if !result.problems.isEmpty { throw Failure(result.problems) }
        let stale = result.specs.filter { !output.hasText($0.text, of: $0.spec) }
        if !stale.isEmpty {
            throw Failure(
                stale.map { "\(output.path(of: $0.spec)): error: this spec is not what its document gives" }
                    + ["Run feishu-codegen import to mend it, then feishu-codegen generate."])
        }
        return result.specs.count
    }
}
