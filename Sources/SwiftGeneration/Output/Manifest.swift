import SourceText

/// The list of the files that the tool wrote to an output folder. It is stored in the folder, and the tool removes only files in
/// the list.
package struct Manifest: Sendable, Equatable {
    /// A hidden file, because SwiftPM reports other files in the folder of a target as unhandled.
    package static let path = ".feishu-codegen-files.json"
    /// The file name before project files were introduced.
    package static let formerPath = ".feishu-codegen.json"

    /// The fingerprints of the files that the tool wrote, keyed by path: those of the old and of the new content while files are
    /// written, and none in a list of an older version of the tool.
    private(set) var fingerprints: [String: Set<Fingerprint>]

    /// The folder of the samples that belong to the files, as the project file spells it.
    package private(set) var samples: String?

    init(files: [OutputFile], samples: String? = nil) {
        self.samples = samples
        fingerprints = Dictionary(uniqueKeysWithValues: files.map { ($0.path, [Fingerprint(of: $0.text.utf8)]) })
    }

    /// Returns the union of this list and another one.
    func union(_ other: Manifest) -> Manifest {
        var union = self
        union.fingerprints.merge(other.fingerprints) { $0.isEmpty || $1.isEmpty ? [] : $0.union($1) }
        return union
    }

    /// Parses a list.
    ///
    /// - Throws: `Failure` if the file is damaged, or contains the path of a file outside the folder.
    package init(_ source: SourceFile) throws(Failure) {
        let root = try Self.parse(source)
        guard case .object(let members) = root.content, let files = members.first(where: { $0.key == "files" })?.value
        else { throw Self.failure("the list of generated files is damaged", .range(source, root.range)) }
        var fingerprints: [String: Set<Fingerprint>] = [:]
        for (path, range, prints) in try Self.entries(files, in: source) {
            guard Self.isInside(path) else {
                throw Self.failure("expected the path of a Swift file in the folder", .range(source, range))
            }
            fingerprints[path] = prints
        }
        self.fingerprints = fingerprints
        if case .string(let folder)? = members.first(where: { $0.key == "samples" })?.value.content { samples = folder }
    }

    /// Returns whether a file with the former name is a list, and not a project file.
    package static func isFormer(_ source: SourceFile) -> Bool {
        guard case .object(let members)? = try? JSON(parsing: source) else { return false }
        let keys = Set(members.map(\.key))
        return keys.contains("files") && keys.isSubset(of: ["files", "only", "except"])
    }

    /// Returns the selection in a list with the former name.
    package static func formerSelection(_ source: SourceFile) throws(Failure) -> Selection {
        guard case .object(let members) = try parse(source).content else { return .all }
        return Selection(
            only: try globs("only", in: members, of: source), except: try globs("except", in: members, of: source))
    }

    private static func globs(
        _ key: String, in members: [JSONNode.Member], of source: SourceFile
    ) throws(Failure) -> [String] {
        guard let list = members.first(where: { $0.key == key })?.value else { return [] }
        guard case .array(let nodes) = list.content else {
            throw failure("expected an array of ids", .range(source, list.range))
        }
        return try nodes.map { node throws(Failure) in
            guard case .string(let glob) = node.content else {
                throw failure("expected an id or a pattern", .range(source, node.range))
            }
            return glob
        }
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

    /// Returns the paths with their fingerprints. Older versions of the tool wrote an array of paths.
    private static func entries(
        _ files: JSONNode, in source: SourceFile
    ) throws(Failure) -> [(path: String, range: Range<Int>, prints: Set<Fingerprint>)] {
        switch files.content {
        case .object(let members):
            return try members.map { member throws(Failure) in
                (member.key, member.keyRange, try fingerprints(member.value, in: source))
            }
        case .array(let nodes):
            return try nodes.map { node throws(Failure) in
                guard case .string(let path) = node.content else {
                    throw failure("expected the path of a Swift file in the folder", .range(source, node.range))
                }
                return (path, node.range, [])
            }
        default: throw failure("the list of generated files is damaged", .range(source, files.range))
        }
    }

    private static func fingerprints(_ node: JSONNode, in source: SourceFile) throws(Failure) -> Set<Fingerprint> {
        let nodes = if case .array(let nodes) = node.content { nodes } else { [node] }
        return Set(
            try nodes.map { node throws(Failure) in
                guard case .string(let text) = node.content, let fingerprint = Fingerprint(text) else {
                    throw failure("expected the fingerprint of a file", .range(source, node.range))
                }
                return fingerprint
            })
    }

    private static func failure(_ message: String, _ location: Diagnostic.Location) -> Failure {
        Failure(
            "damaged-manifest", message, at: location,
            notes: [
                "restore the file, or delete it: the next run writes it again, but removes no stale files and "
                    + "overwrites edited ones"
            ])
    }

    /// Returns whether a path is that of a file inside the folder.
    private static func isInside(_ path: String) -> Bool {
        path.hasSuffix(".swift")
            && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && !$0.hasPrefix(".")
            }
    }

    var file: OutputFile {
        let files = fingerprints.sorted { $0.key < $1.key }.map { path, prints in
            let texts = prints.map { JSON.string($0.text) }
            return JSON.Member(path, texts.count == 1 ? texts[0] : .array(texts))
        }
        return OutputFile(
            path: Self.path,
            text: JSON.object(
                [.init("files", .object(files)), JSON.stringMember("samples", samples)].compactMap { $0 }
            )
            .indented + "\n")
    }
}
