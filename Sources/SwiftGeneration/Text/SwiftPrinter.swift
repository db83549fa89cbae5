/// Collects lines of Swift in the layout of `swift format`.
struct SwiftPrinter {
    static let pageWidth = 120

    private(set) var text = ""
    private var indentation = ""

    /// Adds a line.
    mutating func line(_ line: String) {
        text += indentation + line + "\n"
    }

    /// Adds an empty line.
    mutating func blankLine() {
        text += "\n"
    }

    /// Removes the last empty line.
    mutating func removeBlankLine() {
        if text.hasSuffix("\n\n") { text.removeLast() }
    }

    /// Adds `opening {`, what the body adds, and `}`.
    mutating func block(_ opening: String, _ body: (inout SwiftPrinter) -> Void) {
        line(opening + " {")
        indented(body)
        line("}")
    }

    /// Adds `first second`, on one line where it fits.
    mutating func pair(_ first: String, _ second: String) {
        if fits("\(first) \(second)") { return line("\(first) \(second)") }
        line(first)
        indented { $0.line(second) }
    }

    /// Adds the declaration of a type, on one line where it fits.
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
        line("{")
        indented(body)
        line("}")
    }

    /// Adds what the body adds, one level further in.
    mutating func indented(_ body: (inout SwiftPrinter) -> Void) {
        indentation += "    "
        body(&self)
        indentation.removeLast(4)
    }

    /// Adds a comment of one line.
    mutating func comment(_ comment: String) {
        line("// " + WrappedText.commentLines(of: comment, width: .max).joined(separator: " "))
    }

    /// Adds a documentation comment.
    mutating func documentation(_ comment: String) {
        for line in WrappedText.commentLines(of: comment, width: Self.pageWidth - indentation.count - 4) {
            self.line(line.allSatisfy(\.isWhitespace) ? "///" : "/// " + line)
        }
    }

    /// Adds a declaration with parameters and a body, on one line where it fits.
    mutating func function(
        _ name: String, _ parameters: [String], returning result: String = "", _ body: (inout SwiftPrinter) -> Void
    ) {
        let oneLine = "\(name)(\(parameters.joined(separator: ", ")))\(result)"
        if fits(oneLine + " {") {
            block(oneLine, body)
        } else {
            line(name + "(")
            indented { $0.filled(parameters) }
            block(")\(result)", body)
        }
    }

    /// Adds a computed property, on one line where it fits.
    mutating func getter(_ name: String, _ type: String, _ value: String, modifiers: String = "public") {
        let declaration = "\(modifiers) var \(name): \(type)"
        // The formatter leaves room for a trailing comma.
        if fits("\(declaration) { \(value) }" + (value.hasSuffix("]") ? "," : "")) {
            line("\(declaration) { \(value) }")
        } else {
            block(declaration) { $0.line(value) }
        }
    }

    /// Adds a call, on one line where it fits.
    mutating func call(_ name: String, _ arguments: [String], closing: String = ")") {
        let oneLine = name + "(" + arguments.joined(separator: ", ") + closing
        if fits(oneLine) {
            line(oneLine)
        } else {
            line(name + "(")
            indented { $0.filled(arguments, closing: closing) }
        }
    }

    /// Adds a call with a trailing closure, on one line where its arguments fit.
    mutating func closure(
        _ name: String, _ arguments: [String], parameter: String, _ body: (inout SwiftPrinter) -> Void
    ) {
        let list = arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))"
        if fits("\(name)\(list) { \(parameter) in") {
            line("\(name)\(list) { \(parameter) in")
        } else {
            line(name + "(")
            indented { $0.filled(arguments) }
            line(") { \(parameter) in")
        }
        indented(body)
        line("}")
    }

    /// Adds `name [element, ...]`, on one line where it fits.
    mutating func array(_ name: String, _ elements: [String], closing: String = "") {
        let oneLine = "\(name) [\(elements.joined(separator: ", "))]\(closing)"
        // The formatter leaves room for a trailing comma.
        if fits(oneLine + ",") {
            line(oneLine)
        } else {
            line(name + " [")
            indented { $0.filled(elements, closing: ",") }
            line("]" + closing)
        }
    }

    /// Adds `label: "text"`, with a long text on lines of its own.
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

    /// Adds a text as a raw literal, broken into lines of the page's width.
    mutating func rawText(_ text: String, closing: String) {
        let text = StringLiteral.visible(text)
        let mark = String(repeating: "#", count: StringLiteral.longestRun(of: "#", in: text) + 1)
        let width = Self.pageWidth - indentation.count - mark.count - 1
        line(mark + "\"\"\"")
        line(WrappedText.jsonLines(of: text, width: width).joined(separator: "\\\(mark)\n" + indentation))
        line("\"\"\"" + mark + closing)
    }

    /// Adds elements separated by commas, as many on a line as fit.
    mutating func filled(_ elements: [String], closing: String = "") {
        var current = ""
        for (index, element) in elements.enumerated() {
            let piece = element + (index == elements.count - 1 ? closing : ",")
            // The formatter leaves room for a trailing comma.
            let room = element.hasSuffix("]") ? "," : ""
            if !current.isEmpty, !fits(current + " " + piece + room) {
                line(current)
                current = ""
            }
            current += current.isEmpty ? piece : " " + piece
        }
        line(current)
    }

    func fits(_ line: String) -> Bool {
        indentation.count + line.count <= Self.pageWidth
    }
}
