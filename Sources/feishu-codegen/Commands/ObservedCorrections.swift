import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// `correct --observed`: turns what clients met in production into corrections.
enum ObservedCorrections {
    static func run(_ path: String, _ project: Project) throws -> ExitStatus {
        let options = project.options
        if !options.arguments.isEmpty || options.reason != nil {
            throw UsageError("--observed takes no endpoint and no reason; the file has both", of: .correct)
        }
        if options.isApplying, options.isUndoing {
            throw UsageError("--apply and --undo are mutually exclusive", of: .correct)
        }
        let observations = try Observation.read(try project.fileWriter.read(path))
        let all = try project.specs()
        let byEndpoint = Dictionary(grouping: observations, by: \.endpoint)
        let specs = all.filter { byEndpoint[$0.spec.id.description] != nil }
            .sorted { $0.spec.id.description < $1.spec.id.description }
        reportUnknown(byEndpoint.keys.sorted(), all, path, project)
        if options.isUndoing {
            try undo(specs.map { SpecEdit($0, among: all, in: project) }, project)
        } else {
            try propose(specs.map { SpecEdit($0, among: all, in: project) }, byEndpoint, path, project)
        }
        return .done
    }

    // MARK: Proposals

    private static func propose(
        _ edits: [SpecEdit], _ observations: [String: [Observation]], _ path: String, _ project: Project
    ) throws(Failure) {
        let (console, isApplying) = (project.console, project.options.isApplying)
        var changes: [FolderChanges.Change] = []
        var (count, problems) = (0, [Diagnostic]())
        for edit in edits {
            let spec = edit.file.spec
            let (corrections, unknown) = ObservedCorrection.proposed(
                by: observations[spec.id.description] ?? [], for: spec)
            problems += unknown.map { observation in
                Diagnostic(
                    .warning, "unknown-field", "\(spec.id) has no field \"\(observation.path)\"", at: .file(path))
            }
            for correction in corrections {
                console.print("\(spec.id)\(correction.placeText): \(correction.summary)")
                let command = ToolCommand(name: "correct", options: [spec.id.description] + correction.arguments)
                console.print("  \(console.commandText(command))")
            }
            count += corrections.count
            if !isApplying || corrections.isEmpty { continue }
            let result = try CorrectCommand.corrected(edit, by: corrections.map { ($0.change, $0.reason) })
            changes.append(try edit.change(to: result))
        }
        console.report(problems)
        try project.write(changes)
        let corrections = pluralized(count, "correction")
        let verb = !isApplying ? "Proposed" : project.options.isDryRun ? "Would make" : "Made"
        console.print(
            count == 0
                ? "Nothing to correct: the specs agree with \(path)."
                : "\(verb) \(corrections)\(isApplying ? " in \(pluralized(changes.count, "spec"))" : "").")
    }

    // MARK: Undoing

    /// Undoes the corrections that observations led to.
    private static func undo(_ edits: [SpecEdit], _ project: Project) throws(Failure) {
        var changes: [FolderChanges.Change] = []
        var count = 0
        for edit in edits {
            var spec = edit.file.spec
            // A correction that is undone can restore fields with corrections of their own.
            while case let parts = spec.observedParts, !parts.isEmpty {
                spec = try CorrectCommand.undoing(parts, SpecEdit(edit.valid(spec), replacing: edit))
                count += parts.count
            }
            if spec != edit.file.spec { changes.append(try edit.change(to: spec)) }
        }
        try project.write(changes)
        project.console.print(
            "\(project.options.isDryRun ? "Would undo" : "Undid") \(pluralized(count, "correction")) in "
                + "\(pluralized(changes.count, "spec")).")
    }

    private static func reportUnknown(_ ids: [String], _ all: [SpecFile], _ path: String, _ project: Project) {
        let known = Set(all.map(\.spec.id.description))
        project.console.report(
            ids.filter { !known.contains($0) }.map {
                Diagnostic(.warning, "unknown-endpoint", SpecFiles.unmatchedMessage($0, all), at: .file(path))
            })
    }
}

extension ObservedCorrection {
    /// The place of the correction after the ID of the endpoint.
    fileprivate var placeText: String { if case .field(let path) = part { " \(path)" } else { "" } }
}

extension EndpointSpec {
    /// The parts that were corrected because of an observation.
    fileprivate var observedParts: [CorrectionEditor.Part] {
        let isObserved = { (correction: Correction?) in
            correction.map { ObservedCorrection.isReason($0.reason) } ?? false
        }
        return allFields.filter { isObserved($0.field.corrected) }.map { .field($0.address.description) }
            + (errors ?? []).filter { isObserved($0.corrected) }.map { .error($0.code) }
    }
}
