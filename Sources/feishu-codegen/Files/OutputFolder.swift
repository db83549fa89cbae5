import Foundation
import SourceText
import SwiftGeneration

/// The folder of the generated files.
struct OutputFolder {
    /// The path, as the user wrote it.
    private let path: String
    private let url: URL
    /// A folder in this one that is a folder of generated files itself.
    private let excluded: URL?
    /// The list of the files that the tool wrote to the folder; nil where there is none.
    private let list: SourceFile?
    private let manifest: Manifest?
    /// The list under the name that an earlier version of the tool gave it.
    private let formerList: SourceFile?
    /// The selection that an earlier version of the tool kept in its list; all where there is none.
    let formerSelection: Selection

    /// - Throws: `Failure` where the path is a file, or the list of the generated files is damaged.
    init(_ path: String, excluding excluded: String? = nil, using fileWriter: FileWriter) throws(Failure) {
        self.path = path
        self.excluded = excluded.map { URL(fileURLWithPath: $0, isDirectory: true).resolvingSymlinksInPath() }
        let url = URL(fileURLWithPath: path, isDirectory: true).resolvingSymlinksInPath()
        self.url = url
        if FileTree.exists(url.path), !FileTree.isFolder(url.path) {
            throw Failure(
                "not-a-folder", "not a folder", at: .file(path), notes: ["choose another folder with --output"])
        }
        func source(_ name: String) throws(Failure) -> SourceFile? {
            FileTree.exists(url.appendingPathComponent(name).path) ? try fileWriter.read("\(path)/\(name)") : nil
        }
        list = try source(Manifest.path)
        // In the folder of the project file, that file has the former name of the list.
        formerList = try source(Manifest.formerPath).flatMap { file in
            Manifest.isFormer(file) || (try? JSON(parsing: file)) == nil ? file : nil
        }
        manifest = try (list ?? formerList).map { list throws(Failure) in try Manifest(list) }
        formerSelection = list == nil ? try formerList.map(Manifest.formerSelection) ?? .all : .all
    }

    /// What has to happen so that the folder contains the generated files.
    ///
    /// - Parameter replacingEdited: Whether files that a person edited are replaced.
    func plan(
        for files: [OutputFile], replacingEdited: Bool = false
    ) throws(Failure) -> OutputPlan {
        let contents = try contents()
        let plan = WritePlan(
            files: files, existing: contents, manifest: manifest, isFormer: list == nil && formerList != nil,
            replacingEdited: replacingEdited)
        return OutputPlan(
            plan: plan, folder: path, contents: contents, list: list?.bytes, formerList: formerList?.bytes,
            links: links(on: (plan.created + plan.changed).map(\.path)))
    }

    /// The contents of every Swift file in the folder, by its path relative to the folder. A folder that does not exist is
    /// empty, and what is behind a link is not in the folder.
    private func contents() throws(Failure) -> [String: [UInt8]] {
        guard FileTree.exists(url.path) else { return [:] }
        var contents: [String: [UInt8]] = [:]
        for file in try FileTree.paths(in: url.path, withExtension: "swift", followingLinks: false)
        where excluded.map({ !destination(file).path.hasPrefix($0.path + "/") }) ?? true {
            do {
                contents[file] = Array(try Data(contentsOf: destination(file)))
            } catch {
                throw .unreadable("\(path)/\(file)", error)
            }
        }
        return contents
    }

    /// The links on the way to files, relative to the folder and sorted.
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

    private func destination(_ path: String) -> URL {
        url.appendingPathComponent(path)
    }
}
