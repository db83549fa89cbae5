import SourceText

/// The list of the files that the tool wrote to an output folder. It is kept in the folder, and the tool removes nothing
/// that it does not contain.
package struct Manifest: Sendable, Equatable {
    /// Hidden, because the folder is a target of a package, which can contain no other files.
    package static let path = ".feishu-codegen-files.json"
    /// The name that it had before projects had files.
    package static let formerPath = ".feishu-codegen.json"

    /// What the tool wrote, by the path relative to the folder: while it writes, the old content and the new one. None
    /// where the list does not say, because an older version of the tool wrote it.
    private(set) var fingerprints: [String: Set<Fingerprint>]

    init(files: [OutputFile]) {
        fingerprints = Dictionary(uniqueKeysWithValues: files.map { ($0.path, [Fingerprint(of: $0.text.utf8)]) })
    }

    /// This list and another one.
    func union(_ other: Manifest) -> Manifest {
        var union = self
        union.fingerprints.merge(other.fingerprints) { $0.isEmpty || $1.isEmpty ? [] : $0.union($1) }
        return union
    }

    /// Reads a list.
    ///
    /// - Throws: `Failure` where the file is damaged, or names a file outside of the folder.
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
    }

    /// Whether a file under the former name is a list, and not the file of a project.
    package static func isFormer(_ source: SourceFile) -> Bool {
        guard case .object(let members)? = try? JSON(parsing: source) else { return false }
        let keys = Set(members.map(\.key))
        return keys.contains("files") && keys.isSubset(of: ["files", "only", "except"])
    }

    /// The selection in a list with the former name.
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
            throw failure("expected a list of ids", .range(source, list.range))
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

    /// The paths with their fingerprints. Older versions of the tool wrote an array of paths.
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
                "restore the file; or delete it: the next run writes it again, removes nothing, and discards what was "
                    + "changed by hand in generated files"
            ])
    }

    /// Whether a path stays inside of the folder.
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
            path: Self.path, text: JSON.object([.init("files", .object(files))]).indented + "\n")
    }
}
