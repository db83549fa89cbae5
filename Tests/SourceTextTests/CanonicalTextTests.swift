import Testing

@testable import SourceText

@Suite struct CanonicalTextTests {
    @Test func controlCharactersAreEscapedAndNothingElse() {
        #expect(
            CanonicalText.text(of: .string("\u{1}\u{1F}\"\\/中\u{7F}\u{2028}"))
                == "\"\\u0001\\u001f\\\"\\\\/中\u{7F}\u{2028}\""
        )
    }
}
