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
                [path] + (change.typeSpelling.map { ["--type", $0] } ?? [])
                    + change.values.flatMap { value in
                        value.argument.hasPrefix("-") ? ["--value=" + value.argument] : ["--value", value.argument]
                    }
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
        var fields: [FieldAddress: [Observation]] = [:]
        var addresses: [FieldAddress] = []
        var unknown: [Observation] = []
        for observation in observations where observation.kind != .undocumentedCode {
            if let address = try? FieldAddress(observation.path, in: spec), !address.names.isEmpty {
                if fields[address] == nil { addresses.append(address) }
                fields[address, default: []].append(observation)
            } else {
                unknown.append(observation)
            }
        }
        let proposed = addresses.compactMap { address in
            field(address, fields[address] ?? [], in: spec).map { (address: address, correction: $0) }
        }
        // A correction that removes the fields of an object leaves none to correct.
        let closed = Set(proposed.filter(\.correction.removesFields).map(\.address))
        let corrections = proposed.filter { address, _ in
            address.names.indices.allSatisfy {
                !closed.contains(FieldAddress(address.list, Array(address.names[..<$0])))
            }
        }
        return (corrections.map(\.correction) + codes(observations, in: spec), unknown)
    }

    /// Whether a field that has fields loses them.
    private var removesFields: Bool {
        guard case .field(_, let change) = change, let type = change.type else { return false }
        return ![.object, .map].contains(type.base) || change.valueType.map { $0.base != .object } == true
    }

    /// Returns a correction for each code that the spec lacks, with the status that it has most often.
    private static func codes(_ observations: [Observation], in spec: EndpointSpec) -> [ObservedCorrection] {
        let documented = Set((spec.errors ?? []).map(\.code))
        let codes = Dictionary(grouping: observations.filter { $0.kind == .undocumentedCode }) { Int($0.found) }
        return codes.sorted { ($0.key ?? 0) < ($1.key ?? 0) }.compactMap { code, observations in
            guard let code, !documented.contains(code) else { return nil }
            let status = observations.max { $0.count < $1.count }?.status
            let count = observations.reduce(0) { Observation.sum($0, $1.count) }
            return ObservedCorrection(
                change: .error(code, status: status.flatMap { (100...599).contains($0) ? $0 : nil }),
                summary: "the code \(code) \(times(count))")
        }
    }

    private static func field(
        _ address: FieldAddress, _ observations: [Observation], in spec: EndpointSpec
    ) -> ObservedCorrection? {
        guard let field = spec.field(at: address) else { return nil }
        let others = observations.filter { [.dropped, .converted].contains($0.kind) }
        var change = field.typeChange(toFit: others)
        var summaries: [String] = []
        if change.type != nil {
            summaries = others.map {
                "\($0.found.shown) instead of \(($0.expected ?? field.type.spelling).shown) \(times($0.count))"
            }
        }
        var changed = field
        if let type = change.type { changed.change(to: type, of: change.valueType) }
        var listed = Set((changed.values ?? []).map(\.wireText))
        for observation in observations where observation.kind == .unknownValue && changed.type.base.isScalar {
            let text = observation.foundText
            // A value of another type is an observation of its own.
            guard changed.type.base.lossless(.string(text)) != nil, listed.insert(text).inserted else { continue }
            change.values.append(.init(text: text, name: nil))
            summaries.append("the value \(text.shown) \(times(observation.count))")
        }
        if change.isEmpty { return nil }
        let rest = summaries.count - maximumSummaries
        return ObservedCorrection(
            change: .field(address.description, change),
            summary: (summaries.prefix(maximumSummaries) + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: ", "))
    }

    /// The maximum number of observations in a reason.
    private static let maximumSummaries = 10

    private static func times(_ count: Int) -> String { count == 1 ? "(once)" : "(\(count) times)" }
}

extension String {
    private static let maximumShown = 100

    /// The text in a line, without the characters that cannot be seen.
    fileprivate var shown: String {
        let text = unicodeScalars.prefix(Self.maximumShown).map { scalar in
            scalar.isInvisible ? scalar.escaped(asASCII: true) : String(scalar)
        }.joined()
        return isEmpty ? "\"\"" : unicodeScalars.count > Self.maximumShown ? text + "…" : text
    }
}

extension Observation {
    /// The value that was found, without the quotation marks of JSON.
    fileprivate var foundText: String {
        if case .string(let text)? = try? JSON(parsing: SourceFile(path: "", text: found)) { text } else { found }
    }
}
