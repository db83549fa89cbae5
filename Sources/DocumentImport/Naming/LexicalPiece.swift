/// A part of a text that is translated by itself.
enum LexicalPiece {
    case term(Lexicon.Term)
    /// Latin letters and digits.
    case literal(String)
    /// A word between others, or one that English does without.
    case connective(String?)
    /// 已 or 被: the verb is in the past.
    case participle
    /// 未: what follows has not happened, or is not so.
    case negation
    /// 不 or 非: what follows is not done, or is not so.
    case refusal
    /// 了: the verb before it is in the past.
    case pastMark
    /// Between numbers it is a range, otherwise only punctuation.
    case hyphen

    /// Whether English does without it.
    var isSilent: Bool {
        if case .connective(nil) = self { true } else { false }
    }

    var hasMeaning: Bool {
        switch self {
        case .term, .literal: true
        default: false
        }
    }

    /// Whether a verb after it is in the past.
    var requiresParticiple: Bool {
        switch self {
        case .participle, .negation: true
        default: false
        }
    }

    var isPastMark: Bool {
        if case .pastMark = self { true } else { false }
    }

    /// The participle of a verb; nil for everything else.
    var participle: String? {
        if case .term(let term) = self { term.participle } else { nil }
    }

    var isNumber: Bool {
        if case .literal(let text) = self { text.allSatisfy(\.isNumber) } else { false }
    }

    var isLatinWord: Bool {
        if case .literal = self { !isNumber } else { false }
    }

    /// The words of grammar.
    private static let particles: [String: LexicalPiece] = [
        "已": .participle, "已被": .participle, "被": .participle, "未": .negation, "未被": .negation, "不": .refusal,
        "非": .refusal, "没": .refusal, "没有": .connective("no"), "的": .connective(nil), "了": .pastMark,
        "和": .connective("and"), "与": .connective("and"), "及": .connective("and"), "、": .connective("and"),
        "&": .connective("and"), "或": .connective("or"), "/": .connective("or"), "及以上": .connective("or above"),
        "以上": .connective("or above"), "及以下": .connective("or below"), "以下": .connective("or below"),
        "以内": .connective("or less"), "%": .connective("percent"), "->": .connective("to"), "-": .hyphen,
        "~": .connective("to"), "至": .connective("to"), "@": .connective(nil), " ": .connective(nil),
    ]

    /// The lengths of the terms and particles that begin with a character, the longest first.
    private static let lengths: [Character: [Int]] = {
        var lengths: [Character: Set<Int>] = [:]
        for text in Array(Lexicon.parts.keys) + particles.keys {
            if let first = text.first { lengths[first, default: []].insert(text.count) }
        }
        return lengths.mapValues { $0.sorted(by: >) }
    }()

    /// Takes a text apart into as few pieces as possible; nil where that is not possible.
    static func pieces(of text: String) -> [LexicalPiece]? {
        let characters = Array(text)
        if characters.count > 40 { return nil }
        // The fewest pieces from each position to the end.
        var best = [[LexicalPiece]?](repeating: nil, count: characters.count) + [[]]
        for start in characters.indices.reversed() {
            for (length, piece) in candidates(at: start, in: characters) {
                guard let rest = best[start + length], rest.count + 1 < best[start]?.count ?? .max else { continue }
                best[start] = [piece] + rest
            }
        }
        return best[0]
    }

    /// The pieces with which the text from a position can begin, the longest first.
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
