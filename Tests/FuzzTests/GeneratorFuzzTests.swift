import Foundation
import RepositoryFiles
import SourceText
import Testing

@testable import EndpointSpec
@testable import SwiftGeneration

/// Valid specs with hostile texts, names and values: the generated code is harmless, or there is none.
@Suite struct GeneratorFuzzTests {
    @Test func hostileSpecsGiveHarmlessCode() throws {
        let specs = try RepositoryFiles.allSpecTexts().map { try JSON(parsing: SourceFile(path: "x.json", text: $0)) }
        Fuzz.run("generator", outputShare: 0.3) { source in
            var spec = source.pick(specs)
            for _ in 0..<source.number(1...4) { Self.poison(&spec, using: &source) }
            if source.isOneOf(10) { Self.grow(&spec, using: &source) }
            let text = spec.indented
            do throws(Failure) {
                let files = try SwiftGenerator.files(for: [SpecFile(SourceFile(path: "x.json", text: text))])
                let failures = files.lazy.compactMap { Self.harm(in: $0.text) }
                return .init(hasOutput: true, failure: failures.first)
            } catch {
                let lost = error.diagnostics.first { $0.location.position == nil }
                let isSilent = error.diagnostics.isEmpty
                return .init(hasOutput: false, failure: lost?.rendered ?? (isSilent ? "no reason" : nil))
            }
        }
    }

    /// The poison is a call, which can be in comments and literals only.
    ///
    /// - Returns: The line that is not harmless; nil where all are.
    private static func harm(in text: String) -> String? {
        // Of the raw literal that is open, such as `##` for one that `"""##` ends.
        var mark: String?
        for line in text.split(separator: "\n") {
            if line.unicodeScalars.contains(where: \.isInvisible) { return String(line) }
            let code = line.drop { $0 == " " }
            if let open = mark {
                let end = "\"\"\"" + open
                if interpolates(code, open) { return String(line) }
                if code.contains(end) {
                    let rest = code.hasPrefix(end) ? code.dropFirst(end.count) : code
                    if !rest.allSatisfy({ "),]".contains($0) }) { return String(line) }
                    mark = nil
                }
            } else if code.hasSuffix("\"\"\""), !code.hasPrefix("//") {
                mark = String(code.dropLast(3).reversed().prefix { $0 == "#" })
            } else if code.hasPrefix("poison()") || code.hasPrefix("#") {
                return String(line)
            }
        }
        return mark.map { "the literal \($0) is not closed" }
    }

    /// Whether a line of a literal contains code.
    private static func interpolates(_ line: Substring, _ mark: String) -> Bool {
        guard mark.isEmpty else { return line.contains("\\\(mark)(") }
        return line.ranges(of: "\\(").contains { range in
            line[..<range.lowerBound].reversed().prefix { $0 == "\\" }.count.isMultiple(of: 2)
        }
    }

    private static let structure: Set<String> = [
        "id", "method", "path", "host", "envelope", "type", "format", "appTypes", "accessTokens", "pathParameters",
        "placement", "availableWhen", "polling", "requests", "seconds",
    ]

    /// Replaces one value somewhere in the spec.
    private static func poison(_ value: inout JSON, using source: inout Fuzz.Source) {
        switch value {
        case .object(var members) where !members.isEmpty:
            let index = source.number(0...members.count - 1)
            // Few specs are valid without these.
            if structure.contains(members[index].key), !source.isOneOf(10) { return }
            poison(&members[index].value, using: &source)
            value = .object(members)
        case .array(var elements) where !elements.isEmpty:
            let index = source.number(0...elements.count - 1)
            poison(&elements[index], using: &source)
            value = .array(elements)
        case .string:
            let poison = source.pick(HostileText.poisons)
            value = .string(source.isOneOf(3) ? HostileText.surrounded(poison, using: &source) : poison)
        case .number: value = .number(source.pick(["-1", "9223372036854775807", "1e999", "0"]))
        default: value = .boolean(source.isOneOf(2))
        }
    }

    /// Adds many fields, or deep ones, with hostile names to the request.
    private static func grow(_ spec: inout JSON, using source: inout Fuzz.Source) {
        func field(_ name: String, _ fields: [JSON]?) -> JSON {
            .object(
                [.init("name", .string(name)), .init("type", .string(fields == nil ? "string" : "object"))]
                    + (fields.map { [.init("fields", .array($0))] } ?? []))
        }
        var fields: [JSON] = []
        if source.isOneOf(2) {
            for index in 0..<source.count(upTo: 2_000) {
                fields.append(field("\(source.pick(HostileText.poisons))\(index)", nil))
            }
        } else {
            fields = [field("leaf", nil)]
            for _ in 0..<min(90, source.count(upTo: 4_000)) {
                fields = [field(source.pick(HostileText.poisons) + "x", fields)]
            }
        }
        guard case .object(var members) = spec else { return }
        members.removeAll { $0.key == "request" }
        let place = members.firstIndex { $0.key == "response" } ?? members.count
        members.insert(.init("request", .object([.init("fields", .array(fields))])), at: place)
        spec = .object(members)
    }
}
