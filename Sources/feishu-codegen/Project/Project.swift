import DocumentImport
import EndpointSpec
import Foundation
import SourceText
import SwiftGeneration

/// The project of a command: the settings in the project file and on the command line, and the files that they refer to.
///
/// The specs, the documents, the list of generated files and the import plan are loaded or computed on first use, and then
/// cached.
final class Project {
    let options: Invocation.Options
    let console: Console
    let fileWriter: FileWriter
    /// The folder that contains the project file, or the working folder if there is none. Document paths are relative to it.
    let root: URL
    let specFolder: String
    let documentFolder: String
    let outputFolder: String
    /// The folder of the generated samples, or `nil` if samples are not generated.
    let samplesFolder: String?
    let language: String?
    let host: String?
    /// The project file, or `nil` if there is none.
    let file: ProjectFile?
    /// Whether the output folder is the one that the project file specifies, as opposed to a different folder specified on the
    /// command line. Always `true` if there is no project file.
    let usesProjectOutput: Bool

    private var loadedSpecsCache = Lazy<[LoadedSpec]>()
    private var documentsCache = Lazy<DocumentFiles>()
    private var importPlanCache = Lazy<ImportPlan>()
    private var outputCache = Lazy<(folder: OutputFolder, formerSamples: String?)>()

    /// Finds and reads the project file.
    ///
    /// - Parameters:
    ///   - options: The options from the command line.
    ///   - console: The console for results and diagnostics.
    ///   - fileWriter: The file writer for all reads and changes.
    ///   - workingFolder: The folder in which the search for the project file starts. The search continues in its parents.
    /// - Throws: `Failure` if the project file cannot be read or is invalid, or if the samples folder or the module name
    ///   cannot be used for samples.
    init(
        _ options: Invocation.Options, console: Console, fileWriter: FileWriter,
        workingFolder: URL = Project.currentFolder
    ) throws(Failure) {
        self.options = options
        self.console = console
        self.fileWriter = fileWriter
        let project = try ProjectFile.find(from: workingFolder, using: fileWriter)
        file = project?.file
        root = project?.root ?? workingFolder
        let root = root
        func inRoot(_ path: String) -> String { Self.path(of: path, in: root).withoutTrailingSlash }
        let projectSpecs = inRoot(file?.specs ?? "specs")
        specFolder = options.specs?.withoutTrailingSlash ?? projectSpecs
        let usesProjectSpecs = options.specs.map { Self.isSameFolder($0, projectSpecs) } ?? true
        documentFolder = (usesProjectSpecs ? (file?.documents).map(inRoot) : nil) ?? specFolder + "/documents"
        let projectOutput = inRoot(file?.output ?? file?.module ?? "Generated")
        let override = options.output?.withoutTrailingSlash ?? options.module
        usesProjectOutput = override.map { project == nil || Self.isSameFolder($0, projectOutput) } ?? true
        outputFolder = override ?? projectOutput
        samplesFolder = usesProjectOutput ? (file?.samples).map(inRoot) : nil
        language = options.language ?? file?.language
        host = options.host ?? file?.host
        if let samplesFolder { try checkSamplesFolder(samplesFolder) }
    }

    /// Checks that the samples folder neither is nor contains the output, spec or document folder, and that the module name
    /// is valid, so that the samples can import the module. The samples folder can be inside the output folder.
    private func checkSamplesFolder(_ samples: String) throws(Failure) {
        for other in [outputFolder, specFolder, documentFolder] where Self.contains(samples, other) {
            throw wrongSamples("the folder of the samples is, or contains, the folder \"\(other)\"")
        }
        if !Invocation.isModuleName(module) {
            throw wrongSamples(
                "the samples cannot import the module \"\(module)\", which is the name of the output folder")
        }
    }

    private func wrongSamples(_ message: String) -> Failure {
        Failure(
            "wrong-samples", message, at: .file(path(of: ProjectFile.name)),
            notes: [
                "the samples are a target of their own; set \"samples\" to another folder, or \"module\" to its name"
            ])
    }

    /// Returns whether a folder is the same as another folder, or contains it.
    private static func contains(_ folder: String, _ other: String) -> Bool {
        comparablePaths(folder, other).contains { "\($0.other)/".hasPrefix("\($0.folder)/") }
    }

