import EndpointSpec
import SourceText
import SwiftGeneration

/// The Swift files generated from the selected specs.
struct GeneratedFiles {
    let files: [OutputFile]
    /// The files of the samples target, or an empty array if no samples are generated.
    let samples: [OutputFile]
    let specs: [SpecFile]
    let selection: Selection

    /// Generates the files in memory.
    ///
    /// - Parameters:
    ///   - loaded: All specs, including specs with errors.
    ///   - selection: The selection of the specs for which files are generated.
    ///   - module: The name of the module that the samples import, or `nil` to generate no samples.
    /// - Throws: `Failure` with all errors in the specs, an error for each pattern of the selection that matches nothing, and the
    ///   errors found while generating the files.
    init(_ loaded: [LoadedSpec], _ selection: Selection, samplesImporting module: String? = nil) throws(Failure) {
        let all = loaded.compactMap(\.file)
        let problems = loaded.flatMap(\.problems) + Self.unmatched(selection, in: all)
        let specs = all.filter { selection.contains($0.spec.id.description) }
        do {
            (files, samples) = try SwiftGenerator.files(for: specs, samplesImporting: module)
            self.specs = specs
            self.selection = selection
        } catch {
            throw Failure(problems.addingIndependent(error.diagnostics))
        }
        if !problems.isEmpty { throw Failure(problems) }
    }

    private static func unmatched(_ selection: Selection, in specs: [SpecFile]) -> [Diagnostic] {
        selection.unmatched(in: specs.map(\.spec.id.description)).map { glob in
            Diagnostic(
                .error, "unmatched-selection", SpecFiles.unmatchedMessage(glob, specs), at: .none,
                notes: [
                    "the selection is in the project file or on the command line",
                    "to select everything, run \(again: "generate", or: "check", "--only", "*")",
                ])
        }
    }
}
