/// What has to happen so that the output folder contains the generated files, and no stale ones.
public struct WritePlan: Sendable {
    public private(set) var created: [OutputFile] = []
    public private(set) var changed: [OutputFile] = []
    /// The paths of files that the tool wrote and no spec gives anymore.
    public private(set) var removed: [String] = []
    /// The paths of files that the tool did not write and would have to replace.
    public private(set) var conflicting: [String] = []
    /// The paths of files that no spec gives, and that the tool may have written before it kept a list.
    public private(set) var unlisted: [String] = []
    /// The list of the files that the tool wrote; nil where it is up to date.
    public private(set) var manifest: OutputFile?
    public private(set) var unchangedCount = 0

    public var isEmpty: Bool {
        created.isEmpty && changed.isEmpty && removed.isEmpty && conflicting.isEmpty && manifest == nil
    }

    /// - Parameters:
    ///   - files: The generated files.
    ///   - existing: The contents of every Swift file in the folder, by path.
    ///   - manifest: The list in the folder; nil where there is none.
    public init(files: [OutputFile], existing: [String: [UInt8]], manifest: Manifest?) {
        for file in files {
            switch existing[file.path] {
            case nil: created.append(file)
            case let content? where content.elementsEqual(file.text.utf8): unchangedCount += 1
            case let content? where OutputFile.isGenerated(content): changed.append(file)
            default: conflicting.append(file.path)
            }
        }
        let wanted = Set(files.map(\.path))
        let stale = existing.filter { !wanted.contains($0.key) && OutputFile.isGenerated($0.value) }.keys.sorted()
        if let manifest { removed = stale.filter(Set(manifest.files).contains) } else { unlisted = stale }
        let next = Manifest(files: files)
        if next != manifest { self.manifest = next.file }
    }
}
