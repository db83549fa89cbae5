import DocumentPortal
import EndpointSpec
import SourceText
import SwiftGeneration

/// The pages of the portal that a command line asks for.
struct WantedPages {
    private(set) var pages: [PortalPage] = []
    /// The addresses by which people know pages, by the portal's paths.
    private(set) var addresses: [String: String] = [:]
    /// What is gone, or cannot be found.
    private(set) var warnings: [Diagnostic] = []
    private var paths: Set<String> = []
    private var takenAddresses: Set<String> = []

    /// - Parameters:
    ///   - project: What was asked for; without arguments, the pages of all specs and those that were fetched before.
    ///   - specs: The specs, which name pages.
    ///   - search: Finds pages in the portal's tree.
    ///   - host: The portal.
    ///   - stored: The documents that were fetched before.
    /// - Throws: `Failure` where an argument names no page, or nothing is asked for.
    init(
        _ project: Project, _ specs: [SpecFile], _ search: PageSearch, at host: PortalHost,
        _ stored: StoredDocuments
    ) throws(Failure) {
        let pages = specs.map { file in Result { () throws(Failure) in try search.page(of: file.spec.reference) } }
        let found = Array(zip(specs, pages))
        // People know pages by the addresses in specs.
        for (file, page) in found {
            if let page = (try? page.get()) ?? nil { name(page, file.spec.document.url) }
        }
        if project.options.arguments.isEmpty { addKnown(found, search, stored, project) }
        var problems: [Diagnostic] = []
        for what in project.options.arguments {
            if !what.contains("/") {
                let selection = Selection(only: [what])
                let named = found.filter { selection.contains($0.0.spec.id.description) }
                if !named.isEmpty {
                    add(named)
                    continue
                }
                // An id, and not a folder.
                if what.contains("*") || what.nearest(in: specs.map(\.spec.id.description)) != nil {
                    problems.append(SpecFiles.unknownEndpoint(what, specs))
                    continue
                }
            }
            do throws(Failure) {
                let isAddress = what.contains("://")
                for page in try search.pages(at: what) {
                    add(page)
                    if isAddress { name(page, host.normalized(what)) }
                }
            } catch {
                problems += error.diagnostics
            }
        }
        if !problems.isEmpty { throw Failure(problems) }
        if self.pages.isEmpty, warnings.isEmpty {
            throw Failure(
                "nothing-to-fetch", "no spec in \(project.specFolder) names a document of the portal",
                notes: [
                    "name a page's address, or a folder of the portal's tree such as hire-v1; fetch --list shows it"
                ])
        }
    }

    /// Adds the pages of all specs, and those that were fetched before.
    private mutating func addKnown(
        _ found: [(SpecFile, Result<PortalPage?, Failure>)], _ search: PageSearch, _ stored: StoredDocuments,
        _ project: Project
    ) {
        let existing = Set(search.tree.pages.map(\.fullPath))
        let gone = stored.byFullPath.filter { !existing.contains($0.key) }
        warnings += gone.sorted { $0.key < $1.key }.map { fullPath, document in
            Diagnostic(
                .warning, "gone-page", "the portal does not have the document anymore: \(fullPath)",
                at: .file("\(project.documentFolder)/\(document.path)"),
                notes: [.init("delete the file and run import --prune if the endpoint is gone")])
        }
        add(found.filter { file, _ in file.spec.document.fullPath.map { gone[$0] == nil } ?? true })
        // Documents that give no spec are kept up to date, too.
        for page in search.tree.pages where stored.byFullPath[page.fullPath] != nil { add(page) }
    }

    private mutating func add(_ found: [(SpecFile, Result<PortalPage?, Failure>)]) {
        for (file, page) in found {
            do throws(Failure) {
                if let page = try page.get() { add(page) }
            } catch {
                // Nothing about the other documents depends on it.
                warnings += error.diagnostics.map { $0.about(file.source.path) }
            }
        }
    }

    private mutating func add(_ page: PortalPage) {
        if paths.insert(page.fullPath).inserted { pages.append(page) }
    }

    private mutating func name(_ page: PortalPage, _ address: String?) {
        guard let address, addresses[page.fullPath] == nil, takenAddresses.insert(address).inserted else { return }
        addresses[page.fullPath] = address
    }
}

extension EndpointSpec {
    /// The page that the spec names.
    var reference: PageSearch.Reference {
        .init(title: title, url: document.url, fullPath: document.fullPath)
    }
}

extension Diagnostic {
    /// The diagnostic as a warning about a file.
    fileprivate func about(_ path: String) -> Diagnostic {
        Diagnostic(.warning, code, message, at: .file(path), notes: notes)
    }
}
