import EndpointSpec

/// The options of an import.
package struct ImportOptions: Sendable {
    /// The folder of the specs, which the paths of new specs begin with.
    package var specFolder: String
    /// The folders that are imported completely. A spec is orphaned if its document was in one of them and no longer exists.
    package var documentFolders: [String]
    /// The paths of documents that exist but could not be read. Their specs are not orphaned.
    package var unreadableDocuments: [String]
    /// Whether every assumed placement is reported, and not only the most important ones of each table.
    package var reportsEachAssumedPlacement: Bool
    /// Whether derived names of listed values and error codes are discarded and derived again.
    package var renamesDerived: Bool
    /// Called with the path of a spec before its text is parsed.
    package var willParse: @Sendable (String) -> Void
    /// The weights of the evidence for nesting.
    package var weights = NestingWeights.standard

    package init(
        specFolder: String = "specs", documentFolders: [String] = [], unreadableDocuments: [String] = [],
        reportsEachAssumedPlacement: Bool = false, renamesDerived: Bool = false,
        willParse: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.specFolder = specFolder
        self.documentFolders = documentFolders
        self.unreadableDocuments = unreadableDocuments
        self.reportsEachAssumedPlacement = reportsEachAssumedPlacement
        self.renamesDerived = renamesDerived
        self.willParse = willParse
    }
}
