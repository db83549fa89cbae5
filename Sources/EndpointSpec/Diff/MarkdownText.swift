import SourceText

extension String {
    /// The string as one line of Markdown that displays the string literally, except that names in backticks are
    /// displayed as code.
    ///
    /// Change reports in pull requests contain text from documents. Without escapes, HTML, images, mentions and
    /// keywords such as `closes #1` in that text would take effect.
    package var asMarkdownText: String {
        let scalars = Array(sanitizedForTerminal.unicodeScalars)
        var text = ""
        // The end of the last name in backticks. Such names are kept as code, because the tool encloses Swift names
        // in backticks.
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
            // Zero-width spaces prevent mentions (`@name`) and issue references (`#1`, `GH-1`).
            case "@", "#": text += "\(scalar)\u{200B}"
            case "-" where previous == "H" || previous == "h": text += "-\u{200B}"
            // Zero-width spaces prevent URLs (`https://`, `www.`) from becoming links or issue references.
            case ":" where next == "/", "." where previous == "w" || previous == "W": text += "\(scalar)\u{200B}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension String {
    /// The string as the target of a Markdown link, or `nil` if it is not a web address.
    ///
    /// Characters that could end the target, or that have no place in a URL, are percent-encoded.
    package var asMarkdownLinkTarget: String? {
        guard hasPrefix("https://") || hasPrefix("http://") else { return nil }
        return utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            return scalar.isWord || "-._~:/?#=&%+@,;".unicodeScalars.contains(scalar)
                ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}

extension Unicode.Scalar {
    fileprivate var isWord: Bool { isASCII && (properties.isAlphabetic || ("0"..."9").contains(self)) }
}
