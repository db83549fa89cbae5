import EndpointSpec

/// Names the constant of an error code.
enum ErrorCodeName {
    /// The annotated name, or else the words of a short message followed by the code: documents repeat messages for
    /// different codes, and a name must not depend on which other documents exist.
    static func of(_ error: EndpointSpec.DocumentedError) -> Identifier {
        if let name = error.name { return SwiftName.enumMember(name) }
        let isEnglish = error.message.allSatisfy(\.isASCII)
        let words = Words(isEnglish ? error.message : Lexicon.english(for: error.message) ?? "").words
        let isShort = (1...5).contains(words.count) && words.joined().count <= 40
        let code = String(error.code).replacing("-", with: "minus_")
        return SwiftName.enumMember(((isShort ? words : ["code"]) + [code]).joined(separator: "_"))
    }
}
