/// The reason why a push was rejected. Only the receiver's observer gets it: the sender must not learn what is wrong.
public enum FeishuPushRejection: String, Error, Hashable, Sendable {
    /// The body is larger than the receiver accepts.
    case bodyTooLarge
    /// The Encrypt Key or the Verification Token is an empty string, such as that of a missing environment variable.
    case emptySecret
    /// The app has an Encrypt Key, but the push has no signature and is not a challenge.
    case missingSignature
    case wrongSignature
    /// The timestamp is missing, is not a number, or is too far from the current time.
    case wrongTime
    /// The app has an Encrypt Key, but the body is not encrypted.
    case notEncrypted
    /// The body is encrypted, but the receiver has no Encrypt Key.
    case missingKey
    /// The body is not encrypted with the Encrypt Key.
    case undecryptable
    /// The Verification Token is missing or is not that of the app.
    case wrongToken
    /// The body is not JSON, or not an envelope of an event.
    case malformed
    /// The push is an old card callback (消息卡片回传交互), which is flat, never encrypted, and signed with SHA-1. In the developer
    /// console, replace it with the callback `card.action.trigger`.
    case oldCardCallback

    /// Without a word about the reason.
    var response: FeishuPushResponse {
        switch self {
        case .bodyTooLarge: FeishuPushResponse(status: 413)
        case .malformed, .oldCardCallback: FeishuPushResponse(status: 400)
        default: FeishuPushResponse(status: 401)
        }
    }
}

extension FeishuPushRejection: CustomStringConvertible {
    public var description: String {
        switch self {
        case .bodyTooLarge: "the body is too large"
        case .emptySecret:
            "the receiver's Encrypt Key or Verification Token is an empty string; pass nil if there is none"
        case .missingSignature: "the signature is missing"
        case .wrongSignature: "the signature is wrong"
        case .wrongTime: "the timestamp is missing or too far from the current time"
        case .notEncrypted: "the body is not encrypted, but the receiver has an Encrypt Key"
        case .missingKey: "the body is encrypted, but the receiver has no Encrypt Key"
        case .undecryptable: "the body is not encrypted with the receiver's Encrypt Key"
        case .wrongToken: "the Verification Token is missing or wrong"
        case .malformed: "the body is not an envelope of an event"
        case .oldCardCallback:
            "the push is an old card callback, signed with SHA-1, which is not supported; in the developer console, replace it "
                + "with the callback card.action.trigger"
        }
    }
}
