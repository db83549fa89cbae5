import SourceText

/// The list of the files that the tool wrote to an output folder. It is kept in the folder, and the tool removes nothing
/// that it does not contain.
public struct Manifest: Sendable, Equatable {
    /// Hidden, because the folder is a target of a package, which can contain no other files.
    public static let path = ".feishu-codegen.json"

    /// The paths relative to the folder, sorted.
    public let files: [String]

    init(files: [OutputFile]) {
        self.files = files.map(\.path).sorted()
    }

    /// Reads a list.
    ///
    /// - Throws: `Failure` where the file is damaged, or names a file outside of the folder.
    public init(_ source: SourceFile) throws(Failure) {
        let root = try JSONNode(parsing: source)
        guard case .object = root.content, case .array(let nodes) = root.node(at: ["files"]).content else {
            throw Self.failure("the list of generated files is damaged", .range(source, root.range))
        }
        var files: [String] = []
        for node in nodes {
            guard case .string(let path) = node.content, Self.isInside(path) else {
                throw Self.failure("expected the path of a Swift file in the folder", .range(source, node.range))
            }
            files.append(path)
        }
        self.files = files.sorted()
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
        let list = JSON.object([.init("files", .array(files.map { .string($0) }))])
        return OutputFile(path: Self.path, text: list.indented + "\n")
    }
}
