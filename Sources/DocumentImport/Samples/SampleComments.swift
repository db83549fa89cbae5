import EndpointSpec
import SourceText

/// The comments in a sample, which describe its members: `"status": "PASS", // the state`.
///
/// A comment on a line of its own describes the next member or, if it is indented more than the last member, continues the comment of
/// that.
struct SampleComments {
    /// The comments by the names of the enclosing objects and the member.
    private(set) var texts: [[String]: String] = [:]

    /// - Parameter text: The sample, which need not be valid JSON.
    init(_ text: String) {
        guard ["//", "#", "/*"].contains(where: text.containsBytes(of:)) else { return }
        var scanner = Scanner()
        var pending: [String] = []
        var continued: (path: [String], indentation: Int)?
        for line in text.split(whereSeparator: \.isNewline) {
            let (members, comment, isComment) = scanner.scan(line)
            let indentation = line.unicodeScalars.prefix { $0.properties.isWhitespace }.count
            if let member = members.first, !pending.isEmpty {
                add(pending.joined(separator: "\n"), to: member)
                pending = []
            }
            guard let comment else {
                continued = nil
                continue
            }
            if !isComment {
                if let path = scanner.lastPath { add(comment, to: path) }
                continued = scanner.lastPath.map { ($0, indentation) }
            } else if let continued, indentation > continued.indentation {
                texts[continued.path, default: ""] += "\n" + comment
            } else {
                pending.append(comment)
            }
        }
    }

    private mutating func add(_ text: String, to path: [String]) {
        if texts[path] == nil { texts[path] = text }
    }

    /// Tracks the members of a sample, line by line.
    private struct Scanner {
        /// The names of the open objects and arrays. The name of an array's element is `nil`.
        private var open: [String?] = []
        private var name: String?
        private var isInComment = false
        /// The path of the last member, or of the object or array that was closed last.
        private(set) var lastPath: [String]?

        /// Reads a line, and returns the paths of its members, its comment, and whether it consists of the comment.
        mutating func scan(_ line: Substring) -> (members: [[String]], comment: String?, isComment: Bool) {
            var rest = line.unicodeScalars[...]
            var members: [[String]] = []
            var comment = ""
            var isComment = true
            if isInComment { comment += blockComment(from: &rest) }
            while let scalar = rest.popFirst() {
                if scalar == "#" || scalar == "/" && rest.first == "/" {
                    comment += String(Substring(rest.drop { $0 == "/" || $0 == "#" }))
                    break
                }
                if scalar == "/", rest.first == "*" {
                    rest.removeFirst()
                    comment += blockComment(from: &rest)
                    continue
                }
                if !scalar.properties.isWhitespace { isComment = false }
                if Self.quotes.contains(scalar), let member = string(after: scalar, from: &rest) {
                    members.append(member)
                }
                bracket(scalar)
            }
            let text = Substring(comment).trimmed
            return (members, text.isEmpty ? nil : String(text), isComment)
        }

        /// The depth below which members have no paths, so that a deep sample is read in linear time.
        private static let maximumDepth = 64

        private static let quotes: Set<Unicode.Scalar> = ["\"", "“", "”"]

        private mutating func bracket(_ scalar: Unicode.Scalar) {
            switch scalar {
            case "{", "[":
                open.append(name)
                name = nil
            case "}", "]":
                guard !open.isEmpty else { return }
                let closed = open.removeLast()
                // The element of an array has no path of its own.
                lastPath = open.count > Self.maximumDepth ? nil : open.compactMap(\.self) + (closed.map { [$0] } ?? [])
                name = nil
            case ",", "，": name = nil
            default: break
            }
        }

        /// Reads the comment up to its end, or up to the end of the line.
        private mutating func blockComment(from rest: inout Substring.UnicodeScalarView) -> String {
            isInComment = true
            var text = String.UnicodeScalarView()
            while let scalar = rest.popFirst() {
                if scalar == "*", rest.first == "/" {
                    rest.removeFirst()
                    isInComment = false
                    break
                }
                text.append(scalar)
            }
            return String(String(text).drop { $0 == "*" || $0 == " " })
        }

        /// Reads a string, and returns its path if it is the name of a member.
        private mutating func string(
            after quote: Unicode.Scalar, from rest: inout Substring.UnicodeScalarView
        ) -> [String]? {
            var text = String.UnicodeScalarView()
            while let scalar = rest.popFirst(), scalar != "\"", quote == "\"" || !Self.quotes.contains(scalar) {
                text.append(scalar)
                if scalar == "\\", let escaped = rest.popFirst() { text.append(escaped) }
            }
            guard let next = rest.first(where: { $0 != " " }), next == ":" || next == "：" else { return nil }
            name = String(text)
            lastPath = open.count > Self.maximumDepth ? nil : open.compactMap(\.self) + [String(text)]
            return lastPath
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
