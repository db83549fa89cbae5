/// Translates Chinese descriptions of values and error codes into English names.
///
/// The text is split into terms and translated only if every term is known. Explanations in parentheses or after punctuation are
/// omitted. The translation keeps the word order, which usually matches English in descriptions of values: 浅黄色 becomes
/// `light yellow`, and 不使用系统工具 becomes `not use system tools`.
enum Lexicon {
    /// Returns the translation of the text.
    ///
    /// Returns `nil` if part of the text is unknown, its grammar is not supported, or the translation is too long for a name.
    static func english(for text: String) -> String? {
        let label = quotedEnglish(in: text) ?? label(of: text)
        if let term = whole[label] { return term }
        if let identifier = identifier(translatedIn: label) { return identifier }
        guard let pieces = LexicalPiece.pieces(of: label), pieces.contains(where: \.hasMeaning),
            let words = phrase(of: pieces)
        else { return nil }
        let length = words.reduce(0) { $0 + $1.count }
        return words.isEmpty || words.count > 6 || length > 40 ? nil : words.joined(separator: " ")
    }

    struct Term {
        let english: String
        /// The past participle of a verb, or `nil` for other words.
        let participle: String?
        /// Whether the term is valid only before or after a number.
        ///
        /// Elsewhere, a character such as 度 or 年 is part of another word.
        let needsNumber: Bool
    }

    private static let entries = terms.split(separator: "\n").map { line in
        let columns = line.split(separator: "|").map(String.init)
        let term = Term(
            english: columns[1], participle: columns.count > 2 ? columns[2] : nil,
            needsNumber: columns[0].hasPrefix("#"))
        return (text: term.needsNumber ? String(columns[0].dropFirst()) : columns[0], term: term)
    }

    /// The translations of the labels that consist of a single term, keyed by text.
    private static let whole = Dictionary(
        entries.filter { $0.text.hasPrefix("=") || $0.term.participle == nil && !$0.term.needsNumber }.map {
            (String($0.text.trimmingPrefix("=")), $0.term.english)
        }
    ) { first, _ in first }

    /// The terms that can be part of a longer label, keyed by text.
    static let parts = Dictionary(
        uniqueKeysWithValues: entries.filter { !$0.text.hasPrefix("=") }.map { ($0.text, $0.term) })

    /// Returns the quoted English text before a Chinese description, such as `Success` in `"Success" 操作成功`.
    private static func quotedEnglish(in text: String) -> String? {
        guard text.hasPrefix("\""), let end = text.dropFirst().firstIndex(of: "\"") else { return nil }
        let quoted = text[text.index(after: text.startIndex)..<end]
        return quoted.allSatisfy(\.isASCII) && !text[end...].allSatisfy(\.isASCII) ? String(quoted) : nil
    }

    /// Returns the uppercase identifier before a known Chinese term, in lowercase: `state` for `STATE 省`.
    ///
    /// Returns `nil` if the label has another form or the identifier has fewer than four characters.
    private static func identifier(translatedIn label: String) -> String? {
        let word = label.prefix { $0.isASCII && ($0.isUppercase || $0 == "_") }
        let rest = label[word.endIndex...].drop { $0 == " " }
        guard word.count > 3, let term = parts[String(rest)], term.participle == nil else { return nil }
        return word.lowercased()
    }

    /// Returns the label at the beginning of a description, without the explanations and without quotation marks.
    private static func label(of text: String) -> String {
        if !text.unicodeScalars.contains(where: isPunctuationOrSpace) { return text }
        var label = String.UnicodeScalarView()
        var depth = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "（", "(", "【": depth += 1
            case "）", ")", "】": depth = max(depth - 1, 0)
            case _ where depth > 0: continue
            case "，", ",", "。", ";", "；", "：", ":", "\n":
                if label.contains(where: { $0 != " " }) {
                    // If the text before a colon is only a category, return no label.
                    let name = trimmed(label)
                    return "：:".unicodeScalars.contains(scalar) && categories.contains(name) ? "" : name
                }
            case "「", "」", "“", "”", "‘", "’", "\"", "'", "`", "*": continue
            default: label.append(scalar)
            }
        }
        return trimmed(label)
    }

    /// The words that, before a colon, name a category such as “type” or “state” rather than the value.
    private static let categories: Set = [
        "类型", "状态", "类别", "方式", "来源", "级别", "等级", "名称", "描述", "说明", "值", "示例", "可选值", "枚举值",
    ]

    private static func isPunctuationOrSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "（", "(", "【", "）", ")", "】", "，", ",", "。", ";", "；", "：", ":", "「", "」", "“", "”", "‘", "’", "\"", "'",
            "`", "*":
            true
        default: scalar.isASCII ? scalar.value <= 0x20 : scalar.properties.isWhitespace
        }
    }

    /// Returns the text without whitespace at either end and with a single space for each other run of whitespace.
    private static func trimmed(_ text: String.UnicodeScalarView) -> String {
        String(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Returns the words of the English phrase for the tokens, or `nil` if their grammar is not supported.
    private static func phrase(of pieces: [LexicalPiece]) -> [String]? {
        var words: [String] = []
        let pieces = pieces.filter { !$0.isSilent }
        for (index, piece) in pieces.enumerated() {
            let next = index + 1 < pieces.count ? pieces[index + 1] : nil
            switch piece {
            case .connective(let word):
                if index == 0, word == "to" { return nil }
                words += word.map { [$0] } ?? []
            case .pastMark: continue
            case .hyphen:
                // A minus sign cannot be translated, nor can a hyphen in an identifier such as `UTC-8`.
                if index == 0 || pieces[index - 1].isLatinWord && next?.isNumber == true { return nil }
                if next?.isNumber == true, pieces[index - 1].isNumber { words.append("to") }
            case .participle:
                guard next?.participle != nil else { return nil }
            case .pastNegation, .negation: words.append("not")
            case .term(let term):
                if term.needsNumber, !(index > 0 && pieces[index - 1].isNumber), next?.isNumber != true { return nil }
                let isPast = index > 0 && pieces[index - 1].requiresParticiple || next?.isPastMark == true
                words.append(isPast ? term.participle ?? term.english : term.english)
            case .literal(let text): words.append(text)
            }
        }
        return words.flatMap { $0.split(separator: " ").map(String.init) }
    }
}
