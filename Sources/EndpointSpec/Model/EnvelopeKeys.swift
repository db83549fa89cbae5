/// The keys of the envelope around a response payload: `{code, msg, data}`.
package enum EnvelopeKeys {
    package static let code = "code"
    /// The two spellings of the message key.
    package static let messages: Set = ["msg", "message"]
    package static let data = "data"

    /// Returns whether the key describes the outcome of a call rather than a part of its payload.
    package static func isOutcome(_ name: String) -> Bool { name == code || messages.contains(name) }
}
