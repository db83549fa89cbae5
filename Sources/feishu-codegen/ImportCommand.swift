import DocumentImport
import EndpointSpec
import Foundation

/// `import`: documents to specs.
enum ImportCommand {
    static func run(_ options: Invocation.Options, console: Console) throws {
        var output = try SpecOutput(folder: options.specFolder)
        let documents = options.arguments.isEmpty ? ["specs/documents"] : options.arguments
        let result = try ImportedSpecs(of: documents, into: &output, options, console: console)
        let warnings = result.warnings.flatMap { $0.shown(atMost: mostWarningsPerDocument) }
        if options.isStrict, !result.warnings.isEmpty {
            throw Failure(
                result.problems + warnings + ["error: with --strict a warning is an error; nothing was written"])
        }
        for warning in warnings { console.report(warning) }
        var counts = SpecOutput.Counts()
        for (spec, text) in result.specs { try output.write(text, of: spec, counting: &counts) }
        console.say(summary(of: result, counts, in: options.specFolder))
        if !result.problems.isEmpty { throw Failure(result.problems) }
    }

    /// As many as anybody reads.
    private static let mostWarningsPerDocument = 20

    private static func summary(of result: ImportedSpecs, _ counts: SpecOutput.Counts, in folder: String) -> String {
        let fields = result.specs.reduce(0) { $0 + $1.spec.fieldCount }
        let kinds = Dictionary(grouping: result.warnings.flatMap(\.all), by: \.code).mapValues(\.count)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let warnings = kinds.reduce(0) { $0 + $1.value }
        let list = kinds.isEmpty ? "" : " (" + kinds.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + ")"
        let failures = result.problems.count
        let unread = failures == 0 ? "" : "; \(counted(failures, "document")) gave no spec"
        return "Read \(counted(result.specs.count, "document")) with \(counted(fields, "field")) into \(folder): "
            + "\(counted(counts.created, "spec")) new, \(counts.changed) changed, \(counts.unchanged) unchanged; "
            + "\(counted(warnings, "warning"))\(list)\(unread)."
    }
}
