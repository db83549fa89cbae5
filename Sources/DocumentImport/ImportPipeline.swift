import EndpointSpec
import SourceText

/// Documents in, a plan for the specs out. The stages, each with its folder:
///
///     document
///       -> blocks                headings, tables, code and text             Markdown/
///       -> sections              the blocks by what they are about           Markdown/
///       -> tables, samples       columns by their headings, bodies as JSON   Tables/, Samples/
///       -> facts                 what each cell states                       Cells/
///       -> nesting               the tree of the rows, and what proves it    Nesting/
///       -> spec                  the facts of the document                   Assembly/
///     all specs
///       -> the existing specs whose endpoints moved                          Merge/
///       -> the newest document of each endpoint
///       -> merged with the annotations of the existing specs                 Merge/
///       -> ids that no other endpoint has                                    Naming/
///       -> checked and written as text
///       -> plan                  new, changed, unchanged and orphaned specs
///
/// Nothing here touches a file: the tool reads the documents and the existing specs, and carries the plan out.
package enum ImportPipeline {
    /// Plans the specs of documents.
    ///
    /// - Parameters:
    ///   - documents: The documents, each with the path that its spec names.
    ///   - existing: The specs that exist. Their annotations are kept, and they show what fields types have.
    ///   - options: How documents are read, and where new specs go.
    ///   - progress: Called now and then with the number of documents that were read.
    package static func plan(
        documents: [Document], existing: [SpecFile] = [], options: ImportOptions = ImportOptions(),
        progress: (Int) -> Void = { _ in }
    ) -> ImportPlan {
        let (pages, supersededPages) = PageVersion.newest(of: documents.concurrentMap(PageVersion.init))
        let guides = pages.filter(\.isGuide).map(\.document)
        let documents = pages.filter { !$0.isGuide }.map(\.document)
        let first = read(documents, options, progress)
        let existing = ExistingSpecs(existing, following: first.compactMap { try? $0.get().spec })
        let imported = readWithHelp(documents, first, existing, options)
        let (newest, superseded) = newestOfEachEndpoint(imported.compactMap { try? $0.get() })
        lazy var derivedErrors = ErrorNames.derived(for: existing.files.map(\.spec))
        let merged = newest.map { merge($0, existing, { derivedErrors }, options) }
        let (named, unnamed) = reserveIDs(for: merged, existing, options)
        let paths = Set(named.map(\.path))
        let written = nameConstants(of: named, existing).concurrentMap { write($0, existing, paths, options) }
        let planned = written.compactMap(\.planned)
        return ImportPlan(
            specs: planned, orphaned: orphaned(existing, documents, guides, imported, newest, planned, options),
            guides: guides.map(\.source.path),
            diagnostics: imported.flatMap(\.failures) + supersededPages + superseded + unnamed
                + written.flatMap(\.diagnostics))
    }

    // MARK: Reading

    /// How many documents are read between two reports of progress.
    private static let batchSize = 50

    /// Reads all documents, each by itself.
    private static func read(
        _ documents: [Document], _ options: ImportOptions, _ progress: (Int) -> Void
    ) -> [Result<ImportedDocument, Failure>] {
        var results: [Result<ImportedDocument, Failure>] = []
        while results.count < documents.count {
            let batch = Array(documents[results.count...].prefix(batchSize))
            results += batch.concurrentMap { read($0, options, .init()) }
            progress(results.count)
        }
        return results
    }

    /// Reads those documents once more that have assumed places: with the types that the others prove, and the places in
    /// the existing specs.
    private static func readWithHelp(
        _ documents: [Document], _ first: [Result<ImportedDocument, Failure>], _ existing: ExistingSpecs,
        _ options: ImportOptions
    ) -> [Result<ImportedDocument, Failure>] {
        // Other specs of the same endpoints prove nothing, so that importing twice gives the same result.
        let specs = first.compactMap { try? $0.get().spec }
        let endpoints = Set(specs.map(\.identity))
        let others = existing.byEndpoint.filter { !endpoints.contains($0.key) }.sorted { $0.key < $1.key }
        let library = TypeLibrary(others.map(\.value.spec) + specs)
        return Array(zip(documents, first)).concurrentMap { document, result in
            guard case .success(let imported) = result, !imported.isProved else { return result }
            let isHelped = library.adds(to: imported.spec)
            if !isHelped, existing.byEndpoint[imported.spec.identity] == nil { return result }
            return read(
                document, options,
                .init(library: isHelped ? library : .empty, existing: { existing.byEndpoint[$0]?.spec }))
        }
    }

    private static func read(
        _ document: Document, _ options: ImportOptions, _ context: DocumentReader.Context
    ) -> Result<ImportedDocument, Failure> {
        Result { () throws(Failure) in
            try DocumentReader.read(document, options: options, context: context)
        }
    }

    // MARK: One document per endpoint

    /// - Returns: The newest document of each endpoint, and a warning for each of the others.
    private static func newestOfEachEndpoint(
        _ documents: [ImportedDocument]
    ) -> (newest: [ImportedDocument], superseded: [Diagnostic]) {
        var indexByEndpoint: [EndpointIdentity: Int] = [:]
        var newest: [ImportedDocument] = []
        var superseded: [Diagnostic] = []
        for document in documents {
            guard let index = indexByEndpoint[document.spec.identity] else {
                indexByEndpoint[document.spec.identity] = newest.count
                newest.append(document)
                continue
            }
            let other = newest[index]
            let isPreferred = document.isPreferred(to: other)
            if isPreferred { newest[index] = document }
            let (unused, used) = isPreferred ? (other, document) : (document, other)
            superseded.append(
                Diagnostic(
                    .warning, "same-endpoint",
                    "\(used.document.source.path) describes the same endpoint and is not older; this document is not used",
                    at: .file(unused.document.source.path)))
        }
        return (newest, superseded)
    }

    // MARK: Merging and naming

    /// A document with its spec on the way into the plan.
    private struct Draft: Sendable {
        let imported: ImportedDocument
        var spec: EndpointSpec
        var resolvedPlacements = ResolvedPlacements.none
        /// The path of the spec's file.
        var path = ""
        var diagnostics: [Diagnostic]
    }

    private static func merge(
        _ imported: ImportedDocument, _ existing: ExistingSpecs, _ derivedErrors: @escaping () -> ErrorNames,
        _ options: ImportOptions
    ) -> Draft {
        guard let file = existing.byEndpoint[imported.spec.identity] else {
            return Draft(imported: imported, spec: imported.spec, diagnostics: [])
        }
        let (spec, lost) = SpecMerger.merge(
            imported.spec, annotatedIn: file, renamingDerived: options.renamesDerived, derivedErrors: derivedErrors)
        let document = Diagnostic.Location.file(imported.document.source.path)
        let vanished = VanishedFacts.warning(from: file.spec, to: spec, at: document)
        return Draft(
            imported: imported, spec: spec, resolvedPlacements: ResolvedPlacements(from: file.spec, to: spec),
            diagnostics: lost + (vanished.map { [$0] } ?? []))
    }

    /// - Returns: The drafts with their final ids, and an error for each document for which there is none.
    private static func reserveIDs(
        for drafts: [Draft], _ existing: ExistingSpecs, _ options: ImportOptions
    ) -> (named: [Draft], unnamed: [Diagnostic]) {
        var reservations = IDReservations(existing: existing, folder: options.specFolder)
        var named: [Int: Draft] = [:]
        var unnamed: [Diagnostic] = []
        // An item has a better claim to `get` than the collection that it is in.
        let collections = drafts.indices.filter { OperationName.isCollection(drafts[$0].spec) }
        let others = drafts.indices.filter { !OperationName.isCollection(drafts[$0].spec) }
        for index in others + collections {
            var draft = drafts[index]
            let location = Diagnostic.Location.file(draft.imported.document.source.path)
            guard let (id, path) = reservations.reserveID(for: draft.spec) else {
                let message = "another endpoint has the id \(draft.spec.id), or the file of its spec"
                unnamed.append(
                    Diagnostic(
                        .error, "taken-id", message, at: location,
                        notes: [.init("give one of their specs another \"id\"")]))
                continue
            }
            if id != draft.spec.id {
                let message = "another endpoint has the id \(draft.spec.id); this one gets the id \(id)"
                draft.diagnostics.append(Diagnostic(.warning, "taken-id", message, at: location))
            }
            draft.spec.id = id
            draft.path = path
            named[index] = draft
        }
        return (drafts.indices.compactMap { named[$0] }, unnamed)
    }

    /// Names the listed values and error codes that have no name yet.
    private static func nameConstants(of drafts: [Draft], _ existing: ExistingSpecs) -> [Draft] {
        let described = Set(drafts.map(\.spec.identity))
        let others = existing.byEndpoint.filter { !described.contains($0.key) }.map(\.value.spec)
        let errorNames = ErrorNames(for: drafts.map(\.spec), besides: others)
        return drafts.concurrentMap { draft in
            var draft = draft
            draft.spec.transformFields { field, _ in field.values = field.values.map(ValueNames.complete) }
            let service = draft.spec.id.service
            draft.spec.errors = draft.spec.errors?.map { errorNames.named($0, in: service) }
            return draft
        }
    }

    // MARK: Checking and planning

    /// A spec for the plan, or why there is none.
    private struct Written: Sendable {
        let planned: PlannedSpec?
        let diagnostics: [Diagnostic]
    }

    /// - Parameter paths: The paths of all specs.
    private static func write(
        _ draft: Draft, _ existing: ExistingSpecs, _ paths: Set<String>, _ options: ImportOptions
    ) -> Written {
        let text = draft.spec.canonicalText
        let imported = draft.imported
        let existingFile = existing.byEndpoint[draft.spec.identity]
        let file: SpecFile
        let state: PlannedSpec.State
        if let existingFile, existingFile.source.path == draft.path, existingFile.source.contains(exactly: text) {
            (file, state) = (existingFile, .unchanged)
        } else {
            options.willParse(draft.path)
            let reading = LoadedSpec(SourceFile(path: draft.path, text: text))
            guard let written = reading.file, reading.problems.isEmpty else {
                return Written(
                    planned: nil,
                    diagnostics: problems(of: reading, draft) + imported.diagnostics + draft.diagnostics)
            }
            (file, state) = (
                written, existingFile.map { $0.source.contains(exactly: text) ? .unchanged : .changed } ?? .new
            )
        }
        let assumed = imported.tables.flatMap {
            $0.warnings(for: draft.spec, in: imported.document.source, isComplete: options.reportsEveryPlace)
        }
        let oldPath = existingFile.map(\.source.path).flatMap { paths.contains($0) ? nil : $0 }
        let read = (imported.diagnostics + assumed).sortedByOffset
        return Written(
            planned: PlannedSpec(
                file: file, oldPath: oldPath, state: state, resolvedPlacements: draft.resolvedPlacements,
                renames: state == .changed
                    ? existingFile.map { RenamedConstants.list(from: $0.spec, to: draft.spec) } ?? [] : [],
                tables: imported.tables),
            diagnostics: read + draft.diagnostics)
    }

    /// Why the text of a spec could not be read again, each at the line of the document that states the fact.
    private static func problems(of reading: LoadedSpec, _ draft: Draft) -> [Diagnostic] {
        let source = draft.imported.document.source
        func line(of location: Diagnostic.Location) -> Diagnostic.Location {
            let path = location.offset.flatMap { reading.file?.path(at: $0) } ?? []
            return .line(draft.imported.line(of: path) ?? 1, of: source)
        }
        return reading.problems.map { problem in
            Diagnostic(
                .error, "invalid-spec", "cannot build a valid spec from this document: \(problem.message)",
                at: line(of: problem.location),
                notes: problem.notes.map { .init($0.message, at: line(of: $0.location)) })
        }
    }

    /// The existing specs whose documents are gone, or describe another endpoint.
    private static func orphaned(
        _ existing: ExistingSpecs, _ documents: [Document], _ guides: [Document],
        _ imported: [Result<ImportedDocument, Failure>], _ newest: [ImportedDocument], _ planned: [PlannedSpec],
        _ options: ImportOptions
    ) -> [SpecFile] {
        let given = Set(documents.compactMap(\.path))
        let successful = Set(planned.compactMap(\.spec.document.path))
        let superseded = Set(imported.compactMap { try? $0.get().document.path })
            .subtracting(newest.compactMap(\.document.path))
        // A document that gives no spec is not gone.
        let failed = given.subtracting(successful).subtracting(superseded).union(options.unreadableDocuments)
        let described = Set(planned.map(\.spec.identity))
        return existing.files.filter { file in
            guard let path = file.spec.document.path, !described.contains(file.spec.identity), !failed.contains(path),
                !existing.movedPaths.contains(file.source.path)
            else { return false }
            return given.contains(path) || guides.contains { $0.path == path }
                || options.documentFolders.contains { path.hasPrefix($0 + "/") }
        }
    }
}

extension ImportedDocument {
    /// Of two documents of one endpoint the newer one counts, and of one day the raw form, which states more.
    fileprivate func isPreferred(to other: ImportedDocument) -> Bool {
        let (own, others) = (spec.document.updated ?? "", other.spec.document.updated ?? "")
        return own > others || own == others && isRaw && !other.isRaw
    }
}

extension Result<ImportedDocument, Failure> {
    fileprivate var failures: [Diagnostic] {
        if case .failure(let failure) = self { failure.diagnostics } else { [] }
    }
}
