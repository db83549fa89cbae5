import EndpointSpec
import SourceText

/// Specs in, the files of a Swift module out. The stages, each with its folder:
///
///     specs
///       -> plan           what is generated, and every name in it    Plan/, Naming/
///       -> text           one emitter per construct                  Emit/, over the printer in Text/
///       -> output files                                              Output/
///
/// The tool compares the output files with the folder on disk (`WritePlan`) and carries the difference out.
package enum SwiftGenerator {
    /// Generates the files, sorted by path. The same specs give the same bytes, in whatever order they are given.
    ///
    /// - Throws: Everything that keeps the specs from being generated, with its location.
    package static func files(for specs: [SpecFile]) throws(Failure) -> [OutputFile] {
        sorted(ModuleFiles.of(try ModulePlanner.plan(specs)))
    }

    /// Generates the files of the module, and those of the target with its samples, both sorted by path.
    ///
    /// - Parameter module: The name of the module, which the samples import.
    /// - Throws: Everything that keeps the specs from being generated, with its location.
    package static func filesWithSamples(
        for specs: [SpecFile], module: String
    ) throws(Failure) -> (files: [OutputFile], samples: [OutputFile]) {
        let plan = try ModulePlanner.plan(specs)
        return (sorted(ModuleFiles.of(plan)), sorted(ModuleFiles.samples(of: plan, in: module)))
    }

    private static func sorted(_ files: [OutputFile]) -> [OutputFile] { files.sorted { $0.path < $1.path } }

    /// The call of a spec's endpoint: `client.hire.v1.ehrImportTask.patch(ehrImportTaskID:body:)`. Nil where the endpoint
    /// cannot be generated.
    package static func call(of spec: SpecFile) -> String? {
        try? EndpointPlanner.plan(spec, EndpointNames(of: spec.spec)).call
    }

    /// A call of a spec's endpoint that compiles, with the required arguments alone. Nil where the endpoint cannot be
    /// generated.
    package static func exampleCall(of spec: SpecFile) -> String? {
        (try? EndpointPlanner.plan(spec, EndpointNames(of: spec.spec))).map { ExampleCall($0).text }
    }
}
