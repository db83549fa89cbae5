/// The names of the members that the platform puts around the payload of a response: `{code, msg, data}`.
package enum EnvelopeKeys {
    package static let code = "code"
    /// Both spellings of the message.
    package static let messages: Set = ["msg", "message"]
    package static let data = "data"

    /// Whether a member describes the outcome of a call and is not part of its payload.
    package static func isOutcome(_ name: String) -> Bool { name == code || messages.contains(name) }
}
