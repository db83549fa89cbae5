import DocumentImport
import DocumentPortal
import EndpointSpec
import Foundation
import SourceText

/// Fetches new and changed documents into the document folder.
struct DocumentFetch {
    private let project: Project
    private var options: Invocation.Options { project.options }
    private var console: Console { project.console }
    private let portal: Portal
    private let dates: TrustedDates
    /// The existing specs, which can refer to portal pages.
    private let specs: [SpecFile]

    init(_ project: Project, connection: PortalConnection) throws(Failure) {
        self.project = project
        dates = TrustedDates(now: connection.now())
        portal = connection.portal(
            at: try PortalHost(project.host ?? "feishu"), language: project.language ?? Self.standardLanguage)
        specs = try project.existingSpecs()
    }

    /// How to handle new and changed documents.
    enum Mode {
        case write
        case keepInMemory
        /// Determine which documents to fetch, but do not fetch them.
        case planOnly
    }

    /// A document that was fetched or, with `Mode.planOnly`, would be fetched.
    struct Fetched {
        /// The path of the file in which the document is stored.
        let path: String
        let text: String
        let isNew: Bool
    }

    struct Outcome {
        var documents: [Fetched] = []
        var unchangedCount = 0
        var warnings: [Diagnostic] = []
        var errors: [Diagnostic] = []
        /// The portal paths of pages whose text is older than the date of the page in the tree.
        var outdatedPaths: [String] = []
        /// The number of requests, including the request for the tree.
        var requestCount = 1
    }

    /// Fetches the portal's tree and maps its pages to the IDs of their specs.
    func tree() async throws(Failure) -> (tree: PortalTree, ids: [PortalPage: String]) {
        let tree = try await portal.tree()
        let search = search(in: tree)
        let ids = specs.compactMap { file in
            ((try? search.page(of: file.spec.reference)) ?? nil).map { ($0, file.spec.id.description) }
        }
        return (tree, Dictionary(ids) { first, _ in first })
    }

    private func search(in tree: PortalTree) -> PageSearch {
        PageSearch(tree, at: portal.host, references: specs.map(\.spec.reference))
    }

    // MARK: Fetching

    /// Fetches new and changed documents.
    ///
    /// With `Mode.write`, each document is written as soon as it arrives, so that the next run can resume an interrupted run.
    ///
    /// - Parameter mode: How to handle the documents.
    func run(_ mode: Mode) async throws(Failure) -> Outcome {
        console.showProgress("Fetching the portal's tree")
        let tree = try await portal.tree()
        console.showProgress("")
        var stored = StoredDocuments(try project.documents(), in: project.documentFolder)
        let requested = try RequestedPages(project, specs, search(in: tree), at: portal.host, stored)
        var outcome = Outcome(warnings: tree.warnings + stored.warnings + requested.warnings)
        outcome.warnings += dates.warning(
            about: requested.pages.filter { !dates.isTrusted($0.updateTime) }.map(\.fullPath))
        var requests: [Request] = []
        for page in requested.pages {
            let former = requested.formerPaths[page.fullPath]
            let old = stored.byFullPath[former ?? page.fullPath]
            if let old, former == nil, old.isCurrent(page, language, dates), !options.isForced {
                outcome.unchangedCount += 1
                continue
            }
            requests.append(
                Request(
                    page: page, path: old?.path ?? stored.reservePath(page.fileName), old: old,
                    address: (former == nil ? old?.frontMatter.sourceURL : nil) ?? requested.addresses[page.fullPath]
                        ?? portal.host.url(ofPage: page.fullPath)))
        }
        guard mode != .planOnly else {
            outcome.documents = requests.map { Fetched(path: path(of: $0), text: "", isNew: $0.old == nil) }
            return outcome
        }
        outcome.requestCount += requests.count
        if !requests.isEmpty {
            await fetch(requests, under: mode == .write ? try lockedFolder() : nil, &outcome)
        }
        if !outcome.outdatedPaths.isEmpty {
            outcome.warnings.append(
                Diagnostic(
                    .warning, "older-page",
                    "the portal served text older than the date in its tree for "
                        + "\(pluralized(outcome.outdatedPaths.count, "document")), such as "
                        + outcome.outdatedPaths.prefix(3).joined(separator: ", "),
                    notes: ["to fetch the text again, run \(again: "fetch", or: "update", "--force") later"]))
        }
        return outcome
    }

    /// Creates and locks the document folder, so that concurrent runs do not fetch the same documents.
    private func lockedFolder() throws(Failure) -> FolderLock {
        let folder = URL(fileURLWithPath: project.documentFolder, isDirectory: true).withLinksResolved
        do {
            try project.fileWriter.createFolder(folder)
        } catch {
            throw Failure(
                "unwritable-file", "cannot write: \(error.fileSystemReason); nothing was changed",
                at: .file(project.documentFolder))
        }
        return try FolderLock(folder, named: project.documentFolder)
    }

    /// The language of documents that do not record a language.
    private static let standardLanguage = "zh-CN"
    /// The language to record in documents, or `nil` for the standard language.
    private var language: String? {
        project.language.flatMap { $0 == Self.standardLanguage ? nil : $0 }
    }

