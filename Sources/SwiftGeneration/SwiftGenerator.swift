import EndpointSpec
import SourceText

/// Generates the files of a Swift module from specs. The stages and their folders:
///
///     specs
///       -> plan           all types and functions with their names   Plan/, Naming/
///       -> text           one emitter per construct                  Emit/, on top of the printer in Text/
///       -> output files                                              Output/
///
/// `WritePlan` then compares the output files with the folder on disk and determines which files to write or remove.
package enum SwiftGenerator {
    /// Generates the files of the module, sorted by path. The output does not depend on the order of the specs.
    ///
    /// - Throws: `Failure` with all errors that prevent generation.
    package static func files(for specs: [SpecFile]) throws(Failure) -> [OutputFile] {
        try files(for: specs, samplesImporting: nil).files
    }

    /// Generates the files of the module and of its samples target, each sorted by path.
    ///
    /// - Parameters:
    ///   - specs: The specs of the endpoints.
    ///   - module: The name of the module that the samples import, or `nil` to generate no samples.
    /// - Throws: `Failure` with all errors that prevent generation.
    package static func files(
        for specs: [SpecFile], samplesImporting module: String?
    ) throws(Failure) -> (files: [OutputFile], samples: [OutputFile]) {
        let plan = try ModulePlanner.plan(specs)
        return (sorted(ModuleFiles.of(plan)), module.map { sorted(ModuleFiles.samples(of: plan, in: $0)) } ?? [])
    }

    private static func sorted(_ files: [OutputFile]) -> [OutputFile] { files.sorted { $0.path < $1.path } }

    /// Returns the qualified name of the function that calls the endpoint, such as
    /// `client.hire.v1.ehrImportTask.patch(ehrImportTaskID:body:)`, or `nil` if no code can be generated for the endpoint.
    package static func call(of spec: SpecFile) -> String? {
        try? EndpointPlanner.plan(spec, EndpointNames(of: spec.spec)).call
    }

    /// Returns source code that calls the endpoint with only the required arguments, or `nil` if no code can be generated
    /// for the endpoint.
    package static func exampleCall(of spec: SpecFile) -> String? {
        (try? EndpointPlanner.plan(spec, EndpointNames(of: spec.spec))).map { ExampleCall($0).text }
    }
}
