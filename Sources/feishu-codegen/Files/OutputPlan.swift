import SourceText
import SwiftGeneration

/// A plan for an output folder with everything that is needed to carry it out.
struct OutputPlan {
    let plan: WritePlan
    /// The path of the folder, as the user wrote it.
    let folder: String
    /// The contents of the files in the folder, by path.
    fileprivate let contents: [String: [UInt8]]
    /// The list of the files that the tool wrote; nil where there is none.
    fileprivate let list: [UInt8]?
    /// The list under its former name, which is removed.
    fileprivate let formerList: [UInt8]?
    /// The links on the way to files that are to be written.
    fileprivate let links: [String]

    init(
        plan: WritePlan, folder: String, contents: [String: [UInt8]], list: [UInt8]?, formerList: [UInt8]?,
        links: [String]
    ) {
        self.plan = plan
        self.folder = folder
        self.contents = contents
        self.list = list
        self.formerList = formerList
        self.links = links
    }

    /// The path of a file in the folder, as the user would write it.
    func path(of file: String) -> String { "\(folder)/\(file)" }

    /// The steps of the plan. The list has the old files and the new ones while they change, so that a run that is killed
    /// leaves no file of which the next one does not know where it comes from.
    func changes(using fileWriter: FileWriter) -> FolderChanges {
        var changes: [FolderChanges.Change] = []
        var list = list
        func write(_ manifest: OutputFile?) {
            guard let manifest, list != Array(manifest.text.utf8) else { return }
            changes.append(.write(manifest.path, text: manifest.text, over: list))
            list = Array(manifest.text.utf8)
        }
        write(plan.interimManifest)
        changes += (plan.created + plan.changed).map { .write($0.path, text: $0.text, over: contents[$0.path]) }
        changes += plan.removed.map { .remove($0, containing: contents[$0] ?? []) }
        write(plan.manifest)
        if let formerList { changes.append(.remove(Manifest.formerPath, containing: formerList)) }
        return FolderChanges(in: folder, changes, using: fileWriter)
    }

    /// An error for each file that cannot be written: it holds the work of a person, or is behind a link.
    var obstacles: [Diagnostic] {
        let linked = links.map { link in
            Diagnostic(
                .error, "linked-folder", "a link, through which the tool writes nothing", at: .file(path(of: link)),
                notes: [.init("replace the link with what it leads to, or choose another folder with --output")])
        }
        let edits = plan.edited.map { file in
            Diagnostic(
                .error, "edited-file", "the generated file was changed by hand", at: .file(path(of: file)),
                notes: [
                    .init("move your changes to a file of your own or to the annotations of the spec"),
                    .init("generate --force discards them, also after a merge"),
                ])
        }
        let conflicts = plan.conflicting.map { file in
            Diagnostic(
                .error, "conflicting-file", "a generated file would replace this file, which was not generated",
                at: .file(path(of: file)), notes: [.init("move the file, or choose another folder with --output")])
        }
        return linked + edits + conflicts
    }

    /// A warning for each file that may be stale.
    var unlistedFiles: [Diagnostic] {
        plan.unlisted.map { file in
            Diagnostic(
                .warning, "unlisted-file", "the file says that it was generated, and no spec gives it",
                at: .file(path(of: file)), notes: [.init("delete it if it is stale")])
        }
    }
}
