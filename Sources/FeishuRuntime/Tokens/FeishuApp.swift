/// An app with its credentials.
public struct FeishuApp: Sendable {
    let id: String
    let secret: Secret
    let type: FeishuAppType

    /// Returns a custom app (自建应用) with the id and secret from its page in the developer console.
    public static func custom(id: String, secret: String) -> FeishuApp {
        FeishuApp(id: id, secret: Secret(secret), type: .custom)
    }

    /// Returns a store app (商店应用), which calls for one tenant at a time; see `FeishuClient.tenant(key:)`.
    ///
    /// The platform pushes an app ticket to it about once an hour. Pass each ticket to
    /// `FeishuClient.receive(appTicket:)`.
    public static func store(id: String, secret: String) -> FeishuApp {
        FeishuApp(id: id, secret: Secret(secret), type: .store)
    }
}
