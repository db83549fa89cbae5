/// The app that calls, with its credentials.
public struct FeishuApp: Sendable {
    let id: String
    let secret: Secret

    /// A custom app (自建应用), with the id and the secret that its page in the developer console shows.
    public static func custom(id: String, secret: String) -> FeishuApp {
        FeishuApp(id: id, secret: Secret(secret))
    }
}

/// A text that shows itself to nobody: no description, dump or interpolation contains it.
struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let value: String

    init(_ value: String) { self.value = value }

    var description: String { "<secret>" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
