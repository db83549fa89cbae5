import EndpointSpec

/// A body that a document shows.
struct Sample {
    let value: JSON
    /// Whether the document's text was no JSON and had to be mended.
    let isRepaired: Bool

    /// Nil where the block is no JSON and cannot be made JSON.
    init?(_ code: Markdown.Code) {
        let parse = { (text: String, isTolerant: Bool) in
            try? JSON(parsing: SourceText(path: "", text: text), allowingDuplicateKeys: isTolerant)
        }
        if let value = parse(code.text, false) {
            self.value = value
            isRepaired = false
        } else if code.text.contains("{"), let value = parse(RepairedJSON.text(of: code.text), true) {
            self.value = value
            isRepaired = true
        } else {
            return nil
        }
    }
}
