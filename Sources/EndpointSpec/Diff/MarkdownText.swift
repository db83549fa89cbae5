import SourceText

extension String {
    /// The text as one line of Markdown that shows it and does nothing else: texts of documents become part of pull requests,
    /// where HTML, images, mentions of people and words such as `closes #1` have effects.
    var asMarkdownText: String {
        let scalars = Array(sanitizedForTerminal.unicodeScalars)
        var text = ""
        // The names in backticks are those of Swift, which the tool writes.
        var codeEnd = 0
        for (index, scalar) in scalars.enumerated() {
            if scalar == "`", index >= codeEnd {
                let name = scalars[(index + 1)...].prefix { $0.isWord || "._():".unicodeScalars.contains($0) }
                if !name.isEmpty, name.endIndex < scalars.count, scalars[name.endIndex] == "`" {
                    codeEnd = name.endIndex + 1
                }
            }
            if index < codeEnd {
                text.unicodeScalars.append(scalar)
                continue
            }
            let previous = index > 0 ? scalars[index - 1] : nil
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "&": text += "&amp;"
            case "\\", "`", "*", "[", "]", "~", "$": text += "\\\(scalar)"
            case "_": text += previous?.isWord == true && next?.isWord == true ? "_" : "\\_"
            // Without the space of no width, these would name a person, an issue, or an issue in its other spelling.
            case "@", "#": text += "\(scalar)\u{200B}"
            case "-" where previous == "H" || previous == "h": text += "-\u{200B}"
            // Addresses would become links, and those of issues references.
            case ":" where next == "/", "." where previous == "w" || previous == "W": text += "\(scalar)\u{200B}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Unicode.Scalar {
    fileprivate var isWord: Bool { isASCII && (properties.isAlphabetic || ("0"..."9").contains(self)) }
}
