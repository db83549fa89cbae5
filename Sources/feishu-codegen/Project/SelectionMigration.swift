import Foundation
import SourceText
import SwiftGeneration

/// Moves the selection from the output folder, where earlier versions of the tool stored it, to the project file.
struct SelectionMigration {
    private let project: Project
    private let selection: Selection
    /// The project file with the selection added, or `nil` if the project file cannot contain it or already has another
    /// selection.
    private let file: ProjectFile?

    /// Returns `nil` if there is no selection to move, or if the project file already contains it.
    init?(of project: Project) throws(Failure) {
        selection = try project.output().formerSelection
        let current = project.file.map { Selection(only: $0.only ?? [], except: $0.except ?? []) } ?? .all
        if selection == .all || selection == current { return nil }
        self.project = project
        // A selection in the project file is newer and takes precedence.
        file = current == .all ? Self.file(of: project, selection) : nil
    }

    private static func file(of project: Project, _ selection: Selection) -> ProjectFile? {
        guard project.usesProjectOutput else { return nil }
        var file = project.file ?? ProjectFile()
        if project.file == nil {
            let folders = [project.options.specs, project.options.output].map { path -> String?? in
                path.map { DocumentFiles.path(of: $0, from: project.root) }
            }
            // The project file cannot refer to folders outside the project.
            if folders.contains(where: { $0 == .some(nil) }) { return nil }
            (file.specs, file.output, file.module) = (folders[0] ?? nil, folders[1] ?? nil, project.options.module)
        }
        file.only = selection.only.isEmpty ? nil : selection.only
        file.except = selection.except.isEmpty ? nil : selection.except
        return file
    }

    private var path: String { project.path(of: ProjectFile.name) }

    /// Writes the project file before it applies the changes, because the changes delete the old list of files, which contains
    /// the selection. If the changes fail, restores the project file.
    static func apply(_ migration: SelectionMigration?, with changes: () throws(Failure) -> Void) throws(Failure) {
        guard let migration, let file = migration.file else { return try changes() }
        let fileWriter = migration.project.fileWriter
        try FileReplacement.write(file.text, to: migration.path, over: "{", using: fileWriter)
        do throws(Failure) {
            try changes()
        } catch {
            if let before = migration.project.file {
                try? FileReplacement.write(before.text, to: migration.path, over: "{", using: fileWriter)
            } else {
                try? fileWriter.remove(URL(fileURLWithPath: migration.path))
            }
            throw error
        }
    }

    /// Prints that the selection was moved, or warns that it was lost.
    func report() {
        let verb = project.options.isDryRun ? "Would move" : "Moved"
        if file != nil {
            return project.console.print(
                "\(verb) the selection \(selection.options) from \(project.outputFolder) to \(path).")
        }
        project.console.report([
            Diagnostic(
                .warning, "lost-selection",
                "the selection \(selection.options) is no longer stored in the output folder",
                at: .file(project.outputFolder),
                notes: [.init("specify it on the command line or in \(path)")])
        ])
    }
}
