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
        try self.init(try SpecFiles.readings(in: folder))
    }

    /// Generates the files of specs that were read.
    init(_ readings: [SpecReading]) throws(Failure) {
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
