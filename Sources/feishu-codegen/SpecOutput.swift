import DocumentImport
import EndpointSpec
import Foundation

/// The folder that specs are written to.
struct SpecOutput {
    struct Counts {
        var created = 0
        var changed = 0
        var unchanged = 0
    }

    private let folder: String
    private var fileByEndpoint: [String: (path: String, spec: EndpointSpec)] = [:]
    /// Which endpoints have the files that are there, or will be. Some file systems do not tell capitals.
    private var endpointByPath: [String: String] = [:]

    /// Reads the specs that are there. A folder that is not there yet holds none.
    init(folder: String) throws {
        self.folder = folder
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
        if !isFolder.boolValue {
            throw Failure("\(folder) is a file, and specs need a folder; choose another with --specs")
        }
        for file in try SpecInput.readIfAny(folder) {
            fileByEndpoint[file.spec.endpoint] = (file.source.path, file.spec)
            endpointByPath[file.source.path.lowercased()] = file.spec.endpoint
        }
    }

    /// The specs that are there.
    var specs: [EndpointSpec] { fileByEndpoint.keys.sorted().compactMap { fileByEndpoint[$0]?.spec } }

    /// The spec, with a longer id where another endpoint has its id.
    mutating func claim(_ spec: EndpointSpec) -> EndpointSpec {
        var spec = spec
        if let owner = endpointByPath[path(of: spec).lowercased()], owner != spec.endpoint {
            spec.id = DocumentImporter.longID(of: spec)
        }
        endpointByPath[path(of: spec).lowercased()] = spec.endpoint
        return spec
    }

    /// The spec with the annotations of the one that is there, and in words those that lost their targets.
    func merged(_ spec: EndpointSpec) -> (spec: EndpointSpec, lost: [String]) {
        guard let existing = fileByEndpoint[spec.endpoint] else { return (spec, []) }
        return DocumentImporter.merge(spec, annotatedIn: existing.spec)
    }

    /// Where a spec stands: where the one of its endpoint is, or else where its id says.
    func path(of spec: EndpointSpec) -> String {
        let words = spec.id.split(separator: ".")
        return fileByEndpoint[spec.endpoint]?.path
            ?? "\(folder)/\(words[0])/\(words[1])/\(words.dropFirst(2).joined(separator: ".")).json"
    }

    /// Whether the file of a spec has exactly this text.
    func hasText(_ text: String, of spec: EndpointSpec) -> Bool {
        FileManager.default.contents(atPath: path(of: spec)) == Data(text.utf8)
    }

    /// Writes the text of a spec, unless its file is right already.
    func write(_ text: String, of spec: EndpointSpec, counting counts: inout Counts) throws {
        if hasText(text, of: spec) {
            counts.unchanged += 1
            return
        }
        let path = path(of: spec)
        let url = URL(fileURLWithPath: path)
        do {
            let folder = url.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw Failure("\(path) cannot be written: \(error.localizedDescription)")
        }
        if fileByEndpoint[spec.endpoint] == nil { counts.created += 1 } else { counts.changed += 1 }
    }
}
