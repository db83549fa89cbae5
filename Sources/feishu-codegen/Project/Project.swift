import DocumentImport
import EndpointSpec
import Foundation
import SourceText
import SwiftGeneration

/// The project that a command works on: the settings from the project file and the command line, and the files they refer to.
///
/// Files are read and plans are computed on first use, and at most once.
final class Project {
    let options: Invocation.Options
    let console: Console
    let fileWriter: FileWriter
    /// The folder that contains the project file, or the working folder if there is none. Document paths are relative to it.
    let root: URL
    let specFolder: String
    let documentFolder: String
    let outputFolder: String
    /// The folder of the generated samples; nil if none are generated.
    let samplesFolder: String?
    let language: String?
    let host: String?
    /// The project file, or `nil` if there is none.
    let file: ProjectFile?
    /// Whether the output folder is the project's own, rather than another one given on the command line.
    let usesOwnOutput: Bool

    private var loadedSpecsCache = Lazy<[LoadedSpec]>()
    private var documentsCache = Lazy<DocumentFiles>()
    private var importPlanCache = Lazy<ImportPlan>()
    private var outputCache = Lazy<OutputFolder>()

    /// Finds and reads the project file.
    ///
    /// - Parameter workingFolder: The folder where the search for the project file starts. Its parents are searched, too.
    /// - Throws: `Failure` if the project file cannot be read or is invalid.
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
        let ownSpecs = inRoot(file?.specs ?? "specs")
        specFolder = options.specs?.withoutTrailingSlash ?? ownSpecs
        let usesOwnSpecs = options.specs.map { Self.isSame($0, ownSpecs) } ?? true
        documentFolder = (usesOwnSpecs ? (file?.documents).map(inRoot) : nil) ?? specFolder + "/documents"
        let ownOutput = inRoot(file?.output ?? file?.module ?? "Generated")
        let override = options.output?.withoutTrailingSlash ?? options.module
        usesOwnOutput = override.map { project == nil || Self.isSame($0, ownOutput) } ?? true
        outputFolder = override ?? ownOutput
        samplesFolder = usesOwnOutput ? (file?.samples).map(inRoot) : nil
        language = options.language ?? file?.language
        host = options.host ?? file?.host
        if let samplesFolder { try checkSamplesFolder(samplesFolder) }
    }

    /// Checks that the folder of the samples contains no other folder of the project, and is not the output folder. It can be
    /// in that folder.
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

    /// Returns whether a folder is another one, or contains it.
    private static func contains(_ folder: String, _ other: String) -> Bool {
        let urls = [folder, other].map { URL(fileURLWithPath: $0, isDirectory: true).standardizedFileURL }
        return [urls, urls.map { $0.resolvingSymlinksInPath() }].contains {
            "\($0[1].path)/".hasPrefix("\($0[0].path)/")
        }
    }

    static var currentFolder: URL { URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true) }

    /// Resolves a path in the project file. The result is relative if the root contains the working folder, to keep messages
    /// short.
    func path(of path: String) -> String { Self.path(of: path, in: root) }

    /// Returns whether two paths refer to the same folder, which need not exist.
    private static func isSame(_ path: String, _ other: String) -> Bool {
        let urls = [path, other].map { URL(fileURLWithPath: $0, isDirectory: true).standardizedFileURL }
        return urls[0].path == urls[1].path
            || urls[0].resolvingSymlinksInPath().path == urls[1].resolvingSymlinksInPath().path
    }

    /// Resolves a path relative to a root folder.
    static func path(of path: String, in root: URL) -> String {
        let (here, root) = (currentFolder.pathComponents, root.pathComponents)
        guard here.starts(with: root) else { return NSString.path(withComponents: root + [path]) }
        return String(repeating: "../", count: here.count - root.count) + path
    }

    // MARK: Generated files

    /// Returns the endpoints to generate: the selection in the project file, with the options of the command line applied.
    func selection() throws(Failure) -> Selection {
        let base = usesOwnOutput && file != nil ? Selection(only: file?.only ?? [], except: file?.except ?? []) : .all
        // An earlier version of the tool stored the selection in the output folder.
        return options.selection(overriding: base == .all ? try output().formerSelection : base)
    }

    /// Returns the current state of the output folder.
    func output() throws(Failure) -> OutputFolder {
        try outputCache.get { () throws(Failure) in
            var folder = try OutputFolder(outputFolder, using: fileWriter)
            folder.exclude([samplesFolder, formerSamplesFolder(of: folder)].compactMap { $0 })
            return folder
        }
    }

    /// Returns the folder that contains samples of the files in an output folder, but that is no longer the folder of the samples.
    private func formerSamplesFolder(of output: OutputFolder) -> String? {
        guard usesOwnOutput, file != nil, let former = output.samples.map({ path(of: $0).withoutTrailingSlash }),
            samplesFolder.map({ !Self.isSame($0, former) }) ?? true, FileTree.isFolder(former)
        else { return nil }
        return former
    }

    /// Plans the changes that update all folders of generated files.
    ///
    /// - Parameter replacingEdited: Whether to overwrite manually edited files.
    func outputPlans(for generated: GeneratedFiles, replacingEdited: Bool = false) throws(Failure) -> OutputPlans {
        let output = try output()
        if let samplesFolder, let file = generated.files.first(where: { output.isExcluded($0.path) }) {
            throw wrongSamples(
                "the folder of the samples, \"\(samplesFolder)\", would contain the generated file \"\(file.path)\"")
        }
        let setting = "\"samples\" in the project file"
        let samples = try samplesFolder.map { path throws(Failure) in
            try OutputFolder(path, using: fileWriter)
                .plan(for: generated.samples, replacingEdited: replacingEdited, setting: setting)
        }
        let formerSamples = try formerSamplesFolder(of: output).map { path throws(Failure) in
            try OutputFolder(path, using: fileWriter).plan(for: [], replacingEdited: replacingEdited, setting: setting)
        }
        return OutputPlans(
            endpoints: try output.plan(
                for: generated.files, samples: samplesFolder == nil ? nil : file?.samples,
                replacingEdited: replacingEdited),
            samples: samples, formerSamples: formerSamples)
    }

    /// The name of the generated module: that of the command line or the project file, or else that of the output folder.
    var module: String {
        options.module ?? file?.module ?? outputFolder.split(separator: "/").last.map(String.init) ?? "Generated"
    }

    // MARK: Specs

    /// Loads the specs in the folder, including those with errors.
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

    /// Returns the existing specs, or an empty array if the folder does not exist.
    ///
    /// - Throws: `Failure` with the errors of all specs.
    func existingSpecs() throws(Failure) -> [SpecFile] { try SpecFiles.files(of: loadSpecs(allowingMissing: true)) }

    /// Returns the specs selected by `--only` and `--except`, sorted by ID.
    func selectedSpecs() throws(Failure) -> [SpecFile] {
        try SpecFiles.select(Selection(only: options.only, except: options.except), from: specs())
    }

    /// Returns all specs.
    ///
    /// - Throws: `Failure` with the errors of all specs, or if there are no specs.
    func specs() throws(Failure) -> [SpecFile] { try SpecFiles.files(of: loadSpecs(allowingMissing: false)) }

    // MARK: Documents

    /// Returns the documents of the project. There may be none.
    func documents() throws(Failure) -> DocumentFiles {
        try documentsCache.get { () throws(Failure) in
            try documentFiles(FileTree.isFolder(documentFolder) ? [documentFolder] : [], allowingNone: true)
        }
    }

    /// Reads files, and all documents in folders.
    func documentFiles(_ paths: [String], allowingNone: Bool = false) throws(Failure) -> DocumentFiles {
        try DocumentFiles(paths, root: root, using: fileWriter, allowingNone: allowingNone)
    }

    /// Replaces the documents in the folder with the given ones for this run.
    func use(_ documents: DocumentFiles) { documentsCache = Lazy(documents) }

    /// Imports the documents in memory.
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
            specFolder: specFolder, documentFolders: documents.folders, unreadableDocuments: documents.unreadable,
            reportsEachAssumedPlacement: options.isVerbose || options.format == "json",
            renamesDerived: options.isRenaming,
            willParse: fileWriter.willParse)
    }
}
