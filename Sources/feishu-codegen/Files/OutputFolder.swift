import Foundation
import SourceText
import SwiftGeneration

/// A folder that contains generated files.
struct OutputFolder {
    /// The path, as specified by the user.
    private let path: String
    private let url: URL
    /// The option or key that selects the folder, for messages.
    private let setting: String
    /// The nested folders that are ignored because they contain samples.
    private var excluded: [URL] = []
    /// The list of generated files, or `nil` if there is none.
    private let list: SourceFile?
    private let manifest: Manifest?
    /// The list of generated files under the file name that earlier versions used, or `nil` if there is none.
    private let formerList: SourceFile?
    /// The selection that an earlier version of the tool stored in the list. If there is none, or if the list has its current
    /// name, the value is `.all`.
    let formerSelection: Selection

    /// Reads the list of generated files.
    ///
    /// - Throws: `Failure` if the path is a file, or if the list cannot be read or is damaged.
    init(_ path: String, setting: String = "--output", using fileWriter: FileWriter) throws(Failure) {
        self.path = path
        self.setting = setting
        let url = URL(fileURLWithPath: path, isDirectory: true).withLinksResolved
        self.url = url
        if FileTree.exists(url.path), !FileTree.isFolder(url.path) {
            throw Failure(
                "not-a-folder", "expected a folder, found a file", at: .file(path),
                notes: ["choose another folder with \(setting)"])
        }
        func source(_ name: String) throws(Failure) -> SourceFile? {
            FileTree.exists(url.appendingPathComponent(name).path) ? try fileWriter.read("\(path)/\(name)") : nil
        }
        list = try source(Manifest.path)
        // Earlier versions used the name of the project file for the list. If a file with this name is valid JSON but not a
        // list, it is a project file in the same folder.
        formerList = try source(Manifest.formerPath).flatMap { file in
            Manifest.isFormer(file) || (try? JSON(parsing: file)) == nil ? file : nil
        }
        manifest = try (list ?? formerList).map { list throws(Failure) in try Manifest(list) }
        formerSelection = list == nil ? try formerList.map(Manifest.formerSelection) ?? .all : .all
    }

    /// Returns the plan that updates the folder with the given files.
    ///
    /// - Parameters:
    ///   - files: The files that the folder should contain.
    ///   - samples: The folder of the samples of these files, as spelled in the project file, or `nil` if there are none.
    ///   - replacingEdited: Whether to overwrite manually edited files.
    func plan(
        for files: [OutputFile], samples: String? = nil, replacingEdited: Bool = false
    ) throws(Failure) -> OutputPlan {
        let contents = try contents()
        let plan = WritePlan(
            files: files, existing: contents, manifest: manifest, samples: samples,
            isFormer: list == nil && formerList != nil, replacingEdited: replacingEdited)
        return OutputPlan(
            plan: plan, folder: path, setting: setting, contents: contents, list: list?.bytes,
            formerList: formerList?.bytes, links: links(on: (plan.created + plan.changed).map(\.path)))
    }

    /// Returns the contents of all Swift files that are not excluded, keyed by relative path. The result is empty if the folder
    /// does not exist. Symbolic links to folders are not followed.
    private func contents() throws(Failure) -> [String: [UInt8]] {
        guard FileTree.exists(url.path) else { return [:] }
        var contents: [String: [UInt8]] = [:]
        for file in try FileTree.paths(in: url.path, withExtension: "swift", followingLinks: false)
        where !isExcluded(file) {
            do {
                contents[file] = Array(try Data(contentsOf: destination(file)))
            } catch {
                throw .unreadable("\(path)/\(file)", error)
            }
        }
        return contents
    }

    /// Returns the sorted relative paths of the symbolic links that occur in the given paths.
    private func links(on paths: [String]) -> [String] {
        var checked: [String: Bool] = [:]
        for path in paths {
            var part = ""
            for name in path.split(separator: "/") {
                part += part.isEmpty ? String(name) : "/\(name)"
                if checked[part] == nil { checked[part] = FileTree.isLink(destination(part).path) }
            }
        }
        return checked.filter(\.value).keys.sorted()
    }

    /// The folder of the samples that is recorded in the list of generated files, as spelled in the project file when the list
    /// was written.
    var samples: String? { manifest?.samples }

    /// Excludes nested folders from plans.
    mutating func exclude(_ folders: [String]) {
        excluded += folders.map { URL(fileURLWithPath: $0, isDirectory: true).withLinksResolved }
    }

    /// Returns whether a file is in an excluded folder. Ignores case, because some file systems are case-insensitive.
    func isExcluded(_ file: String) -> Bool {
        let path = destination(file).path.lowercased()
        return excluded.contains { path.hasPrefix($0.path.lowercased() + "/") }
    }

    private func destination(_ path: String) -> URL {
        url.appendingPathComponent(path)
    }
}
