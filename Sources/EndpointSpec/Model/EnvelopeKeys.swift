/// The keys of the envelope around the payload of a response: `{code, msg, data}`.
package enum EnvelopeKeys {
    package static let code = "code"
    /// The two spellings of the key of the message.
    package static let messages: Set = ["msg", "message"]
    package static let data = "data"

    /// Returns whether a key belongs to the outcome of a call rather than to its payload.
    package static func isOutcome(_ name: String) -> Bool { name == code || messages.contains(name) }
}
