/// Builds Swift source code formatted like the output of `swift format`.
struct SwiftPrinter {
    /// The maximum line length in columns.
    static let pageWidth = 120

    private(set) var text = ""
    private var indentation = ""

    /// Prints a line with the current indentation.
    mutating func line(_ line: String) {
        text += indentation + line + "\n"
    }

    mutating func blankLine() {
        text += "\n"
    }

    /// Removes the trailing blank line, if there is one.
    mutating func removeBlankLine() {
        if text.hasSuffix("\n\n") { text.removeLast() }
    }

    /// Prints `opening {`, the indented body, and `}`.
    mutating func block(_ opening: String, _ body: (inout SwiftPrinter) -> Void) {
        line(opening + " {")
        indented(body)
        line("}")
    }

    /// Prints `{` on a line of its own, below a header of several lines, then the indented body, and `}`.
    private mutating func braces(_ body: (inout SwiftPrinter) -> Void) {
        line("{")
        indented(body)
        line("}")
    }

    /// Prints `first second`, on two lines if it does not fit on one.
    mutating func pair(_ first: String, _ second: String) {
        if fits("\(first) \(second)") { return line("\(first) \(second)") }
        line(first)
        indented { $0.line(second) }
    }

    /// Prints a public struct, with its header on one line if it fits.
    mutating func type(_ name: String, _ conformances: String, _ body: (inout SwiftPrinter) -> Void) {
        let opening = "public struct \(name):"
        if fits("\(opening) \(conformances) {") { return block("\(opening) \(conformances)", body) }
        if fits(opening) {
            line(opening)
            indented { $0.line(conformances) }
        } else {
            line("public struct")
            indented { printer in
                printer.line(name + ":")
                printer.indented { $0.line(conformances) }
            }
        }
        braces(body)
    }

    /// Prints an extension, with its header on one line if it fits.
    mutating func `extension`(
        of type: String, _ conformance: String? = nil, _ body: (inout SwiftPrinter) -> Void
    ) {
        let header = "extension \(type)" + (conformance.map { ": \($0)" } ?? "")
        guard !fits(header + " {"), let (first, second) = halves(of: header) else { return block(header, body) }
        line(first)
        indented { $0.line(second) }
        braces(body)
    }

    /// Prints the body, indented by one level.
    mutating func indented(_ body: (inout SwiftPrinter) -> Void) {
        indentation += "    "
        body(&self)
        indentation.removeLast(4)
    }

    /// Prints a single-line comment.
    mutating func comment(_ comment: String) {
        line("// " + WrappedText.commentLines(of: comment, width: .max).joined(separator: " "))
    }

    /// Prints a documentation comment, wrapped at the page width.
    mutating func documentation(_ comment: String) {
        for line in WrappedText.commentLines(of: comment, width: Self.pageWidth - indentation.count - 4) {
            self.line(line.allSatisfy(\.isWhitespace) ? "///" : "/// " + line)
        }
    }

    /// Prints a function, with its signature on one line if it fits.
    mutating func function(
        _ name: String, _ parameters: [String], returning result: String = "", _ body: (inout SwiftPrinter) -> Void
    ) {
        let oneLine = "\(name)(\(parameters.joined(separator: ", ")))\(result)"
        if fits(oneLine + " {") {
            block(oneLine, body)
        } else if parameters.isEmpty, let arrow = result.firstRange(of: "-> ") {
            line("\(name)()\(result[..<arrow.lowerBound].dropLast())")
            indented { $0.line(String(result[arrow.lowerBound...])) }
            braces(body)
        } else {
            line(name + "(")
            indented { $0.filledLines(parameters) }
            block(")\(result)", body)
        }
    }

    /// Prints a computed property, on one line if it fits.
    mutating func getter(_ name: String, _ type: String, _ value: String, modifiers: String = "public") {
        let declaration = "\(modifiers) var \(name): \(type)"
        // For an array literal, `swift format` reserves a column for a trailing comma.
        if fits("\(declaration) { \(value) }" + (value.hasSuffix("]") ? "," : "")) {
            return line("\(declaration) { \(value) }")
        }
        if fits("\(declaration) {") { return block(declaration) { $0.line(value) } }
        pair("\(modifiers) var \(name):", type)
        braces { $0.line(value) }
    }

    /// Prints a call, on one line if it fits.
    mutating func call(_ name: String, _ arguments: [String], closing: String = ")") {
        let oneLine = name + "(" + arguments.joined(separator: ", ") + closing
        if fits(oneLine) {
            line(oneLine)
        } else {
            line(name + "(")
            indented { $0.filledLines(arguments, closing: closing) }
        }
    }

