/// What has to happen in the output folder so that it holds the generated files, and nothing stale.
public struct WritePlan: Sendable {
    public private(set) var created: [OutputFile] = []
    public private(set) var changed: [OutputFile] = []
    /// Paths of generated files that no spec gives any more.
    public private(set) var removed: [String] = []
    /// Paths where a file stands that the tool did not write and would have to replace.
    public private(set) var obstructed: [String] = []
    public private(set) var unchangedCount = 0

    public var isEmpty: Bool { created.isEmpty && changed.isEmpty && removed.isEmpty && obstructed.isEmpty }

    /// - Parameters:
    ///   - files: What is to be there.
    ///   - existing: The content of every Swift file in the folder by its path.
    public init(files: [OutputFile], existing: [String: [UInt8]]) {
        for file in files {
            switch existing[file.path] {
            case nil: created.append(file)
            case let content? where content.elementsEqual(file.text.utf8): unchangedCount += 1
            case let content? where OutputFile.isGenerated(content): changed.append(file)
            default: obstructed.append(file.path)
            }
        }
        let wanted = Set(files.map(\.path))
        removed = existing.filter { !wanted.contains($0.key) && OutputFile.isGenerated($0.value) }.keys.sorted()
    }
}
