import SourceText

/// The changes that update an output folder to the generated files and remove stale ones.
package struct WritePlan: Sendable {
    package private(set) var created: [OutputFile] = []
    /// The files that are out of date or damaged and, if requested, the edited ones.
    package private(set) var changed: [OutputFile] = []
    /// The paths of files that the tool wrote, and that are no longer generated from any spec.
    package private(set) var removed: [String] = []
    /// The paths of files that the tool did not write, but would have to replace.
    package private(set) var conflicting: [String] = []
    /// The paths of files that were edited after the tool wrote them, and that it would have to replace or remove.
    package private(set) var edited: [String] = []
    /// The paths of files that are marked as generated, but are neither in the list nor generated from a spec.
    package private(set) var unlisted: [String] = []
    /// The updated list of the tool's files, or nil if the list in the folder is up to date.
    package private(set) var manifest: OutputFile?
    /// The list to store while files are written, which contains the old and the new files, or nil if no file is written.
    package private(set) var interimManifest: OutputFile?
    package private(set) var unchangedCount = 0

    /// - Parameters:
    ///   - files: The generated files.
    ///   - existing: The contents of all Swift files in the folder, keyed by path.
    ///   - manifest: The list in the folder, or nil if there is none.
    ///   - samples: The folder of the samples, as the project file spells it.
    ///   - isFormer: Whether the list has its former file name, and must be stored with the new one.
    ///   - replacingEdited: Whether edited files are replaced.
    package init(
        files: [OutputFile], existing: [String: [UInt8]], manifest: Manifest?, samples: String? = nil,
        isFormer: Bool = false, replacingEdited: Bool = false
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
            // Without a list, the file could be the tool's.
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
        let next = Manifest(files: files, samples: samples)
        if next != manifest || isFormer { self.manifest = next.file }
        if !created.isEmpty || !changed.isEmpty || !removed.isEmpty {
            interimManifest = (manifest.map(next.union) ?? next).file
        }
    }

    /// The origin of a file.
    private enum Origin {
        /// The tool wrote the file, which is unchanged or damaged, but not edited.
        case tool
        /// A person edited the file after the tool wrote it.
        case edited
        /// The file is marked as generated, but is not in the list.
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
