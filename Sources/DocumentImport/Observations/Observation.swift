import EndpointSpec
import SourceText

/// Something that a client met in production and that no document describes: a line of `FeishuObservations`.
package struct Observation: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A value of another type, which the client could not convert.
        case dropped
        /// A value of another type, which the client converted without a loss.
        case converted
        /// A value that is not listed.
        case unknownValue
        /// An error code that is not documented.
        case undocumentedCode
    }

    /// The ID of the endpoint.
    package var endpoint: String
    var kind: Kind
    /// The address of the field, or `errors`.
    package var path: String
    /// The documented type.
    var expected: String?
    /// The kind of JSON that was found, or the value that is not listed or the code.
    var found: String
    /// The HTTP status of an error.
    var status: Int?
    var count: Int
}

extension Observation: FormatObject {
    package static let subject = "the observation"
    package static let definition = "observation"
    package static let summary = "Something that a client met in production and that no document describes."
    package static var placeholder: Observation {
        Observation(endpoint: "", kind: .dropped, path: "", found: "", count: 1)
    }
    package static let keys: [FormatKey<Observation>] = [
        .required("endpoint", \.endpoint, .nonEmptyString),
        .required("kind", \.kind, .word),
        .required("path", \.path, .nonEmptyString),
        .optional("expected", \.expected, .string),
        .required("found", \.found, .textOrNumber),
        .optional("status", \.status, .integer(atLeast: 100)),
        .required("count", \.count, .integer(atLeast: 1)),
    ]
}

extension FormatValue where Value == String {
    /// A string, or another scalar as its JSON text.
    fileprivate static let textOrNumber = FormatValue("string") { node, reader in
        switch node.json {
        case .string(let text): return text
        case .number, .boolean, .null: return node.json.compact
        default: return reader.reportMismatch(node, expected: "a string or a number")
        }
    } write: {
        .string($0)
    }
}

extension Observation {
    /// Reads a file with an observation per line, and adds up those that are the same.
    ///
    /// - Throws: `Failure` with an error for each line that is no observation.
    package static func read(_ source: SourceFile) throws(Failure) -> [Observation] {
        var observations: [Observation] = []
        var positions: [String: Int] = [:]
        var problems: [Diagnostic] = []
        // A carriage return before the end of a line is a space of JSON.
        let lines = source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.allSatisfy({ " \t\r".utf8.contains($0) }) {
            do throws(Failure) {
                let observation = try parse(String(decoding: line, as: UTF8.self))
                if let position = positions[observation.identity] {
                    observations[position].count = sum(observations[position].count, observation.count)
                } else {
                    positions[observation.identity] = observations.count
                    observations.append(observation)
                }
            } catch {
                problems += error.diagnostics.map {
                    Diagnostic(.error, $0.code, $0.message, at: .line(index + 1, of: source))
                }
            }
        }
        if !problems.isEmpty { throw Failure(problems) }
        return observations
    }

    private static func parse(_ line: String) throws(Failure) -> Observation {
        let source = SourceFile(path: "", text: line)
        var reader = FormatReader(source)
        let observation = reader.object(try JSONNode(parsing: source), as: Observation.self)
        if !reader.problems.isEmpty { throw Failure(reader.problems) }
        return observation
    }

    /// Returns the sum of two counts, or the largest count if it is larger.
    static func sum(_ first: Int, _ second: Int) -> Int {
        let (sum, overflows) = first.addingReportingOverflow(second)
        return overflows ? .max : sum
    }

    /// What observations that can be added up have in common.
    private var identity: String {
        [endpoint, kind.rawValue, path, expected ?? "", found, status.map(String.init) ?? ""].joined(separator: "\n")
    }
}
