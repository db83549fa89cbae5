import EndpointSpec
import SourceText

/// Turns documents and existing specs into an import plan.
///
/// The pipeline has the following stages. The right column lists the folders that implement them.
///
///     all documents
///       -> selection of the newest version of each page                      Merge/
///     each document
///       -> blocks                headings, tables, code and text             Markdown/
///       -> sections              blocks grouped by topic                     Markdown/
///       -> tables, samples       rows with identified columns, JSON bodies   Tables/, Samples/
///       -> facts                 the parsed content of each cell             Cells/
///       -> nesting               the tree of the rows, with proofs           Nesting/
///       -> spec                  the facts of the document                   Assembly/
///     all specs
///       -> matching of existing specs whose endpoints moved                  Merge/
///       -> second reading of the documents with assumed placements
///       -> selection of the newest document per endpoint
///       -> merging with the annotations of the existing specs                Merge/
///       -> unique IDs and names of constants                                 Naming/
///       -> canonical text, which is parsed again as a check
///       -> plan                  new, changed, unchanged and orphaned specs
///
/// The pipeline does not access files. Its caller reads the documents and existing specs, and carries out the plan.
package enum ImportPipeline {
    /// Creates a plan that brings the existing specs up to date with the documents.
    ///
    /// - Parameters:
    ///   - documents: The documents to import.
    ///   - existing: The existing specs. Their annotations are kept, and their types and placements are evidence for nesting.
    ///   - options: The options for reading documents and writing specs.
    ///   - progress: A closure that is called after each batch with the number of documents read so far.
    package static func plan(
        documents: [Document], existing: [SpecFile] = [], options: ImportOptions = ImportOptions(),
        progress: (Int) -> Void = { _ in }
    ) -> ImportPlan {
        let (pages, supersededPages) = PageVersion.newest(of: documents.concurrentMap(PageVersion.init))
        let guides = pages.filter(\.isGuide).map(\.document)
        let documents = pages.filter { !$0.isGuide }.map(\.document).concurrentMap(DocumentReader.parts).flatMap(\.self)
        let first = read(documents, options, progress)
        let existing = ExistingSpecs(existing, following: first.compactMap { try? $0.get().spec })
        let imported = rereadUnproved(documents, first, existing, options)
        let (newest, superseded) = newestOfEachEndpoint(imported.compactMap { try? $0.get() })
        lazy var derivedErrorNames = ErrorNames.derived(for: existing.files.map(\.spec))
        let merged = newest.map { merge($0, existing, { derivedErrorNames }, options) }
        let (named, unnamed) = reserveIDs(for: merged, existing, options)
        let paths = Set(named.map(\.path))
        let results = nameConstants(of: named, existing).concurrentMap { plan($0, existing, paths, options) }
        let planned = results.compactMap(\.planned)
        return ImportPlan(
            specs: planned, orphaned: orphaned(existing, documents, guides, imported, newest, planned, options),
            guidePaths: guides.map(\.source.path),
            diagnostics: imported.flatMap(\.failures) + supersededPages + superseded + unnamed
                + results.flatMap(\.diagnostics))
    }

    // MARK: Reading

    /// The maximum number of documents that are read between two calls to `progress`.
    private static let batchSize = 50

    /// Reads each document without information from other documents or existing specs.
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

    /// Reads the documents with unproved placements again, using types from other specs and placements from existing specs.
    ///
    /// Returns the results of all documents, including those that are not read again.
    private static func rereadUnproved(
        _ documents: [Document], _ first: [Result<ImportedDocument, Failure>], _ existing: ExistingSpecs,
        _ options: ImportOptions
    ) -> [Result<ImportedDocument, Failure>] {
        let specs = first.compactMap { try? $0.get().spec }
        let endpoints = Set(specs.map(\.identity))
        // Exclude the existing specs of the imported endpoints, so that a second import gives the same result.
        let others = existing.byEndpoint.filter { !endpoints.contains($0.key) }.sorted { $0.key < $1.key }
        let library = TypeLibrary(others.map(\.value.spec.asDocumented) + specs)
        return Array(zip(documents, first)).concurrentMap { document, result in
            guard case .success(let imported) = result, !imported.isProved else { return result }
            let extendsTypes = library.extendsTypes(of: imported.spec)
            if !extendsTypes, existing.byEndpoint[imported.spec.identity] == nil { return result }
            return read(
                document, options,
                .init(
                    library: extendsTypes ? library : .empty, existing: { existing.byEndpoint[$0]?.spec.asDocumented }))
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

    /// Returns the preferred document of each endpoint, and a warning for each superseded document.
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
                    "ignored in favor of \(used.document.source.path), which describes the same \(used.spec.noun) and is not older",
                    at: .file(unused.document.source.path)))
        }
        return (newest, superseded)
    }

    // MARK: Merging and naming

    /// An imported document and the unfinished spec that is derived from it.
    private struct Draft: Sendable {
        let imported: ImportedDocument
        /// The endpoint that the document describes.
        var identity: EndpointIdentity { imported.spec.identity }
        var spec: EndpointSpec
        var resolvedPlacements = ResolvedPlacements.none
        var agreedCorrections: [String] = []
        /// The path of the spec file. Empty until an ID is reserved.
        var path = ""
        var diagnostics: [Diagnostic]
        /// The error because of which the existing spec is kept, or `nil` if the document has enough of its facts.
        var loss: Diagnostic?
    }

    private static func merge(
        _ imported: ImportedDocument, _ existing: ExistingSpecs, _ derivedErrorNames: @escaping () -> ErrorNames,
        _ options: ImportOptions
    ) -> Draft {
        guard let file = existing.byEndpoint[imported.spec.identity] else {
            return Draft(imported: imported, spec: imported.spec, diagnostics: [])
        }
        let (spec, warnings, agreed) = SpecMerger.merge(
            imported.spec, annotatedIn: file, renamingDerived: options.renamesDerived,
            derivedErrorNames: derivedErrorNames)
        let document = Diagnostic.Location.file(imported.document.source.path)
        let vanished = VanishedFacts(from: file.spec, to: spec)
        let isCutOff = imported.diagnostics.contains { ["missing-section", "cut-row"].contains($0.code) }
        return Draft(
            imported: imported, spec: spec, resolvedPlacements: ResolvedPlacements(from: file.spec, to: spec),
            agreedCorrections: agreed, diagnostics: warnings + (vanished.warning(at: document).map { [$0] } ?? []),
            loss: options.acceptsLoss ? nil : vanished.error(isCutOff: isCutOff, at: document))
    }

    /// Returns the drafts with their final IDs and file paths, and an error for each draft for which no ID is free.
    private static func reserveIDs(
        for drafts: [Draft], _ existing: ExistingSpecs, _ options: ImportOptions
    ) -> (named: [Draft], unnamed: [Diagnostic]) {
        var reservations = IDReservations(existing: existing, folder: options.specFolder)
        var named: [Int: Draft] = [:]
        var unnamed: [Diagnostic] = []
        // Reserve the IDs of collections last, so that the item gets the ID if an item and its collection would get the same one.
        let collections = drafts.indices.filter { OperationName.isCollection(drafts[$0].spec) }
        let others = drafts.indices.filter { !OperationName.isCollection(drafts[$0].spec) }
        for index in others + collections {
            var draft = drafts[index]
            let location = Diagnostic.Location.file(draft.imported.document.source.path)
            guard let (id, path) = reservations.reserveID(for: draft.spec, of: draft.identity) else {
                let message = "the id \(draft.spec.id) or its file is already used by another endpoint"
                unnamed.append(
                    Diagnostic(
                        .error, "taken-id", message, at: location,
                        notes: [.init("set another \"id\" in one of the two specs")]))
                continue
            }
            if id != draft.spec.id {
                let message = "the id \(draft.spec.id) is already used by another endpoint; using \(id)"
                draft.diagnostics.append(Diagnostic(.warning, "taken-id", message, at: location))
            }
            draft.spec.id = id
            draft.path = path
            named[index] = draft
        }
        return (drafts.indices.compactMap { named[$0] }, unnamed)
    }

    /// Returns the drafts with derived names for the unnamed listed values and error codes.
    private static func nameConstants(of drafts: [Draft], _ existing: ExistingSpecs) -> [Draft] {
        let described = Set(drafts.map(\.identity))
        let others = existing.byEndpoint.filter { !described.contains($0.key) }.map(\.value.spec)
        let errorNames = ErrorNames(for: drafts.map(\.spec), avoiding: others)
        return drafts.concurrentMap { draft in
            var draft = draft
            draft.spec.transformFields { field, _ in field.values = field.values.map(ValueNames.addingMissingNames(to:))
            }
            let service = draft.spec.id.service
            draft.spec.errors = draft.spec.errors?.map { errorNames.named($0, in: service) }
            return draft
        }
    }

    // MARK: Checking and planning

    /// A planned spec and the diagnostics about it. The spec is `nil` if the serialized draft is not a valid spec.
    private struct PlanningResult: Sendable {
        let planned: PlannedSpec?
        let diagnostics: [Diagnostic]
    }

    /// Serializes a draft and compares it with the existing spec.
    ///
    /// Parses the serialized text as a check, unless the existing file has the same path and contains the same text.
    ///
    /// - Parameters:
    ///   - draft: The draft, with its final ID and file path.
    ///   - existing: The existing specs.
    ///   - paths: The paths of all planned specs.
    ///   - options: The options for reading documents and writing specs.
    private static func plan(
        _ draft: Draft, _ existing: ExistingSpecs, _ paths: Set<String>, _ options: ImportOptions
    ) -> PlanningResult {
        let imported = draft.imported
        if let loss = draft.loss { return PlanningResult(planned: nil, diagnostics: imported.diagnostics + [loss]) }
        let text = draft.spec.canonicalText
        let existingFile = existing.byEndpoint[draft.identity]
        let file: SpecFile
        let state: PlannedSpec.State
        if let existingFile, existingFile.source.path == draft.path, existingFile.source.contains(exactly: text) {
            (file, state) = (existingFile, .unchanged)
        } else {
            options.willParse(draft.path)
            let loaded = LoadedSpec(SourceFile(path: draft.path, text: text))
            guard let parsed = loaded.file, loaded.problems.isEmpty else {
                return PlanningResult(
                    planned: nil,
                    diagnostics: problems(of: loaded, draft) + imported.diagnostics + draft.diagnostics)
            }
            (file, state) = (
                parsed, existingFile.map { $0.source.contains(exactly: text) ? .unchanged : .changed } ?? .new
            )
        }
        let assumed = imported.tables.flatMap {
            $0.warnings(for: draft.spec, in: imported.document.source, listsAll: options.reportsEachAssumedPlacement)
        }
        // A person who has read what the witnesses say about an unchanged document need not read it again.
        let witnesses =
            state == .unchanged && !options.reportsEachAssumedPlacement
            ? [] : imported.witnessWarnings(of: draft.spec.id, listsAll: options.reportsEachAssumedPlacement)
        let oldPath = existingFile.map(\.source.path).flatMap { paths.contains($0) ? nil : $0 }
        let read = (imported.diagnostics + assumed + witnesses).sortedByOffset
        return PlanningResult(
            planned: PlannedSpec(
                file: file, oldPath: oldPath, state: state, resolvedPlacements: draft.resolvedPlacements,
                renames: state == .changed
                    ? existingFile.map { RenamedConstants.descriptions(from: $0.spec, to: draft.spec) } ?? [] : [],
                agreedCorrections: draft.agreedCorrections,
                tables: imported.tables, disagreements: imported.disagreements,
                witnessWarnings: imported.witnessWarnings(of: draft.spec.id, listsAll: true)),
            diagnostics: read + draft.diagnostics)
    }

    /// Returns an error for each problem in the serialized spec, located at the document line that contains the invalid fact.
    ///
    /// If this line is unknown, the error is located at line 1.
    private static func problems(of loaded: LoadedSpec, _ draft: Draft) -> [Diagnostic] {
        let source = draft.imported.document.source
        func line(of location: Diagnostic.Location) -> Diagnostic.Location {
            let path = location.offset.flatMap { loaded.file?.path(at: $0) } ?? []
            return .line(draft.imported.line(of: path) ?? 1, of: source)
        }
        return loaded.problems.map { problem in
            Diagnostic(
                .error, "invalid-spec", "cannot build a valid spec from this document: \(problem.message)",
                at: line(of: problem.location),
                notes: problem.notes.map { .init($0.message, at: line(of: $0.location)) })
        }
    }

    /// Returns the existing specs whose documents were removed or no longer describe the spec's endpoint.
    ///
    /// Includes only the specs of documents that are imported or belong to an imported folder.
    private static func orphaned(
        _ existing: ExistingSpecs, _ documents: [Document], _ guides: [Document],
        _ imported: [Result<ImportedDocument, Failure>], _ newest: [ImportedDocument], _ planned: [PlannedSpec],
        _ options: ImportOptions
    ) -> [SpecFile] {
        let given = Set(documents.compactMap(\.path))
        let successful = Set(planned.compactMap(\.spec.document.path))
        let superseded = Set(imported.compactMap { try? $0.get().document.path })
            .subtracting(newest.compactMap(\.document.path))
        // A document that could not be read or converted may still describe its endpoint, so its existing spec is not orphaned.
        let failed = given.subtracting(successful).subtracting(superseded).union(options.unreadableDocumentPaths)
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
    /// Returns the warnings about what samples decide and where the witnesses disagree.
    fileprivate func witnessWarnings(of id: OperationID, listsAll: Bool) -> [Diagnostic] {
        sampleFindings.warnings(in: document.source, of: id.description, listsAll: listsAll)
            + [disagreements.warning(in: document.source, listsAll: listsAll)].compactMap(\.self)
    }

    /// Returns whether this document is preferred to the other one.
    ///
    /// The newer document is preferred. A document without a date counts as older than any document with a date. If the
    /// dates are equal or both are missing, a document in the portal's raw form is preferred.
    fileprivate func isPreferred(to other: ImportedDocument) -> Bool {
        let (updated, otherUpdated) = (spec.document.updated ?? "", other.spec.document.updated ?? "")
        return updated > otherUpdated || updated == otherUpdated && isRaw && !other.isRaw
    }
}

extension Result<ImportedDocument, Failure> {
    fileprivate var failures: [Diagnostic] {
        if case .failure(let failure) = self { failure.diagnostics } else { [] }
    }
}
