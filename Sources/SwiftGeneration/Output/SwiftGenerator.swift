import EndpointSpec

/// Turns specs into the files of a Swift module.
public enum SwiftGenerator {
    /// The files, sorted by path. The same specs give the same bytes, in whatever order they come.
    ///
    /// - Throws: all that stands in the way, with the places in the specs.
    public static func files(for specs: [SpecFile]) throws(SpecFile.Problems) -> [OutputFile] {
        ModuleEmitter.files(of: try ModulePlanner.plan(specs)).sorted { $0.path < $1.path }
    }
}
