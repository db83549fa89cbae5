import EndpointSpec
import SourceText

/// A correction that what clients met in production suggests.
package struct ObservedCorrection: Sendable, Equatable {
    package let change: CorrectionEditor.Change
    /// What was observed, such as `string instead of int (3 times)`.
    package let summary: String

    /// The reason with which the correction is recorded. It identifies the correction as one that was observed.
    package var reason: String { "\(Self.marker): \(summary)" }

    private static let marker = "observed in production"

    /// Returns whether a correction was made because of an observation.
    package static func isReason(_ reason: String) -> Bool { reason.hasPrefix(marker) }

    /// The arguments of the command `correct` that makes the correction, after the ID.
    package var arguments: [String] {
        let arguments =
            switch change {
            case .error(let code, let status): ["--error", String(code) + (status.map { "=\($0)" } ?? "")]
            case .field(let path, let change):
                [path] + (change.type.map { ["--type", $0.spelling] } ?? [])
                    + change.values.flatMap { ["--value", $0.text + ($0.name.map { "=\($0)" } ?? "")] }
            default: [String]()
            }
        return arguments + ["--reason", reason]
    }

    /// The part of the spec that the correction changes.
    package var part: CorrectionEditor.Part {
        switch change {
        case .error(let code, _): .error(code)
        case .field(let path, _): .field(path)
        default: .endpoint
        }
    }

    /// Returns the corrections that observations of an endpoint suggest, without those that the spec agrees with already.
    ///
    /// - Returns: The corrections, and the observations about fields that the spec does not have.
    package static func proposed(by observations: [Observation], for spec: EndpointSpec)
        -> (corrections: [ObservedCorrection], unknown: [Observation])
    {
        var fields: [(address: FieldAddress, observations: [Observation])] = []
        var corrections: [ObservedCorrection] = []
        var unknown: [Observation] = []
        for observation in observations {
            if observation.kind == .undocumentedCode {
                if let correction = code(observation, in: spec) { corrections.append(correction) }
            } else if let address = try? FieldAddress(observation.path, in: spec), !address.names.isEmpty {
                if let index = fields.firstIndex(where: { $0.address == address }) {
                    fields[index].observations.append(observation)
                } else {
                    fields.append((address, [observation]))
                }
            } else {
                unknown.append(observation)
            }
        }
        return (fields.compactMap { field($0.address, $0.observations, in: spec) } + corrections, unknown)
    }

    private static func code(_ observation: Observation, in spec: EndpointSpec) -> ObservedCorrection? {
        guard let code = Int(observation.found), spec.errors?.contains(where: { $0.code == code }) != true else {
            return nil
        }
        return ObservedCorrection(
            change: .error(code, status: observation.status),
            summary: "the code \(code) \(times(observation.count))")
    }

    private static func field(
        _ address: FieldAddress, _ observations: [Observation], in spec: EndpointSpec
    ) -> ObservedCorrection? {
        guard let field = spec.field(at: address) else { return nil }
        var change = CorrectionEditor.FieldChange()
        var summaries: [String] = []
        let others = observations.filter { [.dropped, .converted].contains($0.kind) }
        if let type = type(that: others, suggestInsteadOf: field.type), type != field.type {
            change.type = type
            summaries += others.map {
                "\($0.found) instead of \($0.expected ?? field.type.spelling) \(times($0.count))"
            }
        }
        var changed = field
        if let type = change.type { changed.change(to: type) }
        for observation in observations where observation.kind == .unknownValue {
            let text = observation.foundText
            let isListed = changed.values?.contains { $0.wireText == text }
            if isListed == true || !changed.type.base.isScalar { continue }
            change.values.append(.init(text: text, name: nil))
            summaries.append("the value \(observation.found) \(times(observation.count))")
        }
        if change.isEmpty { return nil }
        return ObservedCorrection(
            change: .field(address.description, change), summary: summaries.joined(separator: ", "))
    }

    /// Returns a type that represents what was found as well as what is documented. Numbers are converted to strings without a loss, and
    /// an array cannot be told from its elements.
    private static func type(
        that observations: [Observation], suggestInsteadOf type: EndpointSpec.FieldType
    ) -> EndpointSpec.FieldType? {
        let found = Set(observations.map(\.found)).subtracting(["null"])
        if found.isEmpty { return nil }
        if found == ["array"], type.dimensions < EndpointSpec.FieldType.maximumDimensions {
            return .init(type.base, dimensions: type.dimensions + 1)
        }
        let bases = found.compactMap(EndpointSpec.FieldType.Base.init)
        guard bases.count == found.count else { return .init(.any) }
        if bases.allSatisfy(\.isScalar) {
            if bases.count == 1, bases[0] != .int || type.base != .number { return .init(bases[0]) }
            return .init(bases.contains(.string) || bases.contains(.boolean) ? .string : .number)
        }
        return .init(bases == [.object] ? .object : .any)
    }

    private static func times(_ count: Int) -> String { count == 1 ? "(once)" : "(\(count) times)" }
}

extension Observation {
    /// The value that was found, without the quotation marks of JSON.
    fileprivate var foundText: String {
        if case .string(let text)? = try? JSON(parsing: SourceFile(path: "", text: found)) { text } else { found }
    }
}
