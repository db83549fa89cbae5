import Foundation

/// A folder of specs.
public enum SpecFolder {
    /// The paths of the specs below a folder, relative to it and sorted, or nil where there is no such folder.
    ///
    /// Every JSON file is a spec but `endpoint.schema.json`, what is in `documents`, and what is hidden.
    public static func paths(in folder: String) -> [String]? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
            let names = FileManager.default.enumerator(atPath: folder)
        else { return nil }
        return names.compactMap { $0 as? String }.filter(isSpec).sorted()
    }

    private static func isSpec(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return path.hasSuffix(".json") && parts.first != "documents" && parts.last != "endpoint.schema.json"
            && !parts.contains { $0.hasPrefix(".") }
    }
}
