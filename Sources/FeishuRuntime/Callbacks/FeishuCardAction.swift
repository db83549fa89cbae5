/// The callback `card.action.trigger` (卡片回传交互): a user clicked a button of a card, chose an option, or submitted a form.
public struct FeishuCardAction: FeishuCallback {
    public typealias Answer = FeishuCardAnswer

    public static let descriptor = FeishuEventDescriptor(
        id: "card.action.trigger", type: "card.action.trigger", title: "卡片回传交互", envelope: .v2, documentURL: nil)

    /// The user.
    public var `operator`: FeishuCallbackOperator?
    /// The token with which an app can update the card by a call, at most twice and within 30 minutes.
    public var token: String?
    /// What the user did.
    public var action: Action?
    /// The part of the product that shows the card, such as `im_message`.
    public var host: String?
    /// How the card was sent: `url_preview`, or nil for a message.
    public var deliveryType: String?
    /// The message that contains the card.
    public var context: FeishuCallbackContext?

    /// The value of the element that was used, as the card defines it: an object or a string. The same as `action?.value`.
    public var value: FeishuJSONValue? { action?.value }

    public init() {}

    public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("operator", &`operator`)
        try visitor.visit("token", &token)
        try visitor.visit("action", &action)
        try visitor.visit("host", &host)
        try visitor.visit("delivery_type", &deliveryType)
        try visitor.visit("context", &context)
    }

    /// What a user did with an element of a card.
    public struct Action: FeishuAllOptionalModel {
        /// The value of the element, as the card defines it: an object or a string.
        public var value: FeishuJSONValue?
        /// The type of the element, such as `button`.
        public var tag: String?
        /// The time zone of the user, for elements with dates: `Asia/Shanghai`.
        public var timezone: String?
        /// The name of the element.
        public var name: String?
        /// The values of a form that was submitted, by the names of its elements.
        public var formValue: [String: FeishuJSONValue]?
        /// The text of an input outside of a form.
        public var inputValue: String?
        /// The value of the chosen option, if one can be chosen.
        public var option: String?
        /// The values of the chosen options, if several can be chosen.
        public var options: [String]?
        /// Whether a box is checked.
        public var checked: Bool?

        public init() {}

        public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("value", &value)
            try visitor.visit("tag", &tag)
            try visitor.visit("timezone", &timezone)
            try visitor.visit("name", &name)
            try visitor.visit("form_value", &formValue)
            try visitor.visit("input_value", &inputValue)
            try visitor.visit("option", &option)
            try visitor.visit("options", &options)
            try visitor.visit("checked", &checked)
        }
    }
}

/// The user who caused a callback.
public struct FeishuCallbackOperator: FeishuAllOptionalModel {
    public var tenantKey: String?
    public var userID: String?
    public var unionID: String?
    public var openID: String?

    public init() {}

    public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("tenant_key", &tenantKey)
        try visitor.visit("user_id", &userID)
        try visitor.visit("union_id", &unionID)
        try visitor.visit("open_id", &openID)
    }
}

/// The message to which a callback refers.
public struct FeishuCallbackContext: FeishuAllOptionalModel {
    /// The address whose preview was requested.
    public var url: String?
    /// The token with which an app can update the preview by a call.
    public var previewToken: String?
    public var openMessageID: String?
    public var openChatID: String?

    public init() {}

    public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("url", &url)
        try visitor.visit("preview_token", &previewToken)
        try visitor.visit("open_message_id", &openMessageID)
        try visitor.visit("open_chat_id", &openChatID)
    }
}
