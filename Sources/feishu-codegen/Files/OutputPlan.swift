import SourceText
import SwiftGeneration

/// The plans for all folders of generated files.
struct OutputPlans {
    let endpoints: OutputPlan
    /// The plan for the samples, or `nil` if none are generated.
    let samples: OutputPlan?
    /// The plan that removes the samples from their former folder, or `nil` if there is no such folder.
    let formerSamples: OutputPlan?

    /// The plans in the order in which they are applied. The samples are removed from their former folder first, because this
    /// folder is recorded only in the list of the endpoint files, which the next plan changes.
    var all: [OutputPlan] { [formerSamples, endpoints, samples].compactMap { $0 } }

    func changes(using fileWriter: FileWriter) -> [FolderChanges] { all.map { $0.changes(using: fileWriter) } }
}

/// A plan for an output folder, with the data needed to carry it out.
struct OutputPlan {
    let plan: WritePlan
    /// The path of the folder, as specified by the user.
    let folder: String
    /// The option or key that selects the folder, for messages.
    private let setting: String
    /// The contents of the Swift files in the folder, keyed by path.
    fileprivate let contents: [String: [UInt8]]
    /// The content of the list of generated files, or `nil` if there is no list.
    fileprivate let list: [UInt8]?
    /// The content of the list under its former file name, or `nil` if there is no such file. The plan removes the file.
    fileprivate let formerList: [UInt8]?
    /// The symbolic links in the paths of the files to write.
    fileprivate let links: [String]

    init(
        plan: WritePlan, folder: String, setting: String, contents: [String: [UInt8]], list: [UInt8]?,
        formerList: [UInt8]?, links: [String]
    ) {
        self.plan = plan
        self.folder = folder
        self.setting = setting
        self.contents = contents
        self.list = list
        self.formerList = formerList
        self.links = links
    }

    /// Returns the path of a file in the folder for use in messages.
    func path(of file: String) -> String { "\(folder)/\(file)" }

    /// Returns the changes that carry out the plan. While they are applied, the list contains both the old and the new files, so
    /// that if the run is killed, the next run still recognizes all generated files.
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
        changes += plan.removedPaths.map { .remove($0, containing: contents[$0] ?? []) }
        write(plan.manifest)
        if let formerList { changes.append(.remove(Manifest.formerPath, containing: formerList)) }
        return FolderChanges(in: folder, changes, using: fileWriter)
    }

    /// The folder and the numbers of files, such as `Generated: 2 files new, 0 changed, 0 removed, 4 unchanged.`
    var summary: String {
        "\(folder): \(pluralized(plan.created.count, "file")) new, \(plan.changed.count) changed, "
            + "\(plan.removedPaths.count) removed, \(plan.unchangedCount) unchanged."
    }

    /// An error for each reason that the plan cannot be carried out: a symbolic link in a path, an edited file, or a file that
    /// would be overwritten although it was not generated.
    var obstacles: [Diagnostic] {
        let linked = links.map { link in
            Diagnostic(
                .error, "linked-folder", "refusing to write through a symbolic link", at: .file(path(of: link)),
                notes: [.init("replace the link with its target, or choose another folder with \(setting)")])
        }
        let edits = plan.editedPaths.map { file in
            Diagnostic(
                .error, "edited-file", "the generated file was edited", at: .file(path(of: file)),
                notes: [
                    .init("move the changes to a file of your own, or to annotations in the spec"),
                    "to discard them, for example after a merge, run \(command: "generate", "--force")",
                ])
        }
        let conflicts = plan.conflictingPaths.map { file in
            Diagnostic(
                .error, "conflicting-file", "generating would overwrite this file, which was not generated",
                at: .file(path(of: file)), notes: [.init("move the file, or choose another folder with \(setting)")])
        }
        return linked + edits + conflicts
    }

    /// A warning for each file that is marked as generated but is neither in the list nor generated from a selected
    /// spec.
    var unlistedFiles: [Diagnostic] {
        plan.unlistedPaths.map { file in
            Diagnostic(
                .warning, "unlisted-file", "the file is marked as generated, but no spec generates it",
                at: .file(path(of: file)), notes: [.init("delete it if it is stale")])
        }
    }
}
