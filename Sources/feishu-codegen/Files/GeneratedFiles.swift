import EndpointSpec
import SourceText
import SwiftGeneration

/// The Swift files that the specs of a folder give.
struct GeneratedFiles {
    let files: [OutputFile]
    let specs: [SpecFile]

    /// Generates the files in memory.
    ///
    /// - Throws: All problems of all specs, those of reading and those of generating.
    init(from folder: String) throws(Failure) {
        let readings = try SpecFiles.readings(in: folder)
        let problems = readings.flatMap(\.problems)
        let specs = readings.compactMap(\.file)
        do {
            files = try SwiftGenerator.files(for: specs)
            self.specs = specs
        } catch {
            throw Failure(problems.addingIndependent(error.diagnostics))
        }
        if !problems.isEmpty { throw Failure(problems) }
    }
}