    /// A document to fetch.
    fileprivate struct Request: Sendable {
        let page: PortalPage
        /// The path relative to the document folder.
        let path: String
        let old: StoredDocuments.Stored?
        /// The URL to store in the front matter.
        let address: String
    }

    private func path(of request: Request) -> String { "\(project.documentFolder)/\(request.path)" }

    /// Fetches documents concurrently and adds them to the outcome. Also writes them if a lock is given.
    ///
    /// - Parameters:
    ///   - requests: The documents to fetch.
    ///   - lock: The lock on the document folder, or `nil` if the documents are not written.
    ///   - outcome: The outcome to update.
    private func fetch(_ requests: [Request], under lock: FolderLock?, _ outcome: inout Outcome) async {
        var count = 0
        await withTaskGroup(of: Arrival.self) { group in
            func start(_ request: Request) {
                group.addTask { [portal] in await Arrival(request: request, content: portal.result(for: request.page)) }
            }
            for request in requests.prefix(Portal.maximumConnections) { start(request) }
            var next = requests.dropFirst(Portal.maximumConnections)
            for await arrival in group {
                if let request = next.popFirst() { start(request) }
                add(arrival.content, to: arrival.request, under: lock, &outcome)
                count += 1
                console.showProgress("\(count) of \(requests.count) documents fetched")
            }
        }
        console.showProgress("")
        // Sort the documents, because they arrive in any order.
        outcome.documents.sort { $0.path < $1.path }
    }

    private struct Arrival: Sendable {
        let request: Request
        let content: Result<Portal.Content, Failure>
    }

    private func add(
        _ result: Result<Portal.Content, Failure>, to request: Request, under lock: FolderLock?,
        _ outcome: inout Outcome
    ) {
        let path = path(of: request)
        do throws(Failure) {
            let content = try result.get()
            if content.text.allSatisfy(\.isWhitespace) {
                outcome.warnings.append(
                    Diagnostic(
                        .warning, "empty-page", "the portal returned no text for the document \(request.page.fullPath)",
                        notes: request.old == nil ? [] : [.init("\(path) was not changed")]))
                return
            }
            let text = request.text(of: content, in: language, dates)
            if let own = content.updateTime, let listed = request.page.updateTime, own < listed {
                outcome.outdatedPaths.append(request.page.fullPath)
            }
            if let old = request.old, old.content.elementsEqual(text.utf8) {
                outcome.unchangedCount += 1
                return
            }
            if text.utf8.count > SourceFile.maximumSize {
                throw Failure(
                    "too-large-file",
                    "expected a document of at most \(SourceFile.maximumSize) bytes, "
                        + "found \(text.utf8.count) in \(request.page.fullPath)")
            }
            if let lock {
                try FolderChanges(
                    in: project.documentFolder, [.write(request.path, text: text, over: request.old?.content)],
                    using: project.fileWriter
                ).apply(under: lock)
            }
            outcome.documents.append(Fetched(path: path, text: text, isNew: request.old == nil))
        } catch {
            outcome.errors += error.diagnostics
        }
    }
}

extension DocumentFetch.Outcome {
    /// Prints the documents that were fetched or, in a dry run, would be fetched, and a summary.
    func report(_ project: Project) {
        let (options, console) = (project.options, project.console)
        let changed = ChangedFiles(
            created: documents.filter(\.isNew).map { ($0.path, nil) },
            changed: documents.filter { !$0.isNew }.map(\.path), isDryRun: options.isDryRun)
        for line in changed.lines { console.print(line) }
        let newCount = documents.count(where: \.isNew)
        console.print(
            "\(options.isDryRun ? "Would fetch" : "Fetched") \(pluralized(documents.count, "document")) into "
                + "\(project.documentFolder): \(newCount) new, \(documents.count - newCount) changed, "
                + "\(unchangedCount) unchanged; \(pluralized(requestCount, "request")), "
                + "\(pluralized(warnings.count, "warning")), \(pluralized(errors.count, "error")).")
    }
}

extension DocumentFetch.Request {
    /// Returns the text of the file to store, which consists of front matter and the fetched content.
    func text(of content: Portal.Content, in language: String?, _ dates: TrustedDates) -> String {
        // The tree and the document can specify different dates. Store the later trusted date, because the
        // next run compares it with the date in the tree.
        let updateTime = [page.updateTime, content.updateTime].compactMap { $0 }.filter(dates.isTrusted).max()
        let frontMatter = FrontMatter(
            title: page.title, sourceURL: address, fullPath: page.fullPath, updateTime: updateTime, language: language)
        return frontMatter.text + "\n" + content.text + (content.text.hasSuffix("\n") ? "" : "\n")
    }
}

extension StoredDocuments.Stored {
    /// Returns whether the stored document is up to date: it has the requested language and is not older than the page. If a
    /// date is missing or untrusted, the document is not considered up to date.
    fileprivate func isCurrent(_ page: PortalPage, _ language: String?, _ dates: TrustedDates) -> Bool {
        guard frontMatter.language == language, let fetched = frontMatter.updateTime, let updateTime = page.updateTime,
            dates.isTrusted(fetched), dates.isTrusted(updateTime)
        else { return false }
        return fetched >= updateTime
    }
}
