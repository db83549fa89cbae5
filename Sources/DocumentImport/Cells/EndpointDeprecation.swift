/// Finds the deprecation notice of an endpoint.
enum EndpointDeprecation {
    /// Returns the deprecation notice in a summary, such as “本接口已成为历史版本，不推荐使用。”, or `nil` if there is none.
    static func notice(in summary: String) -> String? {
        for line in summary.split(separator: "\n") {
            let sentences = line.split(separator: "。")
            let first = sentences.firstIndex { sentence in
                subjects.contains { sentence.contains($0) } && deprecationPhrases.contains { sentence.contains($0) }
            }
            guard let first else { continue }
            // Include the rest of the line, which often names the replacement.
            let notice = sentences[first...].map { $0 + "。" }.joined()
            return notice.replacing("**", with: "").replacing(
                /^\s*(?:[-*]\s*)?(?:注意(?:事项)?|Notice|Notes?)[：:]\s*/, with: "")
        }
        return nil
    }

    private static let subjects = ["本接口", "该接口", "此接口", "本 API", "该 API"]
    private static let deprecationPhrases = ["历史版本", "已废弃", "已经废弃", "已下线", "即将下线", "不再维护", "不推荐使用"]
}
