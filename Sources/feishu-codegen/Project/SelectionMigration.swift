import Foundation
import SourceText
import SwiftGeneration

/// Moves the selection that an earlier version of the tool kept in the output folder to the project file.
struct SelectionMigration {
    private let project: Project
    private let selection: Selection
    /// The project file with the selection; nil if the project cannot have it.
    private let file: ProjectFile?

    /// - Returns: Nil if there is nothing to move.
    init?(of project: Project) throws(Failure) {
        selection = try project.output().formerSelection
        let kept = project.file.map { Selection(only: $0.only ?? [], except: $0.except ?? []) } ?? .all
        if selection == .all || selection == kept { return nil }
        self.project = project
        // The selection of the project file is newer.
        file = kept == .all ? Self.file(of: project, selection) : nil
    }

    private static func file(of project: Project, _ selection: Selection) -> ProjectFile? {
        guard project.usesOwnOutput else { return nil }
        var file = project.file ?? ProjectFile()
        if project.file == nil {
            let folders = [project.options.specs, project.options.output].map { path -> String?? in
                path.map { DocumentFiles.path(of: $0, from: project.root) }
            }
            // A folder outside of the project has no name in its file.
            if folders.contains(where: { $0 == .some(nil) }) { return nil }
            (file.specs, file.output, file.module) = (folders[0] ?? nil, folders[1] ?? nil, project.options.module)
        }
        file.only = selection.only.isEmpty ? nil : selection.only
        file.except = selection.except.isEmpty ? nil : selection.except
        return file
    }

    private var path: String { project.path(of: ProjectFile.name) }

    /// Writes the project file before the changes of the output folder, which end the list with the selection. If they fail, it is
    /// as it was.
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

    func report() {
        let verb = project.options.isDryRun ? "Would move" : "Moved"
        if file != nil {
            return project.console.print(
                "\(verb) the selection \(selection.options) from \(project.outputFolder) to \(path).")
        }
        project.console.report([
            Diagnostic(
                .warning, "lost-selection",
                "the selection \(selection.options) is not kept in the output folder anymore",
                at: .file(project.outputFolder),
                notes: [.init("give it on the command line, or write it into \(path)")])
        ])
    }
}
