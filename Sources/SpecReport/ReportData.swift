import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// The data that the report script displays. Repeated descriptions and document lines are stored only once.
package struct ReportData: Sendable {
    let json: JSON

    /// The spec of an endpoint, with information from its document.
    package struct Endpoint: Sendable {
        package let file: SpecFile
        /// The tables in the document, or an empty array if the document is missing or the spec is not current.
        package let tables: [PlacedTable]
        /// The document, or `nil` if it is missing.
        package let document: SourceFile?
        /// The warnings that import reported for the document.
        package let warnings: [Diagnostic]
        /// Where the page, its samples, and the platform's schema say different things.
        package let disagreements: [Disagreement]

        package init(
            file: SpecFile, tables: [PlacedTable], document: SourceFile?, warnings: [Diagnostic],
            disagreements: [Disagreement] = []
        ) {
            self.disagreements = disagreements
            self.file = file
            self.tables = tables
            self.document = document
            self.warnings = warnings
        }
    }

    /// A comparison with another version of the specs.
    package struct Comparison: Sendable {
        /// The name of the version with which the current version is compared.
        package let base: String
        /// The changes that affect callers.
        package let changes: [EndpointChanges]

        package init(base: String, changes: [EndpointChanges]) {
            self.base = base
            self.changes = changes
        }
    }

    /// - Parameters:
    ///   - endpoints: The endpoints, in the order of the report.
    ///   - comparison: The comparison with another version of the specs, or `nil` to omit changes.
    ///   - specFolder: The spec folder that commands must name, or `nil` if they find it without an option.
    package init(_ endpoints: [Endpoint], comparison: Comparison?, specFolder: String? = nil) {
        var strings = StringTable()
        let changes = Dictionary(
            (comparison?.changes ?? []).map { ($0.id.description, $0.changes) }
        ) { $0 + $1 }
        let ids = Set(endpoints.map(\.file.spec.id.description))
        let listed = endpoints.map { endpoint in
            EndpointData(endpoint, changes: changes[endpoint.file.spec.id.description]).json(&strings)
        }
        json = .object([
            .init("title", .string(endpoints.map(\.file.spec).countText)),
            .init("summary", .string(Self.summary(of: endpoints))),
            .init("specs", .string(specFolder ?? "")),
            .init("base", .string(comparison?.base ?? "")),
            .init("removed", .array(changes.keys.filter { !ids.contains($0) }.sorted().map(JSON.string))),
            .init("endpoints", .array(listed)), .init("strings", .array(strings.all.map(JSON.string))),
        ])
    }

    /// The number of assumed placements, and those of corrections and of facts that witnesses decided, if there are any.
    private static func summary(of endpoints: [Endpoint]) -> String {
        let specs = endpoints.map(\.file.spec)
        let corrections = specs.reduce(0) { $0 + $1.correctionCount }
        let sampled = specs.reduce(0) { $0 + $1.sampledFieldCount }
        let disagreements = endpoints.reduce(0) { $0 + $1.disagreements.count }
        return
            ([pluralized(specs.reduce(0) { $0 + $1.assumedPlacementCount }, "assumed placement")]
            + [
                corrections > 0 ? pluralized(corrections, "correction") : nil,
                sampled > 0 ? "\(pluralized(sampled, "field")) from samples only" : nil,
                disagreements > 0 ? "\(pluralized(disagreements, "disagreement")) of witnesses" : nil,
            ].compactMap(\.self)).map { "\($0)." }.joined(separator: " ")
    }
}

/// A list of strings without duplicates.
struct StringTable {
    private(set) var all: [String] = []
    private var indices: [String: Int] = [:]

    /// Returns the index of the string as a JSON number, or JSON null for `nil`. Adds the string if it is new.
    mutating func index(of text: String?) -> JSON {
        guard let text else { return .null }
        let index = indices[text] ?? all.count
        if index == all.count {
            indices[text] = index
            all.append(text)
        }
        return .number(String(index))
    }
}
