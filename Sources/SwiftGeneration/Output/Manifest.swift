import SourceText

/// The list of generated files, stored in the output folder. The tool removes only files in this list.
package struct Manifest: Sendable, Equatable {
    /// The file name of the manifest. The file is hidden because SwiftPM reports visible files of this type as unhandled.
    package static let path = ".feishu-codegen-files.json"
    /// The file name of the manifest in older versions of the tool. It is now the name of the project file.
    package static let formerPath = ".feishu-codegen.json"

    /// The fingerprints of the generated files, keyed by path. While files are being written, a file can have several
    /// fingerprints: of its old content and of its new content. A file listed by an older version of the tool has none.
    private(set) var fingerprints: [String: Set<Fingerprint>]

    /// The folder of the samples that were generated with the files, as spelled in the project file, or `nil` if there are no
    /// samples.
    package private(set) var samples: String?

    init(files: [OutputFile], samples: String? = nil) {
        self.samples = samples
        fingerprints = Dictionary(uniqueKeysWithValues: files.map { ($0.path, [Fingerprint(of: $0.text.utf8)]) })
    }

    /// Returns a manifest that lists the files of both manifests. A file that is in both has the fingerprints from both, or no
    /// fingerprints if either manifest contains none for it.
    func union(_ other: Manifest) -> Manifest {
        var union = self
        union.fingerprints.merge(other.fingerprints) { $0.isEmpty || $1.isEmpty ? [] : $0.union($1) }
        return union
    }

    /// Parses a manifest.
    ///
    /// - Throws: `Failure` if the manifest is malformed, or lists a file that is hidden, outside the folder, or not a Swift file.
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

    /// Returns whether a file named `formerPath` is a manifest of an older version of the tool rather than a project file.
    package static func isFormer(_ source: SourceFile) -> Bool {
        guard case .object(let members)? = try? JSON(parsing: source) else { return false }
        let keys = Set(members.map(\.key))
        return keys.contains("files") && keys.isSubset(of: ["files", "only", "except"])
    }

    /// Returns the selection that is stored in a manifest named `formerPath`.
    ///
    /// - Throws: `Failure` if the manifest is malformed.
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

    /// Returns the listed paths with their fingerprints. Older versions of the tool wrote an array of paths without fingerprints.
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
                """
                restore the file, or delete it: the next run writes it again, but removes no stale files and overwrites \
                edited ones
                """
            ])
    }

    /// Returns whether a path refers to a visible Swift file inside the folder.
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
