import SourceText

/// What has to happen so that the output folder contains the generated files, and no stale ones.
package struct WritePlan: Sendable {
    package private(set) var created: [OutputFile] = []
    /// The files that are out of date, damaged or, where that is asked for, edited.
    package private(set) var changed: [OutputFile] = []
    /// The paths of files that the tool wrote and no spec gives anymore.
    package private(set) var removed: [String] = []
    /// The paths of files that the tool did not write and would have to replace.
    package private(set) var conflicting: [String] = []
    /// The paths of files that the tool wrote, that a person edited since, and that it would have to replace or remove.
    package private(set) var edited: [String] = []
    /// The paths of files that no spec gives, that are not in the list, and that say that they were generated.
    package private(set) var unlisted: [String] = []
    /// The list of the files that the tool wrote; nil where it is up to date.
    package private(set) var manifest: OutputFile?
    /// The list while files are written: it has the old files and the new ones. Nil where no file is written.
    package private(set) var interimManifest: OutputFile?
    package private(set) var unchangedCount = 0

    /// - Parameters:
    ///   - files: The generated files.
    ///   - existing: The contents of every Swift file in the folder, by path.
    ///   - manifest: The list in the folder; nil where there is none.
    ///   - isFormer: Whether the list has its former name, and is written under the new one.
    ///   - replacingEdited: Whether files that a person edited are replaced.
    package init(
        files: [OutputFile], existing: [String: [UInt8]], manifest: Manifest?, isFormer: Bool = false,
        replacingEdited: Bool = false
    ) {
        for file in files {
            guard let content = existing[file.path] else {
                created.append(file)
                continue
            }
            if content.elementsEqual(file.text.utf8) {
                unchangedCount += 1
                continue
            }
            switch Origin(of: file.path, content, manifest) {
            case .tool: changed.append(file)
            // Without a list, the tool may have written it.
            case .unlisted where manifest == nil: changed.append(file)
            case .edited where replacingEdited, .unlisted where replacingEdited: changed.append(file)
            case .edited, .unlisted: edited.append(file.path)
            case .foreign: conflicting.append(file.path)
            }
        }
        let wanted = Set(files.map(\.path))
        for (path, content) in existing.sorted(by: { $0.key < $1.key }) where !wanted.contains(path) {
            switch Origin(of: path, content, manifest) {
            case .tool: removed.append(path)
            case .edited where replacingEdited: removed.append(path)
            case .edited: edited.append(path)
            case .unlisted: unlisted.append(path)
            case .foreign: continue
            }
        }
        let next = Manifest(files: files)
        if next != manifest || isFormer { self.manifest = next.file }
        if !created.isEmpty || !changed.isEmpty || !removed.isEmpty {
            interimManifest = (manifest.map(next.union) ?? next).file
        }
    }

    /// Where a file comes from.
    private enum Origin {
        /// The tool wrote it, and it is as it was, or damaged in a way in which nobody writes anything.
        case tool
        /// The tool wrote it, and a person changed it.
        case edited
        /// It says that it was generated, and is not in the list.
        case unlisted
        case foreign

        init(of path: String, _ content: [UInt8], _ manifest: Manifest?) {
            guard let prints = manifest?.fingerprints[path] else {
                self = OutputFile.isGenerated(content.withoutByteOrderMark) ? .unlisted : .foreign
                return
            }
            let undamaged = OutputFile.withoutDamage(content)
            if content.isEmpty || [content, undamaged].contains(where: { prints.contains(Fingerprint(of: $0)) }) {
                self = .tool
            } else if prints.isEmpty {
                self = OutputFile.isGenerated(undamaged) ? .tool : .foreign
            } else {
                self = .edited
            }
        }
    }
}
