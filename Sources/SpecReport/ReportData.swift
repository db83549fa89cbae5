import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// What the report shows, as the JSON that its script reads. Texts that occur often are in it once.
package struct ReportData: Sendable {
    let json: JSON

    /// An endpoint with what is known about its document.
    package struct Endpoint: Sendable {
        /// The spec.
        package let file: SpecFile
        /// The tables of its document, where that is there.
        package let tables: [PlacedTable]
        /// The document.
        package let document: SourceFile?
        /// What import reported about the document.
        package let warnings: [Diagnostic]

        package init(file: SpecFile, tables: [PlacedTable], document: SourceFile?, warnings: [Diagnostic]) {
            self.file = file
            self.tables = tables
            self.document = document
            self.warnings = warnings
        }
    }

    /// What changed since another version of the specs.
    package struct Comparison: Sendable {
        /// The name of that version.
        package let base: String
        /// What changed for callers.
        package let changes: [EndpointChanges]

        package init(base: String, changes: [EndpointChanges]) {
            self.base = base
            self.changes = changes
        }
    }

    /// - Parameters:
    ///   - endpoints: The endpoints, in the order in which they are listed.
    ///   - comparison: What changed; nil where nothing was compared.
    package init(_ endpoints: [Endpoint], comparison: Comparison?) {
        var strings = StringTable()
        let changes = Dictionary(
            (comparison?.changes ?? []).map { ($0.id.description, $0.changes) }
        ) { $0 + $1 }
        let ids = Set(endpoints.map(\.file.spec.id.description))
        let listed = endpoints.map { endpoint in
            EndpointData(endpoint, changes: changes[endpoint.file.spec.id.description]).json(&strings)
        }
        let assumedCount = endpoints.reduce(0) { $0 + $1.file.spec.assumedPlaceCount }
        json = .object([
            .init("title", .string(pluralized(endpoints.count, "endpoint"))),
            .init("summary", .string(pluralized(assumedCount, "place") + " assumed.")),
            .init("base", .string(comparison?.base ?? "")),
            .init("removed", .array(changes.keys.filter { !ids.contains($0) }.sorted().map(JSON.string))),
            .init("endpoints", .array(listed)), .init("strings", .array(strings.all.map(JSON.string))),
        ])
    }
}

/// Texts, each with its number.
struct StringTable {
    private(set) var all: [String] = []
    private var numbers: [String: Int] = [:]

    /// The number of a text as JSON; null without a text.
    mutating func number(of text: String?) -> JSON {
        guard let text else { return .null }
        let number = numbers[text] ?? all.count
        if number == all.count {
            numbers[text] = number
            all.append(text)
        }
        return .number(String(number))
    }
}
