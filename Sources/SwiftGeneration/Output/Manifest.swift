import SourceText

/// The list of the files that the tool wrote to an output folder. It is kept in the folder, and the tool removes nothing
/// that it does not contain.
public struct Manifest: Sendable, Equatable {
    /// Hidden, because the folder is a target of a package, which can contain no other files.
    public static let path = ".feishu-codegen.json"

    /// What the tool wrote, by the path relative to the folder. Nil where the list does not say, because an older version
    /// of the tool wrote it.
    let fingerprints: [String: Fingerprint?]

    init(files: [OutputFile]) {
        fingerprints = Dictionary(uniqueKeysWithValues: files.map { ($0.path, Fingerprint(of: $0.text.utf8)) })
    }

    /// Reads a list.
    ///
    /// - Throws: `Failure` where the file is damaged, or names a file outside of the folder.
    public init(_ source: SourceFile) throws(Failure) {
        let root = try Self.parse(source)
        guard case .object(let members) = root.content, let files = members.first(where: { $0.key == "files" })?.value
        else { throw Self.failure("the list of generated files is damaged", .range(source, root.range)) }
        var fingerprints: [String: Fingerprint?] = [:]
        for (path, range, fingerprint) in try Self.entries(files, in: source) {
            guard Self.isInside(path) else {
                throw Self.failure("expected the path of a Swift file in the folder", .range(source, range))
            }
            fingerprints.updateValue(fingerprint, forKey: path)
        }
        self.fingerprints = fingerprints
    }

    private static func parse(_ source: SourceFile) throws(Failure) -> JSONNode {
        do {
            return try JSONNode(parsing: source)
        } catch {
            let problem = error.diagnostics.first
            throw failure(
                "the list of generated files is damaged: \(problem?.message ?? "")",
                problem?.location ?? .file(source.path))
        }
    }

    /// The paths with their fingerprints. Older versions of the tool wrote an array of paths.
    private static func entries(
        _ files: JSONNode, in source: SourceFile
    ) throws(Failure) -> [(path: String, range: Range<Int>, fingerprint: Fingerprint?)] {
        switch files.content {
        case .object(let members):
            return try members.map { member throws(Failure) in
                guard case .string(let text) = member.value.content, let fingerprint = Fingerprint(text) else {
                    throw failure("expected the fingerprint of a file", .range(source, member.value.range))
                }
                return (member.key, member.keyRange, fingerprint)
            }
        case .array(let nodes):
            return try nodes.map { node throws(Failure) in
                guard case .string(let path) = node.content else {
                    throw failure("expected the path of a Swift file in the folder", .range(source, node.range))
                }
                return (path, node.range, nil)
            }
        default: throw failure("the list of generated files is damaged", .range(source, files.range))
        }
    }

    private static func failure(_ message: String, _ location: Diagnostic.Location) -> Failure {
        Failure(
            "damaged-manifest", message, at: location,
            notes: ["restore the file, or delete it: the next run writes it again and removes nothing"])
    }

    /// Whether a path stays inside of the folder.
    private static func isInside(_ path: String) -> Bool {
        path.hasSuffix(".swift")
            && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && !$0.hasPrefix(".")
            }
    }

    var file: OutputFile {
        let files = fingerprints.sorted { $0.key < $1.key }.compactMap { path, fingerprint in
            fingerprint.map { JSON.Member(path, .string($0.text)) }
        }
        return OutputFile(path: Self.path, text: JSON.object([.init("files", .object(files))]).indented + "\n")
    }
}
