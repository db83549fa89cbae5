/// The app that calls, with its credentials.
public struct FeishuApp: Sendable {
    let id: String
    let secret: Secret
    let type: FeishuAppType

    /// A custom app (自建应用), with the id and the secret that its page in the developer console shows.
    public static func custom(id: String, secret: String) -> FeishuApp {
        FeishuApp(id: id, secret: Secret(secret), type: .custom)
    }

    /// A store app (商店应用), which calls for one tenant at a time: see `FeishuClient.tenant(key:)`.
    ///
    /// The platform pushes it an app ticket about once an hour; hand that to `FeishuClient.receive(appTicket:)`.
    public static func store(id: String, secret: String) -> FeishuApp {
        FeishuApp(id: id, secret: Secret(secret), type: .store)
    }
}
