/// Finds the deprecation notice of an endpoint.
enum EndpointDeprecation {
    /// Returns the deprecation notice in a summary, such as “本接口已成为历史版本，不推荐使用。” or “This API is deprecated.”, or `nil` if
    /// there is none.
    static func notice(in summary: String) -> String? {
        for line in summary.split(separator: "\n") {
            let sentences = line.split(separator: "。")
            let first = sentences.firstIndex { sentence in
                subjects.contains { sentence.contains($0) } && deprecationPhrases.contains { sentence.contains($0) }
            }
            // Include the rest of the line, which often names the replacement.
            let notice: String
            if let first {
                notice = sentences[first...].map { $0 + "。" }.joined()
            } else if let english = line.firstMatch(of: englishNotice) {
                notice = String(line[english.range.lowerBound...].trimmed)
            } else {
                continue
            }
            return notice.replacing("**", with: "").replacing(
                /^\s*(?:[-*]\s*)?(?:注意(?:事项)?|Notice|Notes?)[：:]\s*/, with: "")
        }
        return nil
    }

    /// Unlike a Chinese sentence, an English one that contains the words often speaks of something else, so their order counts.
    private static var englishNotice: Regex<Substring> {
        /\bth(?:is|e)\s(?:api|interface|endpoint|event)\b[^.\n]{0,60}?\b(?:is|was|has\sbeen|will\sbe)\s(?:now\s|soon\s)?(?:deprecated|discontinued|taken\soffline|not\srecommended|no\slonger\s(?:maintained|recommended|supported)|an?\s(?:old|legacy|historical?|historic)\sversion)\b/
            .ignoresCase()
    }

    private static let subjects = ["本接口", "该接口", "此接口", "本 API", "该 API"]
    private static let deprecationPhrases = ["历史版本", "已废弃", "已经废弃", "已下线", "即将下线", "不再维护", "不推荐使用"]
}
