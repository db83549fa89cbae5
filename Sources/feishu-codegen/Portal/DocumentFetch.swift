import DocumentImport
import DocumentPortal
import EndpointSpec
import Foundation
import SourceText

/// Fetches new and changed documents into the document folder.
struct DocumentFetch {
    let project: Project
    private var options: Invocation.Options { project.options }
    private var console: Console { project.console }
    let portal: Portal
    private let dates: TrustedDates
    /// The existing specs, which can refer to portal pages.
    let specs: [SpecFile]

    init(_ project: Project, connection: PortalConnection) throws(Failure) {
        self.project = project
        dates = TrustedDates(now: connection.now())
        portal = connection.portal(
            at: try Self.host(of: project), language: project.language ?? Self.standardLanguage)
        specs = try project.existingSpecs()
    }

    /// Returns the portal that the addresses on the command line name or, if they name none, that of the project.
    ///
    /// - Throws: `Failure` if the addresses name several portals, or the project names none that is known.
    private static func host(of project: Project) throws(Failure) -> PortalHost {
        let configured = try project.host.map { name throws(Failure) in try PortalHost(name) }
        // Another portal, such as one of this machine, is asked for all pages.
        if let configured, !configured.isKnown { return configured }
        let named = project.options.arguments.compactMap { PortalHost(ofPageURL: $0) }
        guard let first = named.first else { return configured ?? .feishu }
        if let other = named.first(where: { !$0.isSamePortal(as: first) }) {
            throw Failure(
                "several-hosts",
                "expected addresses of one portal, found \(first.url(ofPage: "")) and \(other.url(ofPage: ""))",
                notes: ["fetch the pages of each portal in a run of its own"])
        }
        return first
    }

    /// How to handle new and changed documents.
    enum Mode {
        case write
        case keepInMemory
        /// Determine which documents to fetch, but do not fetch them.
        case planOnly
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

    func search(in tree: PortalTree) -> PageSearch {
        PageSearch(tree, at: portal.host, references: specs.map(\.spec.reference))
    }

    // MARK: Fetching