    /// Returns whether two paths refer to the same folder, which need not exist.
    private static func isSameFolder(_ folder: String, _ other: String) -> Bool {
        comparablePaths(folder, other).contains { $0.folder == $0.other }
    }

    /// Returns the absolute paths of two folders, first as written, then with symbolic links resolved.
    private static func comparablePaths(_ folder: String, _ other: String) -> [(folder: String, other: String)] {
        let (folder, other) = (
            URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL,
            URL(fileURLWithPath: other, isDirectory: true).standardizedFileURL
        )
        return [
            (folder.path, other.path), (folder.withLinksResolved.path, other.withLinksResolved.path),
        ]
    }

    static var currentFolder: URL { URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true) }

    /// Resolves a path relative to the root of the project. To keep messages short, the result is relative to the working folder
    /// if the working folder is the root or inside it.
    func path(of path: String) -> String { Self.path(of: path, in: root) }

    /// Resolves a path relative to the given root folder. The result is relative to the working folder if the working
    /// folder is the root or inside it, and absolute otherwise.
    static func path(of path: String, in root: URL) -> String {
        let (here, root) = (currentFolder.pathComponents, root.pathComponents)
        guard here.starts(with: root) else { return NSString.path(withComponents: root + [path]) }
        return String(repeating: "../", count: here.count - root.count) + path
    }

    // MARK: Generated files

    /// Returns the selection of endpoints to generate, from the project file and the command line.
    func selection() throws(Failure) -> Selection {
        let base =
            usesProjectOutput && file != nil ? Selection(only: file?.only ?? [], except: file?.except ?? []) : .all
        // If the project file contains no selection, use the one that an earlier version of the tool stored in the output folder.
        return options.selection(overriding: base == .all ? try output().formerSelection : base)
    }

    /// Returns the output folder, from whose plans the folders of the samples are excluded. The first call reads the list of
    /// generated files.
    func output() throws(Failure) -> OutputFolder { try outputAndFormerSamples().folder }

    private func outputAndFormerSamples() throws(Failure) -> (folder: OutputFolder, formerSamples: String?) {
        try outputCache.get { () throws(Failure) in
            var folder = try OutputFolder(outputFolder, using: fileWriter)
            let formerSamples = formerSamplesFolder(of: folder)
            folder.exclude([samplesFolder, formerSamples].compactMap { $0 })
            return (folder, formerSamples)
        }
    }

    /// Returns the folder with the samples of earlier runs, or `nil` if it does not exist or is still the samples folder. Also
    /// returns `nil` if the output folder is not the one that the project file specifies.
    private func formerSamplesFolder(of output: OutputFolder) -> String? {
        // The path comes from a file in the output folder, so do not follow it out of the project.
        guard usesProjectOutput, file != nil, let recorded = output.samples, !recorded.hasPrefix("/"),
            !recorded.split(separator: "/").contains("..")
        else { return nil }
        let former = path(of: recorded).withoutTrailingSlash
        let isCurrent = samplesFolder.map { Self.isSameFolder($0, former) } ?? false
        return !isCurrent && FileTree.isFolder(former) ? former : nil
    }

    /// Plans the changes that update all folders of generated files.
    ///
    /// - Parameters:
    ///   - generated: The files that the folders should contain.
    ///   - replacingEdited: Whether to overwrite manually edited files.
    func outputPlans(for generated: GeneratedFiles, replacingEdited: Bool = false) throws(Failure) -> OutputPlans {
        let (output, formerSamplesFolder) = try outputAndFormerSamples()
        if let samplesFolder, let file = generated.files.first(where: { output.isExcluded($0.path) }) {
            throw wrongSamples(
                "the folder of the samples, \"\(samplesFolder)\", would contain the generated file \"\(file.path)\"")
        }
        let setting = "\"samples\" in the project file"
        let samples = try samplesFolder.map { path throws(Failure) in
            try OutputFolder(path, setting: setting, using: fileWriter)
                .plan(for: generated.samples, replacingEdited: replacingEdited)
        }
        let formerSamples = try formerSamplesFolder.map { path throws(Failure) in
            try OutputFolder(path, setting: setting, using: fileWriter).plan(for: [], replacingEdited: replacingEdited)
        }
        return OutputPlans(
            endpoints: try output.plan(
                for: generated.files, samples: samplesFolder == nil ? nil : file?.samples,
                replacingEdited: replacingEdited),
            samples: samples, formerSamples: formerSamples)
    }

    /// The name of the generated module. The command line takes precedence over the project file, and the project file over the
    /// name of the output folder.
    var module: String {
        options.module ?? file?.module ?? outputFolder.split(separator: "/").last.map(String.init) ?? "Generated"
    }

    // MARK: Specs

    /// Loads all specs in the spec folder, including specs with errors.
    ///
    /// - Parameter allowingMissing: Whether the folder may be missing or empty.
    /// - Throws: `Failure` if a file cannot be read, or if there are no specs and `allowingMissing` is `false`.
    func loadSpecs(allowingMissing: Bool) throws(Failure) -> [LoadedSpec] {
        let loaded = try loadedSpecsCache.get { () throws(Failure) in
            if allowingMissing, !FileTree.exists(specFolder) { return [] }
            return try SpecFiles.load(SpecFiles.paths(in: specFolder), using: fileWriter)
        }
        if loaded.isEmpty, !allowingMissing {
            _ = try SpecFiles.paths(in: specFolder)
            throw SpecFiles.noSpecs(in: specFolder)
        }
        return loaded
    }

    /// Returns the existing specs, or an empty array if the spec folder does not exist.
    ///
    /// - Throws: `Failure` if a file cannot be read, or if a spec is invalid. In the second case, the failure contains the errors
    ///   of all invalid specs.
    func existingSpecs() throws(Failure) -> [SpecFile] { try SpecFiles.files(of: loadSpecs(allowingMissing: true)) }

    /// Returns the specs selected by `--only` and `--except`, sorted by ID.
    func selectedSpecs() throws(Failure) -> [SpecFile] {
        try SpecFiles.select(Selection(only: options.only, except: options.except), from: specs())
    }

    /// Returns all specs.
    ///
    /// - Throws: `Failure` if there are no specs, if a file cannot be read, or if a spec is invalid. In the last case, the
    ///   failure contains the errors of all invalid specs.
    func specs() throws(Failure) -> [SpecFile] { try SpecFiles.files(of: loadSpecs(allowingMissing: false)) }

    // MARK: Documents

    /// Returns the documents in the document folder, or no documents if the folder does not exist. `replaceDocuments(with:)`
    /// changes the result.
    func documents() throws(Failure) -> DocumentFiles {
        try documentsCache.get { () throws(Failure) in
            try documentFiles(FileTree.isFolder(documentFolder) ? [documentFolder] : [], allowingNone: true)
        }
    }

    /// Reads documents from the given files and folders.
    func documentFiles(_ paths: [String], allowingNone: Bool = false) throws(Failure) -> DocumentFiles {
        try DocumentFiles(paths, root: root, using: fileWriter, allowingNone: allowingNone)
    }

    /// Makes `documents()` return the given documents, instead of those in the document folder, for the rest of this run.
    func replaceDocuments(with documents: DocumentFiles) { documentsCache = Lazy(documents) }

    /// Returns the plan that imports the documents. Does not write any files.
    func importPlan() throws(Failure) -> ImportPlan {
        try importPlanCache.get { () throws(Failure) in
            let (documents, existing) = (try documents(), try existingSpecs())
            defer { console.showProgress("") }
            return ImportPipeline.plan(
                documents: documents.documents, existing: existing, options: importOptions(documents)
            ) { count in
                console.showProgress("\(count) of \(documents.documents.count) documents read")
            }
        }
    }

    func importOptions(_ documents: DocumentFiles) -> ImportOptions {
        ImportOptions(
            specFolder: specFolder, documentFolders: documents.folderPaths,
            unreadableDocumentPaths: documents.unreadablePaths,
            reportsEachAssumedPlacement: options.isVerbose || options.format == "json",
            renamesDerived: options.isRenaming, acceptsLoss: options.acceptsLoss,
            willParse: fileWriter.willParse)
    }
}
