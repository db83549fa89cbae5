/// A folder of specs.
public enum SpecFolder {
    /// The paths of the specs below a folder, relative to it and sorted.
    ///
    /// Every JSON file is a spec but `endpoint.schema.json`, what is in `documents`, and what is hidden.
    /// - Throws: an error of the file system where a folder cannot be read.
    public static func paths(in folder: String) throws -> [String] {
        try FileTree.paths(in: folder).filter { path in
            path.hasSuffix(".json") && !path.hasPrefix("documents/") && !path.hasSuffix("endpoint.schema.json")
        }
    }
}
