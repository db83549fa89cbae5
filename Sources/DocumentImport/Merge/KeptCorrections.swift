import EndpointSpec
import SourceText

/// Repeats the corrections in an existing spec in a newer version of its document.
struct KeptCorrections {
    /// A warning for each correction that the document contradicts in another way than before.
    private(set) var warnings: [Diagnostic] = []
    /// A line for each correction that was dropped because the document agrees with it.
    private(set) var agreed: [String] = []

    /// Where a correction is: its address in messages, its location in the existing spec, and the arguments with which it is undone.
    struct Place {
        let name: String
        let location: Diagnostic.Location
        let arguments: [String]
    }

    /// Repeats the corrections of a part.
    ///
    /// - Parameters:
    ///   - old: The part in the existing spec.
    ///   - part: The part as the newer document describes it.
    ///   - place: Where the correction is.
    ///   - omitted: The keys of the facts whose correction is not repeated.
    mutating func repeatCorrections<Part: Correctable>(
        of old: Part, in part: inout Part, at place: Place, except omitted: Set<String> = []
    ) {
        guard let correction = old.corrected, !correction.isMissing else { return }
        let documented = part
        var (base, result) = (old.documented, part)
        var stale: [JSON.Member] = []
        // A type or a path changes other facts with it, which are no corrections of their own.
        let keys = correction.documented.map(\.key)
        for key in keys.filter(Self.leading.contains) + keys.filter({ !Self.leading.contains($0) })
        where base.fact(key) != old.fact(key) {
            defer { base.adopt(key, from: old) }
            if omitted.contains(key) { continue }
            switch result.keep(key, changedFrom: base, to: old) {
            case .agreed: agreed.append("\(place.name): the \(key) is \(Correction.text(of: old.fact(key)))")
            case .kept: break
            case .contradicted:
                let said = correction[key] ?? .null
                stale.append(.init(key, said))
                warn(
                    "the \(key) is corrected to \(Correction.text(of: old.fact(key))) (\(correction.reason)), but the document "
                        + "now says \(Correction.text(of: documented.fact(key))) instead of \(Correction.text(of: said))",
                    place)
            }
        }
        part.correct(because: correction.reason) { $0 = result }
        // What the document said when the fact was corrected stays, so that the warning does until a person decides.
        for fact in stale { part.corrected?.replace(fact) }
    }

    /// Compares a field that a person added with the row that the document now has.
    mutating func compareAdded(_ old: EndpointSpec.Field, with field: inout EndpointSpec.Field, at place: Place) {
        guard let correction = old.corrected else { return }
        var result = field
        let values = (old.values ?? []).map(\.value)
        let lists = values.allSatisfy { value in (field.values ?? []).contains { $0.value == value } }
        if old.hasSameShape(as: field), old.required == nil || old.required == field.required, lists {
            return agreed.append("\(place.name): the document has the field")
        }
        warn(
            "the field was added as \(old.typeText) (\(correction.reason)), but the document now describes it as "
                + "\(field.typeText)\(lists ? "" : ", with other values")", place)
        result.change(to: old.type, of: old.valueType)
        result.required = old.required ?? result.required
        result.values = old.values ?? result.values
        result.fields = result.fields ?? old.fields
        result.corrected = correction
        field = result
    }

    /// Reports that the document now has an error code that a person added.
    mutating func agreeOnCode(_ code: Int) { agreed.append("errors: the document has the code \(code)") }

    private mutating func warn(_ message: String, _ place: Place) {
        warnings.append(
            Diagnostic(
                .warning, "contradicted-correction", "\"\(place.name)\": \(message)", at: place.location,
                notes: [
                    .init(
                        "to accept the document, run ",
                        command: ToolCommand(name: "correct", options: place.arguments + ["--undo"])),
                    "to keep the correction, correct the fact again",
                ]))
    }

    /// The facts that change others with them.
    private static let leading: Set = ["type", "valueType", "path"]
}

extension Correction {
    /// Replaces what the document says about a fact.
    fileprivate mutating func replace(_ fact: JSON.Member) {
        for index in documented.indices where documented[index].key == fact.key { documented[index] = fact }
    }
}

extension EndpointSpec.Field {
    fileprivate func hasSameShape(as other: EndpointSpec.Field) -> Bool {
        (type, valueType) == (other.type, other.valueType)
    }
}