    /// Fetches new and changed documents.
    ///
    /// With `Mode.write`, each document is written as soon as it arrives, so that the next run can resume an interrupted run.
    ///
    /// - Parameter mode: How to handle the documents.
    func run(_ mode: Mode) async throws(Failure) -> Outcome {
        var stored = StoredDocuments(try project.documents(), in: project.documentFolder)
        var outcome = Outcome(warnings: stored.warnings)
        let addresses = await ResolvedAddresses(options.arguments, from: portal)
        outcome.requestCount = addresses.requestCount
        outcome.errors = addresses.errors
        var requests = addresses.pages.map { request(for: $0, &stored, &outcome) }
        if options.arguments.isEmpty || !addresses.others.isEmpty {
            requests += try await self.requests(
                for: options.arguments.isEmpty ? nil : addresses.others, except: Set(requests.map(\.page.fullPath)),
                &stored, &outcome)
        }
        let pages = requests.map(\.page)
        outcome.warnings += dates.warning(about: pages.filter { !dates.isTrusted($0.updateTime) }.map(\.fullPath))
        guard mode != .planOnly else {
            outcome.documents = requests.map { Fetched(path: path(of: $0), text: "", isNew: $0.old == nil) }
            return outcome
        }
        outcome.requestCount += requests.count { $0.content == nil }
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

    /// Returns the request for a page that the portal already gave.
    private func request(
        for resolved: ResolvedAddresses.Resolved, _ stored: inout StoredDocuments, _ outcome: inout Outcome
    ) -> Request {
        let page = resolved.page
        let old = stored.byFullPath[page.fullPath] ?? resolved.url.flatMap { stored.document(from: $0) }
        if let old, let former = old.frontMatter.fullPath, former != page.fullPath {
            outcome.warnings.append(
                .movedPage(
                    from: former, to: page.fullPath, at: .file("\(project.documentFolder)/\(old.path)")))
        }
        let known = specs.first { $0.spec.document.fullPath == page.fullPath }?.spec.document.url
        return Request(
            page: page, path: old?.path ?? stored.reservePath(page.fileName), old: old,
            address: old?.frontMatter.sourceURL ?? known ?? resolved.url ?? portal.host.url(ofPage: page.fullPath),
            content: resolved.content)
    }

    /// Finds pages in the portal's tree and returns the requests for those that are new or changed.
    ///
    /// - Parameters:
    ///   - arguments: What the user asked for, or `nil` for all pages that specs and stored documents refer to.
    ///   - resolved: The canonical paths of pages that are known already.
    private func requests(
        for arguments: [String]?, except resolved: Set<String>, _ stored: inout StoredDocuments,
        _ outcome: inout Outcome
    ) async throws(Failure) -> [Request] {
        console.showProgress("Fetching the portal's tree")
        let tree = try await portal.tree()
        console.showProgress("")
        outcome.requestCount += 1
        let search = search(in: tree)
        let moved = arguments == nil ? await MovedPages(from: portal).find(stored, search) : MovedPages.Found()
        outcome.requestCount += moved.requestCount
        let requested = try RequestedPages(
            project, arguments, specs, search, at: portal.host, stored, moved: moved)
        outcome.warnings += tree.warnings + requested.warnings
        var requests: [Request] = []
        for page in requested.pages where !resolved.contains(page.fullPath) {
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
                        ?? portal.host.url(ofPage: page.fullPath),
                    content: former.flatMap { moved.pages[$0]?.content }))
        }
        return requests
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
        /// The content, or `nil` if it is not fetched yet.
        let content: Portal.Content?
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
                group.addTask { [portal] in
                    if let content = request.content { return Arrival(request: request, content: .success(content)) }
                    return await Arrival(request: request, content: portal.result(for: request.page))
                }
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
            // A stored schema stays if the portal gives none, which is more often a fault than a fact.
            let storedSchema = schema(of: request)
            let sent = content.schema.flatMap { schema in
                ImportPipeline.accepts(
                    SourceFile(path: "", text: schema), of: SourceFile(path: path, text: content.text),
                    insteadOf: storedSchema.map { SourceFile(path: "", text: $0) }) ? schema : nil
            }
            if sent == nil { outcome.pathsWithoutSchema.append(request.page.fullPath) }
            let schema = sent ?? storedSchema
            let text = request.text(of: content, hasSchema: schema != nil, in: language, dates)
            if let own = content.updateTime, let listed = request.page.updateTime, own < listed {
                outcome.outdatedPaths.append(request.page.fullPath)
            }
            if let old = request.old, old.content.elementsEqual(text.utf8), schema == storedSchema {
                outcome.unchangedCount += 1
                return
            }
            if text.utf8.count > SourceFile.maximumSize {
                throw Failure(
                    "too-large-file",
                    "expected a document of at most \(SourceFile.maximumSize) bytes, "
                        + "found \(text.utf8.count) in \(request.page.fullPath)")
            }
            let isEnglish = (language ?? Self.standardLanguage).lowercased().hasPrefix("en")
            if let served = DocumentReader.language(of: content.text), (served == .english) != isEnglish {
                outcome.pathsInOtherLanguage.append(request.page.fullPath)
            }
            if let lock {
                try FolderChanges(
                    in: project.documentFolder,
                    [.write(request.path, text: text, over: request.old?.content)]
                        + schemaChanges(from: storedSchema, to: schema, of: request),
                    using: project.fileWriter
                ).apply(under: lock)
            }
            outcome.documents.append(
                Fetched(path: path, text: text, schema: schema, isNew: request.old == nil))
        } catch {
            outcome.errors += error.diagnostics
        }
    }

    /// Returns the stored schema of a document, or `nil` if there is none.
    private func schema(of request: Request) -> String? {
        (try? project.fileWriter.read(DocumentFiles.schemaPath(of: path(of: request))))?.text
    }

    /// Returns the change that stores the schema beside the document, unless it is stored already.
    private func schemaChanges(from old: String?, to schema: String?, of request: Request) -> [FolderChanges.Change] {
        guard let schema, schema != old else { return [] }
        return [
            .write(DocumentFiles.schemaPath(of: request.path), text: schema, over: old.map { Array($0.utf8) })
        ]
    }
}

extension DocumentFetch.Request {
    /// Returns the text of the file to store, which consists of front matter and the fetched content.
    func text(of content: Portal.Content, hasSchema: Bool, in language: String?, _ dates: TrustedDates) -> String {
        // The tree and the document can specify different dates. Store the later trusted date, because the
        // next run compares it with the date in the tree.
        let updateTime = [page.updateTime, content.updateTime].compactMap { $0 }.filter(dates.isTrusted).max()
        let frontMatter = FrontMatter(
            title: page.title, sourceURL: address, fullPath: page.fullPath, updateTime: updateTime, language: language,
            schema: hasSchema
                ? DocumentFiles.schemaPath(of: path).split(separator: "/").last.map(String.init) : nil)
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
