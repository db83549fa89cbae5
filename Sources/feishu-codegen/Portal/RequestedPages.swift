import DocumentPortal
import EndpointSpec
import SourceText
import SwiftGeneration

/// The portal pages that the command line requests.
struct RequestedPages {
    private(set) var pages: [PortalPage] = []
    /// The public URLs of pages, keyed by portal path.
    private(set) var addresses: [String: String] = [:]
    /// The former portal paths of pages that were fetched earlier and have moved, keyed by the current path.
    private(set) var formerPaths: [String: String] = [:]
    /// Warnings about pages that moved, no longer exist or were not found.
    private(set) var warnings: [Diagnostic] = []
    private var paths: Set<String> = []
    private var takenAddresses: Set<String> = []

    /// Finds the requested pages.
    ///
    /// - Parameters:
    ///   - project: The project.
    ///   - arguments: The arguments that are not resolved yet, or `nil` to request the pages of all specs and all pages fetched earlier.
    ///   - specs: The existing specs, which can refer to pages.
    ///   - search: The search that finds pages in the portal's tree.
    ///   - host: The portal.
    ///   - stored: The documents that were fetched earlier.
    ///   - moved: The pages to which stored documents moved.
    /// - Throws: `Failure` if an argument does not match any page, or if there are neither requested pages nor warnings.
    init(
        _ project: Project, _ arguments: [String]?, _ specs: [SpecFile], _ search: PageSearch, at host: PortalHost,
        _ stored: StoredDocuments, moved: MovedPages.Found
    ) throws(Failure) {
        let pages = specs.map { file in Result { () throws(Failure) in try search.page(of: file.spec.reference) } }
        let specPages = Array(zip(specs, pages))
        for (file, page) in specPages {
            if let page = (try? page.get()) ?? nil { recordAddress(file.spec.document.url, of: page) }
        }
        if arguments == nil { addKnown(specPages, search, stored, moved, host, project) }
        var problems: [Diagnostic] = []
        for argument in arguments ?? [] {
            if !argument.contains("/") {
                let selection = Selection(only: [argument])
                let matches = specPages.filter { selection.contains($0.0.spec.id.description) }
                if !matches.isEmpty {
                    add(matches)
                    continue
                }
                // If the argument is a pattern or resembles an ID, do not treat it as a folder in the portal's tree.
                if argument.contains("*") || argument.nearest(in: specs.map(\.spec.id.description)) != nil {
                    problems.append(SpecFiles.unknownEndpoint(argument, specs))
                    continue
                }
            }
            do throws(Failure) {
                let isAddress = argument.contains("://")
                for page in try search.pages(at: argument) {
                    add(page)
                    if isAddress { recordAddress(host.normalized(argument), of: page) }
                }
            } catch {
                problems += error.diagnostics
            }
        }
        if !problems.isEmpty { throw Failure(problems) }
        if self.pages.isEmpty, warnings.isEmpty {
            throw Failure(
                "nothing-to-fetch", "no spec in \(project.specFolder) refers to a document on the portal",
                notes: [
                    "specify the URL of a page, or a folder in the portal's tree such as hire-v1",
                    "to list the tree, run \(command: "fetch", "--list")",
                ])
        }
    }

    /// Adds the pages of all specs and the pages that were fetched earlier. Warns about pages that no longer exist.
    private mutating func addKnown(
        _ specPages: [(SpecFile, Result<PortalPage?, Failure>)], _ search: PageSearch, _ stored: StoredDocuments,
        _ moved: MovedPages.Found, _ host: PortalHost, _ project: Project
    ) {
        let existing = Set(search.tree.pages.map(\.fullPath))
        let removed = stored.byFullPath.filter { !existing.contains($0.key) && $0.value.isPage(of: host) }
        for (fullPath, document) in removed.sorted(by: { $0.key < $1.key }) {
            let file = Diagnostic.Location.file("\(project.documentFolder)/\(document.path)")
            if let page = moved.pages[fullPath]?.page {
                formerPaths[page.fullPath] = fullPath
                add(page)
                warnings.append(.movedPage(from: fullPath, to: page.fullPath, at: file))
            } else if moved.unlisted.contains(fullPath) {
                warnings.append(
                    Diagnostic(
                        .warning, "unlisted-page",
                        "the portal's tree no longer has the document, but the portal may still have it: \(fullPath)",
                        at: file))
            } else {
                warnings.append(
                    Diagnostic(
                        .warning, "gone-page", "the document is no longer on the portal: \(fullPath)", at: file,
                        notes: [
                            "if the endpoint no longer exists, delete the file and run \(command: "import", "--prune")"
                        ]))
            }
        }
        add(specPages.filter { file, _ in file.spec.document.fullPath.map { removed[$0] == nil } ?? true })
        // Request the pages of all stored documents, because some of these documents have no spec.
        for page in search.tree.pages where stored.byFullPath[page.fullPath] != nil { add(page) }
    }

    private mutating func add(_ specPages: [(SpecFile, Result<PortalPage?, Failure>)]) {
        for (file, page) in specPages {
            do throws(Failure) {
                if let page = try page.get() { add(page) }
            } catch {
                // Only warn, because other documents do not depend on this page.
                warnings += error.diagnostics.map { $0.asWarning(about: file.source.path) }
            }
        }
    }

    private mutating func add(_ page: PortalPage) {
        if paths.insert(page.fullPath).inserted { pages.append(page) }
    }

    /// Records the public URL of a page, unless the page already has a URL or another page has the same URL.
    private mutating func recordAddress(_ address: String?, of page: PortalPage) {
        guard let address, addresses[page.fullPath] == nil, takenAddresses.insert(address).inserted else { return }
        addresses[page.fullPath] = address
    }
}

extension EndpointSpec {
    /// The reference to the portal page of the spec.
    var reference: PageSearch.Reference {
        .init(title: title, url: document.url, fullPath: document.fullPath)
    }
}

extension Diagnostic {
    /// Returns the diagnostic as a warning about the given file.
    fileprivate func asWarning(about path: String) -> Diagnostic {
        Diagnostic(.warning, code, message, at: .file(path), notes: notes)
    }
}
