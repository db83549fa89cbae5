import DocumentImport
import EndpointSpec
import Foundation

/// `diff`: what changed for callers between two versions of documents or specs.
enum DiffCommand {
    /// How the changes are written.
    enum Format: String, CaseIterable {
        case text, markdown, json
    }

    /// The changes of one endpoint.
    struct EndpointChanges {
        let endpoint: String
        let title: String
        let changes: [SpecChange]
    }

    static func run(_ options: Invocation.Options, console: Console) throws {
        guard options.arguments.count == 2 else {
            throw UsageError("diff takes two arguments, OLD and NEW", hint: "See feishu-codegen diff --help.")
        }
        guard let format = Format(rawValue: options.format ?? "text") else {
            throw UsageError(
                "there is no format \"\(options.format ?? "")\"; choose text, markdown or json",
                hint: "See feishu-codegen diff --help.")
        }
        let old = try specs(at: options.arguments[0])
        let new = try specs(at: options.arguments[1])
        let changes = Self.changes(from: old, to: new)
        console.say(text(of: changes, in: format))
        if !changes.isEmpty { throw Failure([String]()) }
    }

    private static func changes(from old: [EndpointSpec], to new: [EndpointSpec]) -> [EndpointChanges] {
        // A single file against another is the same endpoint, even where its path changed.
        if old.count == 1, new.count == 1 { return changed(old[0], new[0]).map { [$0] } ?? [] }
        let oldByEndpoint = Dictionary(old.map { ($0.endpoint, $0) }) { first, _ in first }
        let newEndpoints = Set(new.map(\.endpoint))
        // An endpoint whose method or path changed is found by the page of its document.
        var gone = old.filter { !newEndpoints.contains($0.endpoint) }
        let changed = new.compactMap { spec -> EndpointChanges? in
            if let before = oldByEndpoint[spec.endpoint] { return Self.changed(before, spec) }
            let index = gone.firstIndex { $0.document.url != nil && $0.document.url == spec.document.url }
            guard let index else { return EndpointChanges(spec, .compatible, "the endpoint is new") }
            return Self.changed(gone.remove(at: index), spec)
        }
        let removed = gone.map { EndpointChanges($0, .breaking, "the endpoint is gone") }
        return (changed + removed).sorted { $0.endpoint < $1.endpoint }
    }

    private static func changed(_ old: EndpointSpec, _ new: EndpointSpec) -> EndpointChanges? {
        let changes = SpecDiff.changes(from: old, to: new)
        return changes.isEmpty ? nil : EndpointChanges(endpoint: new.id, title: new.title, changes: changes)
    }

    /// The specs of a file or folder, of documents (`.md`) or specs (`.json`).
    private static func specs(at path: String) throws -> [EndpointSpec] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("there is no file or folder \"\(path)\"")
        }
        let paths = isFolder.boolValue ? try FileTree.paths(in: path).map { "\(path)/\($0)" } : [path]
        let documents = paths.filter { $0.hasSuffix(".md") }
        let specs =
            isFolder.boolValue
            ? try SpecFolder.paths(in: path).map { "\(path)/\($0)" } : paths.filter { $0.hasSuffix(".json") }
        if !specs.isEmpty { return try SpecInput.read(files: specs).map(\.spec) }
        if documents.isEmpty { throw Failure("\"\(path)\" holds neither documents (*.md) nor specs (*.json)") }
        let input = DocumentInput(documents)
        if !input.problems.isEmpty { throw Failure(input.problems) }
        return input.readings.map(\.reading.spec)
    }

    // MARK: Writing

    private static func text(of endpoints: [EndpointChanges], in format: Format) -> String {
        switch format {
        case .text:
            if endpoints.isEmpty { return "Nothing changed for callers." }
            return endpoints.map { endpoint in
                (["\(endpoint.endpoint) (\(endpoint.title))"]
                    + endpoint.changes.map { "  \($0.impact.rawValue): \($0.placed)" }).joined(separator: "\n")
            }.joined(separator: "\n")
        case .markdown:
            if endpoints.isEmpty { return "Nothing changed for callers." }
            return endpoints.map { endpoint in
                (["### `\(endpoint.endpoint)` \(endpoint.title)", ""]
                    + endpoint.changes.map {
                        "- \($0.impact == .breaking ? "**breaking**" : "compatible"): \($0.placed)"
                    })
                    .joined(separator: "\n")
            }.joined(separator: "\n\n")
        case .json:
            let endpoints = endpoints.map { endpoint in
                JSON.object([
                    .init("endpoint", .string(endpoint.endpoint)), .init("title", .string(endpoint.title)),
                    .init(
                        "changes",
                        .array(
                            endpoint.changes.map { change in
                                .object([
                                    .init("impact", .string(change.impact.rawValue)),
                                    .init("place", .string(change.place)), .init("text", .string(change.text)),
                                ])
                            })),
                ])
            }
            return JSON.array(endpoints).indented
        }
    }
}

extension DiffCommand.EndpointChanges {
    init(_ spec: EndpointSpec, _ impact: SpecChange.Impact, _ text: String) {
        self.init(endpoint: spec.id, title: spec.title, changes: [SpecChange(impact, "", text)])
    }
}

extension SpecChange {
    /// The text with its place in front.
    fileprivate var placed: String { place.isEmpty ? text : "\(place): \(text)" }
}
