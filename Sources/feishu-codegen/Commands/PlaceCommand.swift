import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// `place`: confirms or corrects the assumed placements of fields.
enum PlaceCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let options = project.options
        guard options.arguments.count == 2, options.isConfirming || options.under != nil else {
            throw UsageError("place takes an endpoint ID, a field, and either --under FIELD or --confirm", of: .place)
        }
        if options.isConfirming, options.under != nil {
            throw UsageError("--under and --confirm are mutually exclusive", of: .place)
        }
        if options.isRecursive, !options.isConfirming {
            throw UsageError("--recursive requires --confirm", of: .place)
        }
        let (id, path) = (options.arguments[0], options.arguments[1])
        if let under = options.under {
            try move(path, under: under, SpecEdit(of: id, in: project), project)
        } else if options.isRecursive || id.contains("*") || path.contains("*") {
            try confirmAll(path, in: id, project)
        } else {
            try confirm([path], SpecEdit(of: id, in: project), project)
        }
        return .done
    }

    // MARK: One placement

    private static func move(
        _ path: String, under parent: String, _ edit: SpecEdit, _ project: Project
    ) throws(Failure) {
        let edited = try PlacementEditor(edit.file).spec(applying: .move(under: parent), to: path)
        let newPath = "\(parent).\(path.split(separator: ".").last ?? "")"
        let spec = try settled(edited, with: [newPath], edit)
        try project.write([edit.change(to: spec)])
        report("\(path) moved under \(parent)", edit, othersChanged: spec != edited, project)
    }

    // MARK: Many placements

    /// Confirms the assumed placements of the fields that a pattern matches or, with `--recursive`, that are below such a field.
    private static func confirmAll(_ pattern: String, in id: String, _ project: Project) throws(Failure) {
        let all = try project.specs()
        let specs = try SpecFiles.select(Selection(only: [id]), from: all)
        let isRecursive = project.options.isRecursive
        let found = specs.map { file in (file, file.spec.assumedFields(matching: pattern, isRecursive: isRecursive)) }
        if found.allSatisfy(\.1.isEmpty) {
            // A path that does not exist has an error of its own.
            if specs.count == 1, !pattern.contains("*") { _ = try FieldAddress(pattern, in: specs[0].spec) }
            throw Failure(
                "wrong-place", "no field that matches \"\(pattern)\" has an assumed placement",
                notes: specs.count == 1 ? ["to list the assumed placements, run \(command: "show", id)"] : [])
        }
        for (file, paths) in found where !paths.isEmpty {
            try confirm(paths, SpecEdit(file, among: all, in: project), project)
        }
    }

    private static func confirm(_ paths: [String], _ edit: SpecEdit, _ project: Project) throws(Failure) {
        var edited = edit.file.spec
        for path in paths { edited = try PlacementEditor(edit.valid(edited)).spec(applying: .confirm, to: path) }
        let spec = try settled(edited, with: paths, edit)
        try project.write([edit.change(to: spec)])
        let summary = paths.count == 1 ? "placement of \(paths[0])" : "placements of \(paths.joined(separator: ", "))"
        report("\(summary) confirmed", edit, othersChanged: spec != edited, project)
    }

    private static func report(_ summary: String, _ edit: SpecEdit, othersChanged: Bool, _ project: Project) {
        project.console.print(
            "\(project.options.isDryRun ? "Would change" : "Changed") \(edit.file.source.path): \(summary).")
        if othersChanged { project.console.print("Other placements changed as a result.") }
    }

    /// Imports the document of the edited spec again until nothing changes, because each new placement can be evidence for the
    /// placement of other fields.
    ///
    /// - Returns: The resulting spec, or the edited one if the document does not exist.
    /// - Throws: `Failure` if the edited spec is invalid, the document contradicts a placement, or repeated imports keep changing
    ///   the spec.
    private static func settled(
        _ edited: EndpointSpec, with newPaths: [String], _ edit: SpecEdit
    ) throws(Failure) -> EndpointSpec {
        var spec = edited
        var contradicted = newPaths.first
        for _ in 0..<maximumImports {
            guard let next = try edit.reimported(spec) else { return spec }
            contradicted = newPaths.first { !next.hasResolvedField(at: $0) } ?? newPaths.first
            if newPaths.contains(where: { !next.hasResolvedField(at: $0) }) { break }
            if next.canonicalText == spec.canonicalText { return spec }
            spec = next
        }
        throw Failure(
            "wrong-place", "the document contradicts the placement of \"\(contradicted ?? "")\"",
            at: .file(edit.file.spec.document.path ?? edit.file.source.path),
            notes: ["if the document is wrong, edit it, or keep the spec and delete its document"])
    }

    private static let maximumImports = 4
}

extension EndpointSpec {
    /// Returns the addresses of the fields with assumed placements that a pattern matches.
    ///
    /// - Parameters:
    ///   - pattern: An address such as `response.items` or `response.data.items`, or a pattern such as `response.items.*`.
    ///   - isRecursive: Whether the fields below a field or list that matches are included.
    fileprivate func assumedFields(matching pattern: String, isRecursive: Bool) -> [String] {
        let selection = Selection(only: [pattern])
        func matches(_ address: FieldAddress) -> Bool {
            let inData = address.list == .response && response.envelope == .data
            let spellings =
                [address.description]
                + (inData ? [([address.list.rawValue, EnvelopeKeys.data] + address.names).joined(separator: ".")] : [])
            return spellings.contains(where: selection.contains)
        }
        return allFields.filter { $0.field.placement == .assumed }.map(\.address).filter { address in
            if matches(address) { return true }
            guard isRecursive else { return false }
            return address.names.indices.contains { matches(FieldAddress(address.list, Array(address.names[..<$0]))) }
        }.map(\.description)
    }
}
