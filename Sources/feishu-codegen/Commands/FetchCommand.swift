import DocumentImport
import DocumentPortal
import SourceText

/// `fetch`: downloads documents from the portal.
enum FetchCommand {
    static func run(
        _ project: Project, portal: PortalConnection
    ) async throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        let fetch = try DocumentFetch(project, connection: portal)
        if options.isListing { return try await list(fetch, options, console) }
        let outcome = try await fetch.run(options.isDryRun ? .planOnly : .write)
        console.report(outcome.warnings)
        outcome.report(project)
        console.report(outcome.errors)
        return outcome.errors.isEmpty ? .done : .problems
    }

    /// Prints the documents that match any of the arguments, grouped by folder. If there are no arguments, prints all documents.
    /// Each document is printed with its date, title and path, and with the ID of its spec if there is one.
    private static func list(
        _ fetch: DocumentFetch, _ options: Invocation.Options, _ console: Console
    ) async throws -> ExitStatus {
        let (tree, ids) = try await fetch.tree()
        console.report(tree.warnings)
        let patterns = options.arguments.map { $0.lowercased() }
        let pages = tree.pages.filter { page in
            patterns.isEmpty || patterns.contains { page.matches($0) }
        }
        var folder: [PortalPage.Folder]?
        for page in pages {
            if page.folders != folder {
                folder = page.folders
                console.print(page.folderLine)
            }
            let id = ids[page].map { " \($0)" } ?? ""
            console.print("  \(page.day ?? "          ") \(page.title) \(page.fullPath)\(id)")
        }
        console.print("\(pluralized(pages.count, "document")), \(pages.count { ids[$0] != nil }) with a spec.")
        return .done
    }
}

extension PortalPage {
    /// The titles of the folders that contain the page, followed by the path of the innermost folder in parentheses.
    fileprivate var folderLine: String {
        let path = folders.map(\.segment).filter { !$0.isEmpty }.joined(separator: "/")
        return folders.map(\.title).joined(separator: " > ") + (path.isEmpty ? "" : " (\(path))")
    }

    /// The date of the last update of the page, or `nil` if it is unknown.
    fileprivate var day: String? {
        updateTime.flatMap(FrontMatter.day)
    }

    /// Returns whether the title, the path or the folder path contains the given pattern.
    ///
    /// - Parameter pattern: A lowercase string.
    fileprivate func matches(_ pattern: String) -> Bool {
        let folders = folders.map(\.segment).joined(separator: "/")
        return [title, fullPath, folders].contains { $0.lowercased().contains(pattern) }
    }
}
