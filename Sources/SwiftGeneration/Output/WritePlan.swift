import SourceText

/// The changes that bring an output folder up to date with the generated files.
package struct WritePlan: Sendable {
    package private(set) var created: [OutputFile] = []
    /// The files to overwrite because they are out of date or damaged. Edited files are included only on request.
    package private(set) var changed: [OutputFile] = []
    /// The paths of generated files to remove because no selected spec produces them anymore.
    package private(set) var removedPaths: [String] = []
    /// The paths of files that the tool would have to overwrite but did not generate.
    package private(set) var conflictingPaths: [String] = []
    /// The paths of manually edited generated files that the tool would have to overwrite or remove. A file that the tool would
    /// have to overwrite also counts as edited if it is marked as generated but missing from an existing manifest.
    package private(set) var editedPaths: [String] = []
    /// The paths of files that are marked as generated, although no selected spec produces them and no manifest lists them.
    package private(set) var unlistedPaths: [String] = []
    /// The updated manifest, or `nil` if the manifest in the folder is up to date.
    package private(set) var manifest: OutputFile?
    /// The manifest to store while files are being written and removed, or `nil` if no file changes. It lists both the old and
    /// the new files.
    package private(set) var interimManifest: OutputFile?
    package private(set) var unchangedCount = 0

    /// - Parameters:
    ///   - files: The generated files.
    ///   - existing: The contents of all Swift files in the folder, keyed by path.
    ///   - manifest: The manifest in the folder, or `nil` if there is none.
    ///   - samples: The folder of the samples, as spelled in the project file, or `nil` if there is none.
    ///   - isFormer: Whether the manifest has the name `Manifest.formerPath` and must be stored under the name `Manifest.path`.
    ///   - replacingEdited: Whether to overwrite or remove edited files.
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
            // Without a manifest, assume that a file that is marked as generated was not edited.
            case .unlisted where manifest == nil: changed.append(file)
            case .edited where replacingEdited, .unlisted where replacingEdited: changed.append(file)
            case .edited, .unlisted: editedPaths.append(file.path)
            case .foreign: conflictingPaths.append(file.path)
            }
        }
        let wanted = Set(files.map(\.path))
        for (path, content) in existing.sorted(by: { $0.key < $1.key }) where !wanted.contains(path) {
            switch Origin(of: path, content, manifest) {
            case .tool: removedPaths.append(path)
            case .edited where replacingEdited: removedPaths.append(path)
            case .edited: editedPaths.append(path)
            case .unlisted: unlistedPaths.append(path)
            case .foreign: continue
            }
        }
        let next = Manifest(files: files, samples: samples)
        if next != manifest || isFormer { self.manifest = next.file }
        if !created.isEmpty || !changed.isEmpty || !removedPaths.isEmpty {
            interimManifest = (manifest.map(next.union) ?? next).file
        }
    }

    /// The origin of an existing file.
    private enum Origin {
        /// The tool generated the file, and nobody edited it. The file can be damaged: for example, it can be empty or have
        /// other line endings.
        case tool
        /// The file was manually edited after the tool generated it.
        case edited
        /// The file is marked as generated, but is not in the manifest.
        case unlisted
        /// The tool did not generate the file.
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
