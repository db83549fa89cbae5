/// The callback `url.preview.get` (拉取链接预览数据): a message contains an address for which the app has a preview.
public struct FeishuLinkPreview: FeishuCallback {
    public static let descriptor = FeishuEventDescriptor(
        id: "url.preview.get", type: "url.preview.get", title: "拉取链接预览数据", envelope: .v2, documentURL: nil)

    /// The user who sent the message.
    public var `operator`: FeishuCallbackOperator?
    /// The part of the product that shows the preview, such as `im_message`.
    public var host: String?
    /// The message, with the address.
    public var context: FeishuCallbackContext?

    public init() {}

    public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("operator", &`operator`)
        try visitor.visit("host", &host)
        try visitor.visit("context", &context)
    }

    /// A preview: a title next to the address, a card below the message, or both.
    public struct Answer: Codable, Hashable, Sendable {
        public var inline: Inline?
        public var card: FeishuCard?

        public init(inline: Inline? = nil, card: FeishuCard? = nil) {
            self.inline = inline
            self.card = card
        }

        /// The answer without a preview.
        public static let nothing = Answer()

        /// Returns a preview with a title.
        ///
        /// - Parameters:
        ///   - title: The title for users whose language has no title of its own.
        ///   - titles: The titles by language: `["zh_cn": "需求", "en_us": "Requirement"]`.
        ///   - imageKey: The key of an uploaded image, which is shown before the title.
        ///   - card: The card below the message.
        public static func title(
            _ title: String, byLanguage titles: [String: String]? = nil, imageKey: String? = nil,
            card: FeishuCard? = nil
        ) -> Answer {
            Answer(inline: Inline(title: title, titleByLanguage: titles, imageKey: imageKey), card: card)
        }
    }

    /// What replaces the address in the message.
    public struct Inline: Codable, Hashable, Sendable {
        public var title: String?
        public var titleByLanguage: [String: String]?
        public var imageKey: String?

        public init(title: String? = nil, titleByLanguage: [String: String]? = nil, imageKey: String? = nil) {
            self.title = title
            self.titleByLanguage = titleByLanguage
            self.imageKey = imageKey
        }

        private enum CodingKeys: String, CodingKey {
            case title
            case titleByLanguage = "i18n_title"
            case imageKey = "image_key"
        }
    }
}
