/// A token of a Chinese text to translate.
enum LexicalPiece {
    case term(Lexicon.Term)
    /// A sequence of Latin letters, digits and underscores.
    case literal(String)
    /// The translation of a connective, or `nil` if English omits the connective.
    case connective(String?)
    /// 已, 被 or 已被: the next verb becomes a past participle.
    case participle
    /// 未 or 未被: a negation. The next verb becomes a past participle.
    case pastNegation
    /// 不, 非 or 没: a negation. The next verb keeps its base form.
    case negation
    /// 了: the previous verb becomes a past participle.
    case pastMark
    /// A hyphen. Between numbers, it denotes a range. At the beginning of the text and between a Latin word and a number, it
    /// cannot be translated. Elsewhere, it is ignored.
    case hyphen

    /// Whether the token is a connective that English omits.
    var isSilent: Bool {
        if case .connective(nil) = self { true } else { false }
    }

    var hasMeaning: Bool {
        switch self {
        case .term, .literal: true
        default: false
        }
    }

    /// Whether a verb after the token becomes a past participle.
    var requiresParticiple: Bool {
        switch self {
        case .participle, .pastNegation: true
        default: false
        }
    }

    var isPastMark: Bool {
        if case .pastMark = self { true } else { false }
    }

    /// The past participle of a verb, or `nil` for other tokens.
    var participle: String? {
        if case .term(let term) = self { term.participle } else { nil }
    }

    var isNumber: Bool {
        if case .literal(let text) = self { text.allSatisfy(\.isNumber) } else { false }
    }

    var isLatinWord: Bool {
        if case .literal = self { !isNumber } else { false }
    }

    /// The grammatical particles and punctuation marks, keyed by text.
    private static let particles: [String: LexicalPiece] = [
        "已": .participle, "已被": .participle, "被": .participle, "未": .pastNegation, "未被": .pastNegation, "不": .negation,
        "非": .negation, "没": .negation, "没有": .connective("no"), "的": .connective(nil), "了": .pastMark,
        "和": .connective("and"), "与": .connective("and"), "及": .connective("and"), "、": .connective("and"),
        "&": .connective("and"), "或": .connective("or"), "/": .connective("or"), "及以上": .connective("or above"),
        "以上": .connective("or above"), "及以下": .connective("or below"), "以下": .connective("or below"),
        "以内": .connective("or less"), "%": .connective("percent"), "->": .connective("to"), "-": .hyphen,
        "~": .connective("to"), "至": .connective("to"), "@": .connective(nil), " ": .connective(nil),
    ]

    /// The lengths of the terms and particles that begin with each character, longest first.
    private static let lengths: [Character: [Int]] = {
        var lengths: [Character: Set<Int>] = [:]
        for text in Array(Lexicon.parts.keys) + particles.keys {
            if let first = text.first { lengths[first, default: []].insert(text.count) }
        }
        return lengths.mapValues { $0.sorted(by: >) }
    }()

    /// Splits the text into as few tokens as possible. Returns `nil` if part of the text is unknown or the text is too long.
    static func pieces(of text: String) -> [LexicalPiece]? {
        let characters = Array(text)
        if characters.count > 40 { return nil }
        // For each position, the split of the rest of the text into the fewest tokens, or `nil` if the rest cannot be split.
        var best = [[LexicalPiece]?](repeating: nil, count: characters.count) + [[]]
        for start in characters.indices.reversed() {
            for (length, piece) in candidates(at: start, in: characters) {
                guard let rest = best[start + length], rest.count + 1 < best[start]?.count ?? .max else { continue }
                best[start] = [piece] + rest
            }
        }
        return best[0]
    }

    /// Returns the tokens that can begin at the given position: known tokens, longest first, and then a literal, if any.
    ///
    /// A literal cannot begin inside a longer literal.
    private static func candidates(
        at start: Int, in characters: [Character]
    ) -> [(length: Int, piece: LexicalPiece)] {
        let known = (lengths[characters[start]] ?? []).compactMap { length -> (Int, LexicalPiece)? in
            if length > characters.count - start { return nil }
            let text = String(characters[start..<start + length])
            return (Lexicon.parts[text].map(Self.term) ?? particles[text]).map { (length, $0) }
        }
        let literal = characters[start...].prefix(while: isLiteral)
        let isInside = start > 0 && isLiteral(characters[start - 1])
        return known + (literal.isEmpty || isInside ? [] : [(literal.count, .literal(String(literal)))])
    }

    private static func isLiteral(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_")
    }
}
