/// A short message that the platform shows to the user for some seconds.
public struct FeishuToast: Codable, Hashable, Sendable {
    /// The color and the symbol of a toast.
    public enum Kind: String, Codable, Sendable {
        case info, success, warning, error
    }

    public var kind: Kind
    /// The message for users whose language is not among the others.
    public var content: String
    /// The messages by language: `["zh_cn": "已保存", "en_us": "Saved"]`.
    public var contentByLanguage: [String: String]?

    public init(_ kind: Kind, _ content: String, byLanguage contentByLanguage: [String: String]? = nil) {
        self.kind = kind
        self.content = content
        self.contentByLanguage = contentByLanguage
    }

    private enum CodingKeys: String, CodingKey {
        case kind = "type"
        case content
        case contentByLanguage = "i18n"
    }

    /// Returns a neutral message.
    public static func info(_ content: String, byLanguage texts: [String: String]? = nil) -> FeishuToast {
        FeishuToast(.info, content, byLanguage: texts)
    }

    /// Returns a message about a success.
    public static func success(_ content: String, byLanguage texts: [String: String]? = nil) -> FeishuToast {
        FeishuToast(.success, content, byLanguage: texts)
    }

    /// Returns a warning.
    public static func warning(_ content: String, byLanguage texts: [String: String]? = nil) -> FeishuToast {
        FeishuToast(.warning, content, byLanguage: texts)
    }

    /// Returns a message about a failure.
    public static func error(_ content: String, byLanguage texts: [String: String]? = nil) -> FeishuToast {
        FeishuToast(.error, content, byLanguage: texts)
    }
}
