/// Finds a document's advice against its endpoint.
enum EndpointDeprecation {
    /// The advice in the document's own words, such as 本接口已成为历史版本，不推荐使用。 Nil if it gives none.
    static func advice(in summary: String) -> String? {
        for line in summary.split(separator: "\n") {
            let sentences = line.split(separator: "。")
            let first = sentences.firstIndex { sentence in
                subjects.contains { sentence.contains($0) } && verdicts.contains { sentence.contains($0) }
            }
            guard let first else { continue }
            // What to use instead comes next.
            let advice = sentences[first...].map { $0 + "。" }.joined()
            return advice.replacing("**", with: "").replacing(/^\s*(?:[-*]\s*)?注意(?:事项)?[：:]\s*/, with: "")
        }
        return nil
    }

    private static let subjects = ["本接口", "该接口", "此接口", "本 API", "该 API"]
    private static let verdicts = ["历史版本", "已废弃", "已经废弃", "已下线", "即将下线", "不再维护", "不推荐使用"]
}
