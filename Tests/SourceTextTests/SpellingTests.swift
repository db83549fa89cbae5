import Testing

@testable import SourceText

@Suite struct SpellingTests {
    @Test(arguments: [("titel", "title"), ("Title", "title"), ("rateLimit", "rateLimits"), ("methdo", "method")])
    func theNearestCandidateIsSuggested(misspelled: String, expected: String) {
        #expect(misspelled.nearest(in: ["id", "title", "method", "rateLimits"]) == expected)
    }

    @Test(arguments: ["foo", "x", "", String(repeating: "t", count: 1_000_000)])
    func nothingFarOffIsSuggested(key: String) {
        #expect(key.nearest(in: ["id", "title", "method"]) == nil)
    }

    @Test(arguments: [
        ("categories", "category"), ("boxes", "box"), ("addresses", "address"), ("user_ids", "user_id"),
        ("branches", "branch"), ("houses", "house"), ("licenses", "license"), ("statuses", "status"),
        ("system_statuses", "system_status"), ("aliases", "alias"), ("caches", "cache"), ("movies", "movie"),
    ])
    func aPluralHasASingular(plural: String, singular: String) {
        #expect(plural.singular == singular)
        #expect(plural.isPlural && !singular.isPlural)
    }

    @Test(arguments: ["status", "news", "analysis", "address", "sms", "statistics", "series", "is", "i18n", "", "data"])
    func otherWordsStayAsTheyAre(word: String) {
        #expect(word.singular == word)
    }
}
