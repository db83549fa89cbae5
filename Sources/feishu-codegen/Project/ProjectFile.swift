import DocumentPortal
import EndpointSpec
import Foundation
import SourceText
import SwiftGeneration

/// The settings of a project, stored in `.feishu-codegen.json` at the root of a package. All paths are relative to the file.
struct ProjectFile: Sendable, Equatable {
    static let name = ".feishu-codegen.json"
    /// The path of the JSON Schema, relative to the spec folder.
    static let schemaPath = "project.schema.json"
    static let schemaText = FormatSchema.text(of: ProjectFile.self, title: "Project of feishu-codegen")

    var schema: String?
    var documents: String?
    var specs: String?
    var output: String?
    var module: String?
    var samples: String?
    var only: [String]?
    var except: [String]?
    var language: String?
    var host: String?

    init() {}

    /// Parses a project file.
    ///
    /// - Throws: `Failure` with all errors in the file.
    init(_ source: SourceFile) throws(Failure) {
        let root = try JSONNode(parsing: source)
        var reader = FormatReader(source)
        self = reader.object(root, as: ProjectFile.self)
        if !reader.problems.isEmpty { throw Failure(reader.problems.sortedByOffset) }
    }

    var text: String { json.indented + "\n" }

    /// Finds the project file in the given folder or in its nearest parent that contains one.
    ///
    /// - Returns: The project file and the folder that contains it, or `nil` if there is none.
    static func find(from folder: URL, using fileWriter: FileWriter) throws(Failure) -> (file: ProjectFile, root: URL)?
    {
        var folder = folder.standardizedFileURL
        while true {
            let path = folder.appendingPathComponent(name).path
            if FileTree.exists(path), !FileTree.isFolder(path) {
                let source = try fileWriter.read(Project.path(of: name, in: folder))
                // Skip a list of generated files, for which earlier versions of the tool used this name.
                if !Manifest.isFormer(source) { return (try ProjectFile(source), folder) }
            }
            if folder.path == "/" { return nil }
            folder.deleteLastPathComponent()
        }
    }

}

extension ProjectFile: FormatObject {
    static let subject = "the project"
    static let definition = "project"
    static let summary =
        "The folders of a project, and the endpoints to generate. All paths are relative to the file."
    static var placeholder: ProjectFile { ProjectFile() }
    static let keys: [FormatKey<ProjectFile>] = [
        .optional("$schema", \.schema, .string, "The path of this schema, for editors."),
        .optional(
            "documents", \.documents, .relativePath,
            "The folder of the documents; \"documents\" in the folder of the specs by default."),
        .optional("specs", \.specs, .relativePath, "The folder of the specs; \"specs\" by default."),
        .optional(
            "output", \.output, .relativePath, "The folder of the generated files; named after the module by default."),
        .optional("module", \.module, .moduleName, "The name of the generated module; \"Generated\" by default."),
        .optional(
            "samples", \.samples, .relativePath,
            "The folder of the generated samples, which is a target of its own. By default, no samples are generated."),
        .optional(
            "only", \.only, .array(.nonEmptyString), "The ids or patterns of the endpoints to generate; all by default."
        ),
        .optional("except", \.except, .array(.nonEmptyString), "The ids or patterns of the endpoints to omit."),
        .optional(
            "language", \.language, .language, "The language of fetched documents: zh-CN or en-US; zh-CN by default."),
        .optional("host", \.host, .portalHost, "The portal: feishu, lark or an https URL; feishu by default."),
    ]
}

extension FormatValue where Value == String {
    fileprivate static let relativePath = string(pattern: "^[^/~]", expected: "a path relative to this file") { path in
        !path.isEmpty && !path.hasPrefix("/") && !path.hasPrefix("~") && path.utf8.count <= FileTree.maximumPathLength
    }

    fileprivate static let moduleName = string(
        pattern: "^[A-Za-z_][A-Za-z0-9_]*$", expected: "the name of a Swift module", where: Invocation.isModuleName)

    fileprivate static let portalHost = string(
        pattern: "^(feishu|lark|https?://.+)$", expected: "feishu, lark or an https URL"
    ) { (try? PortalHost($0)) != nil }

    fileprivate static let language = string(
        pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$", expected: "a language like \"zh-CN\"",
        where: Invocation.isLanguage)
}
