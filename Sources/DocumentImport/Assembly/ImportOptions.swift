import EndpointSpec

/// The options of an import.
package struct ImportOptions: Sendable {
    /// The spec folder. The paths of new specs begin with it.
    package var specFolder: String
    /// The folders whose documents are all imported. A spec whose document was in one of these folders is orphaned if the
    /// document no longer exists or no longer describes the endpoint.
    package var documentFolders: [String]
    /// The paths of documents that exist but could not be read. Their specs are not orphaned.
    package var unreadableDocumentPaths: [String]
    /// Whether each assumed placement is reported separately. Otherwise, a table with many of them has a single warning.
    package var reportsEachAssumedPlacement: Bool
    /// Whether derived names of listed values and error codes are discarded and derived again.
    package var renamesDerived: Bool
    /// Whether a spec is replaced even if its document lost a section or more than half of its facts.
    package var acceptsLoss: Bool
    /// A function that is called with the path of a spec before the spec is parsed.
    package var willParse: @Sendable (String) -> Void
    /// The weights of the evidence for nesting.
    package var weights = NestingWeights.standard

    package init(
        specFolder: String = "specs", documentFolders: [String] = [], unreadableDocumentPaths: [String] = [],
        reportsEachAssumedPlacement: Bool = false, renamesDerived: Bool = false, acceptsLoss: Bool = false,
        willParse: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.specFolder = specFolder
        self.documentFolders = documentFolders
        self.unreadableDocumentPaths = unreadableDocumentPaths
        self.reportsEachAssumedPlacement = reportsEachAssumedPlacement
        self.renamesDerived = renamesDerived
        self.acceptsLoss = acceptsLoss
        self.willParse = willParse
    }
}
