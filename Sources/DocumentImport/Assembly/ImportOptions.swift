import EndpointSpec

/// How documents are imported.
package struct ImportOptions: Sendable {
    /// The folder of the specs, in front of the paths of new ones.
    package var specFolder: String
    /// The folders whose documents are all given. A spec whose document was in one of them and is gone is orphaned.
    package var documentFolders: [String]
    /// The paths of documents that exist and could not be read. Their specs are not orphaned.
    package var unreadableDocuments: [String]
    /// Whether each assumed place is reported, and not only the most consequential ones of each table.
    package var reportsEveryPlace: Bool
    /// Whether derived names of listed values and error codes are replaced by better ones.
    package var renamesDerived: Bool
    /// Called before the text of a spec is parsed, with its path.
    package var willParse: @Sendable (String) -> Void
    /// How much the evidence for places counts.
    package var weights = NestingWeights.standard

    package init(
        specFolder: String = "specs", documentFolders: [String] = [], unreadableDocuments: [String] = [],
        reportsEveryPlace: Bool = false, renamesDerived: Bool = false,
        willParse: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.specFolder = specFolder
        self.documentFolders = documentFolders
        self.unreadableDocuments = unreadableDocuments
        self.reportsEveryPlace = reportsEveryPlace
        self.renamesDerived = renamesDerived
        self.willParse = willParse
    }
}
