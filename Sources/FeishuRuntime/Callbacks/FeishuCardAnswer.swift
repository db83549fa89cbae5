/// The answer to an action on a card: what the platform shows to the user.
///
/// ```swift
/// .toast(.success("Saved"), card: .template(id: "AAqk", variables: ["state": "done"]))
/// ```
public struct FeishuCardAnswer: Codable, Hashable, Sendable {
    public var toast: FeishuToast?
    /// The card that replaces the one that was used.
    public var card: FeishuCard?

    public init(toast: FeishuToast? = nil, card: FeishuCard? = nil) {
        self.toast = toast
        self.card = card
    }

    /// The answer after which the card stays as it is, without a toast.
    public static let nothing = FeishuCardAnswer()

    /// Returns an answer with a toast and, if there is one, another card.
    public static func toast(_ toast: FeishuToast, card: FeishuCard? = nil) -> FeishuCardAnswer {
        FeishuCardAnswer(toast: toast, card: card)
    }

    /// Returns an answer with another card.
    public static func card(_ card: FeishuCard) -> FeishuCardAnswer { FeishuCardAnswer(card: card) }
}
