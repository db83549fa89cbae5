/// The names of the members that the platform puts around the payload of a response: `{code, msg, data}`.
public enum EnvelopeKeys {
    public static let code = "code"
    /// Both spellings of the message.
    public static let messages: Set = ["msg", "message"]
    public static let data = "data"

    /// Whether a member describes the outcome of a call and is not part of its payload.
    public static func isOutcome(_ name: String) -> Bool { name == code || messages.contains(name) }
}
