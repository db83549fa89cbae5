import EndpointSpec
import SourceText

/// The comments in a sample, which describe its members: `"status": "PASS", // the state`.
struct SampleComments {
    /// The comments by the names of the enclosing objects and the member.
    private(set) var texts: [[String]: String] = [:]

    /// - Parameter text: The sample, which need not be valid JSON.
    init(_ text: String) {
        guard text.containsBytes(of: "//") else { return }
        var scanner = Scanner()
        for line in text.split(separator: "\n") {
            guard let comment = scanner.scan(line), let path = scanner.lastPath, texts[path] == nil else { continue }
            texts[path] = comment
        }
    }

    /// Tracks the members of a sample, line by line.
    private struct Scanner {
        /// The names of the open objects and arrays. The name of an array's element is `nil`.
        private var open: [String?] = []
        private var name: String?
        /// The path of the last member.
        private(set) var lastPath: [String]?

        /// Reads a line, and returns the comment at its end.
        mutating func scan(_ line: Substring) -> String? {
            var rest = line.unicodeScalars[...]
            while let scalar = rest.popFirst() {
                switch scalar {
                case "\"": string(from: &rest)
                case "{", "[":
                    open.append(name)
                    name = nil
                case "}", "]":
                    if !open.isEmpty { open.removeLast() }
                    name = nil
                case ",": name = nil
                case "/" where rest.first == "/":
                    let text = Substring(rest.drop { $0 == "/" }).trimmed
                    return text.isEmpty ? nil : String(text)
                default: break
                }
            }
            return nil
        }

        private mutating func string(from rest: inout Substring.UnicodeScalarView) {
            var text = String.UnicodeScalarView()
            while let scalar = rest.popFirst(), scalar != "\"" {
                text.append(scalar)
                if scalar == "\\", let escaped = rest.popFirst() { text.append(escaped) }
            }
            guard rest.first(where: { $0 != " " }) == ":" else { return }
            name = String(text)
            lastPath = open.compactMap(\.self) + [String(text)]
        }
    }
}

extension [EndpointSpec.Field] {
    /// Returns the fields, in which those that only samples show have the comments of the samples as descriptions.
    ///
    /// - Parameters:
    ///   - comments: The comments of a sample.
    ///   - parent: The names of the enclosing members in the sample.
    func described(by comments: SampleComments, below parent: [String]) -> [EndpointSpec.Field] {
        map { field in
            var field = field
            let path = parent + [field.name]
            if field.evidence == .sample, field.description == nil { field.description = comments.texts[path] }
            field.fields = field.fields?.described(by: comments, below: path)
            return field
        }
    }
}
