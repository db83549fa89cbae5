import DocumentImport
import DocumentPortal
import EndpointSpec
import Foundation
import SourceText

/// Fetches documents into the folder of the documents: those that are new or have changed.
struct DocumentFetch {
    private let project: Project
    private var options: Invocation.Options { project.options }
    private var console: Console { project.console }
    private let portal: Portal
    private let dates: TrustedDates
    /// The specs, which name documents.
    private let specs: [SpecFile]

    init(_ project: Project, connection: PortalConnection) throws(Failure) {
        self.project = project
        dates = TrustedDates(now: connection.now())
        portal = connection.portal(
            at: try PortalHost(project.host ?? "feishu"), language: project.language ?? Self.standardLanguage)
        specs = try project.existingSpecs()
    }

    /// What happens with documents that are new or have changed.
    enum Mode {
        case write
        case keepInMemory
        /// They are named, and not fetched.
        case name
    }

    /// A document as it was fetched.
    struct Fetched {
        /// The path of its file.
        let path: String
        let text: String
        let isNew: Bool
    }

    struct Outcome {
        var documents: [Fetched] = []
        var unchangedCount = 0
        var warnings: [Diagnostic] = []
        var errors: [Diagnostic] = []
        /// The pages whose text is older than the tree says.
        var olderPaths: [String] = []
        /// How many responses were asked for.
        var requestCount = 1
    }

    /// The portal's tree, and the ids of the specs of its pages.
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

    /// Fetches what is new or has changed.
    ///
    /// Each document is written as soon as it has arrived, so that the next run goes on where one ended.
    ///
    /// - Parameter mode: What happens with the documents.
    func run(_ mode: Mode) async throws(Failure) -> Outcome {
        console.showProgress("Fetching the portal's tree")
        let tree = try await portal.tree()
        console.showProgress("")
        var stored = StoredDocuments(try project.documents(), in: project.documentFolder)
        let wanted = try WantedPages(project, specs, search(in: tree), at: portal.host, stored)
        var outcome = Outcome(warnings: tree.warnings + stored.warnings + wanted.warnings)
        outcome.warnings += dates.warning(about: wanted.pages.filter { !dates.trust($0.updateTime) }.map(\.fullPath))
        var requests: [Request] = []
        for page in wanted.pages {
            let old = stored.byFullPath[page.fullPath]
            if let old, old.isCurrent(page, language, dates), !options.isForced {
                outcome.unchangedCount += 1
                continue
            }
            requests.append(
                Request(
                    page: page, path: old?.path ?? stored.reservePath(page.fileName), old: old,
                    address: old?.frontMatter.sourceURL ?? wanted.addresses[page.fullPath]
                        ?? portal.host.url(ofPage: page.fullPath)))
        }
        guard mode != .name else {
            outcome.documents = requests.map { Fetched(path: path(of: $0), text: "", isNew: $0.old == nil) }
            return outcome
        }
        outcome.requestCount += requests.count
        if !requests.isEmpty {
            await fetch(requests, under: mode == .write ? try lockedFolder() : nil, &outcome)
        }
        if !outcome.olderPaths.isEmpty {
            outcome.warnings.append(
                Diagnostic(
                    .warning, "older-page",
                    "the portal's text of \(pluralized(outcome.olderPaths.count, "document")) is older than its tree says, such as "
                        + outcome.olderPaths.prefix(3).joined(separator: ", "),
                    notes: [.init("fetch --force gets it again")]))
        }
        return outcome
    }

    /// Another run that fetches would request the same documents.
    private func lockedFolder() throws(Failure) -> FolderLock {
        let folder = URL(fileURLWithPath: project.documentFolder, isDirectory: true).resolvingSymlinksInPath()
        do {
            try project.fileWriter.createFolder(folder)
        } catch {
            throw Failure(
                "unwritable-file", "cannot write: \(error.fileSystemReason); nothing was changed",
                at: .file(project.documentFolder))
        }
        return try FolderLock(folder, named: project.documentFolder)
    }

    /// The language of documents that do not name one.
    private static let standardLanguage = "zh-CN"
    private var language: String? {
        project.language.flatMap { $0 == Self.standardLanguage ? nil : $0 }
    }

    /// A document that is to be fetched.
    fileprivate struct Request: Sendable {
        let page: PortalPage
        /// Relative to the folder of the documents.
        let path: String
        let old: StoredDocuments.Stored?
        let address: String
    }

    private func path(of request: Request) -> String { "\(project.documentFolder)/\(request.path)" }

    /// - Parameter lock: The lock of the folder; nil where nothing is written.
    private func fetch(_ requests: [Request], under lock: FolderLock?, _ outcome: inout Outcome) async {
        var count = 0
        await withTaskGroup(of: Arrival.self) { group in
            func begin(_ request: Request) {
                group.addTask { [portal] in await Arrival(request: request, content: portal.result(for: request.page)) }
            }
            for request in requests.prefix(Portal.maximumConnections) { begin(request) }
            var next = requests.dropFirst(Portal.maximumConnections)
            for await arrival in group {
                if let request = next.popFirst() { begin(request) }
                add(arrival.content, to: arrival.request, under: lock, &outcome)
                count += 1
                console.showProgress("\(count) of \(requests.count) documents fetched")
            }
        }
        console.showProgress("")
        // They arrive in any order.
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
                        .warning, "empty-page", "the portal has no text for the document \(request.page.fullPath)",
                        notes: request.old == nil ? [] : [.init("\(path) stays as it is")]))
                return
            }
            let text = request.text(of: content, in: language, dates)
            if let own = content.updateTime, let listed = request.page.updateTime, own < listed {
                outcome.olderPaths.append(request.page.fullPath)
            }
            if let old = request.old, old.content.elementsEqual(text.utf8) {
                outcome.unchangedCount += 1
                return
            }
            if text.utf8.count > SourceFile.maximumSize {
                throw Failure(
                    "too-large-file", "the document \(request.page.fullPath) has \(text.utf8.count) bytes",
                    notes: ["documents have \(SourceFile.maximumSize) at most"])
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
    /// Says what was fetched.
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
    /// The document as it is stored.
    func text(of content: Portal.Content, in language: String?, _ dates: TrustedDates) -> String {
        // Where tree and document differ in the date, the later one is the one to compare with the next tree.
        let updateTime = [page.updateTime, content.updateTime].compactMap { $0 }.filter(dates.trust).max()
        let frontMatter = FrontMatter(
            title: page.title, sourceURL: address, fullPath: page.fullPath, updateTime: updateTime, language: language)
        return frontMatter.text + "\n" + content.text + (content.text.hasSuffix("\n") ? "" : "\n")
    }
}

extension StoredDocuments.Stored {
    /// Whether a page has not changed since the document was fetched.
    fileprivate func isCurrent(_ page: PortalPage, _ language: String?, _ dates: TrustedDates) -> Bool {
        guard frontMatter.language == language, let fetched = frontMatter.updateTime, let updateTime = page.updateTime,
            dates.trust(fetched), dates.trust(updateTime)
        else { return false }
        return fetched >= updateTime
    }
}
