import SourceText

extension DocumentFetch {
    /// A document that was fetched or, with `Mode.planOnly`, would be fetched.
    struct Fetched {
        /// The path of the file in which the document is stored.
        let path: String
        let text: String
        /// The platform's schema, or `nil` if the page has none.
        var schema: String?
        let isNew: Bool
    }

    struct Outcome {
        var documents: [Fetched] = []
        var unchangedCount = 0
        var warnings: [Diagnostic] = []
        var errors: [Diagnostic] = []
        /// The portal paths of pages whose text is older than the date of the page in the tree.
        var outdatedPaths: [String] = []
        /// The portal paths of fetched pages in another language than the requested one.
        var pathsInOtherLanguage: [String] = []
        /// The portal paths of fetched pages without a schema.
        var pathsWithoutSchema: [String] = []
        /// The number of requests, including those for the tree and for the places of pages.
        var requestCount = 0
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
        if let first = pathsInOtherLanguage.min() {
            console.print(
                "The portal has \(pluralized(pathsInOtherLanguage.count, "fetched document")), such as \(first), "
                    + "only in another language; \(pathsInOtherLanguage.count == 1 ? "it is" : "they are") read in that one."
            )
        }
        if let first = pathsWithoutSchema.min() {
            console.print(
                "The portal has no usable schema for \(pluralized(pathsWithoutSchema.count, "fetched document")), such as \(first); "
                    + "the page and its samples are all that is known about \(pathsWithoutSchema.count == 1 ? "it" : "them")."
            )
        }
    }
}
