import SourceText

/// The section of an event's document with code for the platform's SDKs, whose comments look like headings.
enum SDKCode {
    private static let headings = ["事件订阅示例代码", "Sample code for event subscription"]

    /// Returns the text of a document with empty lines instead of the code, so that the numbers of the other lines stay.
    static func removed(from text: String) -> String {
        guard headings.contains(where: text.containsBytes) || text.containsBytes(of: "<md-code-tabs") else {
            return text
        }
        var isInTabs = false
        var isInSection = false
        var isInFence = false
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
            if isInTabs {
                isInTabs = !line.containsBytes(of: "</md-code-tabs>")
                return ""
            }
            if line.containsBytes(of: "<md-code-tabs") {
                isInTabs = !line.containsBytes(of: "</md-code-tabs>")
                return ""
            }
            if isInSection, line.trimmed.hasPrefix("```") { isInFence.toggle() }
            if !isInFence, line.hasPrefix("## ") || line.hasPrefix("### ") {
                let text = line.drop { $0 == "#" || $0 == " " }
                isInSection = headings.contains { text.hasPrefix($0) }
                return line
            }
            return isInSection ? "" : line
        }.joined(separator: "\n")
    }
}
