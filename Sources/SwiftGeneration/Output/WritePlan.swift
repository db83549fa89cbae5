/// What has to happen so that the output folder contains the generated files, and no stale ones.
public struct WritePlan: Sendable {
    public private(set) var created: [OutputFile] = []
    public private(set) var changed: [OutputFile] = []
    /// The paths of generated files that no spec gives anymore.
    public private(set) var removed: [String] = []
    /// The paths of files that the tool did not write and would have to replace.
    public private(set) var conflicting: [String] = []
    public private(set) var unchangedCount = 0

    public var isEmpty: Bool { created.isEmpty && changed.isEmpty && removed.isEmpty && conflicting.isEmpty }

    /// - Parameters:
    ///   - files: The generated files.
    ///   - existing: The contents of every Swift file in the folder, by path.
    public init(files: [OutputFile], existing: [String: [UInt8]]) {
        for file in files {
            switch existing[file.path] {
            case nil: created.append(file)
            case let content? where content.elementsEqual(file.text.utf8): unchangedCount += 1
            case let content? where OutputFile.isGenerated(content): changed.append(file)
            default: conflicting.append(file.path)
            }
        }
        let wanted = Set(files.map(\.path))
        removed = existing.filter { !wanted.contains($0.key) && OutputFile.isGenerated($0.value) }.keys.sorted()
    }
}
