import DocumentImport
import EndpointSpec
import Foundation
import SourceText
import SwiftGeneration

/// What a command works on: the project file, the options that override it, and what follows from them. Everything is read
/// and planned when it is needed, and once.
final class Project {
    let options: Invocation.Options
    let console: Console
    let fileWriter: FileWriter
    /// The folder with the project file, or the working folder. Documents are named relative to it.
    let root: URL
    let specFolder: String
    let documentFolder: String
    let outputFolder: String
    let language: String?
    let host: String?
    /// The project file; nil if there is none.
    let file: ProjectFile?
    /// Whether the project's own output folder is written to, and not one that is only looked at.
    let usesOwnOutput: Bool

    private var loadedSpecsCache = Lazy<[LoadedSpec]>()
    private var documentsCache = Lazy<DocumentFiles>()
    private var importPlanCache = Lazy<ImportPlan>()
    private var outputCache = Lazy<OutputFolder>()

    /// - Parameter workingFolder: The folder from which the project file is searched upwards.
    /// - Throws: `Failure` if the project file cannot be read.
    init(
        _ options: Invocation.Options, console: Console, fileWriter: FileWriter,
        workingFolder: URL = Project.currentFolder
    ) throws(Failure) {
        self.options = options
        self.console = console
        self.fileWriter = fileWriter
        let found = try ProjectFile.find(from: workingFolder, using: fileWriter)
        file = found?.file
        root = found?.root ?? workingFolder
        let root = root
        func inRoot(_ path: String) -> String { Self.path(of: path, in: root).withoutTrailingSlash }
        let ownSpecs = inRoot(file?.specs ?? "specs")
        specFolder = options.specs?.withoutTrailingSlash ?? ownSpecs
        let usesOwnSpecs = options.specs.map { Self.isSame($0, ownSpecs) } ?? true
        documentFolder = (usesOwnSpecs ? (file?.documents).map(inRoot) : nil) ?? specFolder + "/documents"
        let ownOutput = inRoot(file?.output ?? file?.module ?? "Generated")
        let given = options.output?.withoutTrailingSlash ?? options.module
        usesOwnOutput = given.map { found == nil || Self.isSame($0, ownOutput) } ?? true
        outputFolder = given ?? ownOutput
        language = options.language ?? file?.language
        host = options.host ?? file?.host
    }

    static var currentFolder: URL { URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true) }

    /// The path by which the tool finds what a project names: relative where the root is the working folder or around it, so
    /// that messages are short.
    func path(of path: String) -> String { Self.path(of: path, in: root) }

    /// Whether two paths lead to one folder, which need not exist.
    private static func isSame(_ path: String, _ other: String) -> Bool {
        let urls = [path, other].map { URL(fileURLWithPath: $0, isDirectory: true).standardizedFileURL }
        return urls[0].path == urls[1].path
            || urls[0].resolvingSymlinksInPath().path == urls[1].resolvingSymlinksInPath().path
    }

    static func path(of path: String, in root: URL) -> String {
        let (here, root) = (currentFolder.pathComponents, root.pathComponents)
        guard here.starts(with: root) else { return NSString.path(withComponents: root + [path]) }
        return String(repeating: "../", count: here.count - root.count) + path
    }

    // MARK: What is generated

    /// The endpoints to generate: those of the project, unless the command line names others for this run.
    func selection() throws(Failure) -> Selection {
        let kept = usesOwnOutput && file != nil ? Selection(only: file?.only ?? [], except: file?.except ?? []) : .all
        // An earlier version of the tool kept the selection in the output folder.
        return options.selection(overriding: kept == .all ? try output().formerSelection : kept)
    }

    /// The folder of the generated files, as it is.
    func output() throws(Failure) -> OutputFolder {
        try outputCache.get { () throws(Failure) in try OutputFolder(outputFolder, using: fileWriter) }
    }

    // MARK: Specs

    /// Loads the specs of the folder, including those with problems.
    ///
    /// - Parameter allowingMissing: Whether the folder may be missing or have no specs.
    /// - Throws: `Failure` if a file cannot be read, or if there are no specs and there must be some.
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

    /// The specs that exist. A folder that does not exist has none.
    ///
    /// - Throws: The problems of all specs.
    func existingSpecs() throws(Failure) -> [SpecFile] { try SpecFiles.files(of: loadSpecs(allowingMissing: true)) }

    /// The specs that `--only` and `--except` select, in the order of their ids.
    func selectedSpecs() throws(Failure) -> [SpecFile] {
        try SpecFiles.select(Selection(only: options.only, except: options.except), from: specs())
    }

    /// All specs.
    ///
    /// - Throws: The problems of all specs, or `Failure` if there are none.
    func specs() throws(Failure) -> [SpecFile] { try SpecFiles.files(of: loadSpecs(allowingMissing: false)) }

    // MARK: Documents

    /// The documents of the project, of which there can be none.
    func documents() throws(Failure) -> DocumentFiles {
        try documentsCache.get { () throws(Failure) in
            try documentFiles(FileTree.isFolder(documentFolder) ? [documentFolder] : [], allowingNone: true)
        }
    }

    /// Reads files, and all documents in folders.
    func documentFiles(_ paths: [String], allowingNone: Bool = false) throws(Failure) -> DocumentFiles {
        try DocumentFiles(paths, root: root, using: fileWriter, allowingNone: allowingNone)
    }

    /// Uses these documents instead of reading the folder.
    func use(_ documents: DocumentFiles) { documentsCache = Lazy(documents) }

    /// The specs of the documents.
    func importPlan() throws(Failure) -> ImportPlan {
        try importPlanCache.get { () throws(Failure) in
            let (documents, existing) = (try documents(), try existingSpecs())
            defer { console.showProgress("") }
            return ImportPipeline.plan(
                documents: documents.documents, existing: existing, options: importOptions(documents)
            ) { read in
                console.showProgress("\(read) of \(documents.documents.count) documents read")
            }
        }
    }

    func importOptions(_ documents: DocumentFiles) -> ImportOptions {
        ImportOptions(
            specFolder: specFolder, documentFolders: documents.folders, unreadableDocuments: documents.unreadable,
            reportsEveryPlace: options.isVerbose || options.format == "json", renamesDerived: options.isRenaming,
            willParse: fileWriter.willParse)
    }
}