    /// Prints a call with a trailing closure, with everything before the body on one line if it fits.
    mutating func closure(
        _ name: String, _ arguments: [String], parameter: String, _ body: (inout SwiftPrinter) -> Void
    ) {
        let list = arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))"
        if fits("\(name)\(list) { \(parameter) in") {
            line("\(name)\(list) { \(parameter) in")
        } else {
            line(name + "(")
            indented { $0.filledLines(arguments) }
            line(") { \(parameter) in")
        }
        indented(body)
        line("}")
    }

    /// Prints `name [element, ...]`, on one line if it fits.
    mutating func array(_ name: String, _ elements: [String], closing: String = "") {
        let oneLine = "\(name) [\(elements.joined(separator: ", "))]\(closing)"
        // For an array literal, `swift format` reserves a column for a trailing comma.
        if fits(oneLine + ",") {
            line(oneLine)
        } else {
            line(name + " [")
            // `swift format` removes a trailing comma after a single element.
            indented { $0.filledLines(elements, closing: elements.count == 1 ? "" : ",") }
            line("]" + closing)
        }
    }

    /// Prints `label: "text"`, with a multiline string literal if the argument does not fit on one line.
    mutating func argument(_ label: String, _ text: String, closing: String = ",") {
        let oneLine = "\(label): \(StringLiteral.of(text))\(closing)"
        if fits(oneLine) { return line(oneLine) }
        line("\(label): \"\"\"")
        indented { printer in
            let width = Self.pageWidth - printer.indentation.count - 1
            let lines = WrappedText.lines(of: text[...], width: width).map(StringLiteral.escaped)
            printer.line(lines.joined(separator: "\\\n" + printer.indentation))
            printer.line("\"\"\"\(closing)")
        }
    }

    /// Prints JSON as a raw multiline string literal, wrapped at the page width.
    mutating func rawText(_ text: String, closing: String) {
        let text = StringLiteral.escapingInvisible(text)
        let delimiter = String(repeating: "#", count: StringLiteral.longestRun(of: "#", in: text) + 1)
        let width = Self.pageWidth - indentation.count - delimiter.count - 1
        line(delimiter + "\"\"\"")
        line(WrappedText.jsonLines(of: text, width: width).joined(separator: "\\\(delimiter)\n" + indentation))
        line("\"\"\"" + delimiter + closing)
    }

    /// Prints comma-separated elements, as many on each line as fit.
    mutating func filledLines(_ elements: [String], closing: String = "") {
        var current = ""
        for (index, element) in elements.enumerated() {
            let piece = element + (index == elements.count - 1 ? closing : ",")
            if !fits(piece), let (first, second) = halves(of: piece) {
                if !current.isEmpty { line(current) }
                line(first)
                current = "    " + second
                continue
            }
            // For an array literal, `swift format` reserves a column for a trailing comma.
            let room = element.hasSuffix("]") ? "," : ""
            if !current.isEmpty, !fits(current + " " + piece + room) {
                line(current)
                current = ""
            }
            current += current.isEmpty ? piece : " " + piece
        }
        line(current)
    }

    /// Returns the two lines of an element that does not fit on one. Like `swift format`, it breaks before a default value, before
    /// the name of a nested type, or after the label. The result is `nil` if there is no such place.
    private func halves(of piece: String) -> (String, String)? {
        let isName = { (character: Character) in
            character.isLetter || character.isNumber || character == "_" || character == "`"
        }
        let label = piece.prefix(while: isName)
        if label.isEmpty { return nil }
        guard piece[label.endIndex...].hasPrefix(": ") else {
            // A period in a string literal is none of a nested type.
            let periods = piece.contains("\"") ? [] : piece.indices.filter { piece[$0] == "." }
            guard let period = periods.last(where: { fits(String(piece[..<$0])) }) else { return nil }
            return (String(piece[..<period]), String(piece[period...]))
        }
        let value = piece[label.endIndex...].dropFirst(2)
        let name = value.prefix { isName($0) || $0 == "." }
        if !value.hasPrefix("\""), let equals = value.firstRange(of: " = "), fits("\(piece[..<equals.lowerBound]) =") {
            return ("\(piece[..<equals.lowerBound]) =", String(value[equals.upperBound...]))
        }
        if let period = name.dropFirst().lastIndex(of: ".") {
            return (String(piece[..<period]), String(piece[period...]))
        }
        return ("\(label):", String(value))
    }

    /// Returns whether a line fits on the page at the current indentation.
    func fits(_ line: String) -> Bool {
        indentation.count + line.count <= Self.pageWidth
    }
}
