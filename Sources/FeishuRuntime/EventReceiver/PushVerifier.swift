import Foundation

/// The checks that a push passes before a handler sees it.
struct PushVerifier: Sendable {
    /// What a genuine push contains.
    enum Content {
        case challenge(String)
        /// An event with its decrypted body.
        case event(EventEnvelope, body: Data)
    }

    let keys: [EncryptKey]
    let token: Secret?
    let maximumAge: Duration?
    let maximumBodySize: Int

    /// The largest body that is decrypted without a signature. A challenge has about 300 bytes.
    private static let maximumChallengeSize = 1 << 14

    /// Returns the content of a push. Nothing is parsed before the signature is checked, if the app has an Encrypt Key.
    func content(of push: FeishuPush, at date: Date) throws(FeishuPushRejection) -> Content {
        if push.body.count > maximumBodySize { throw .bodyTooLarge }
        if token?.value.isEmpty == true || keys.contains(where: \.isEmpty) { throw .emptySecret }
        if keys.isEmpty { return try plainContent(of: push.body) }
        guard let signature = push.headers["X-Lark-Signature"] else {
            return try unsignedChallenge(in: push.body)
        }
        let key = try key(that: signature, of: push)
        try checkTime(of: push, at: date)
        return try content(of: push.body, encryptedWith: key)
    }

    /// Returns the envelope of a message over a connection that only the platform can use.
    func envelope(ofMessage body: Data) throws(FeishuPushRejection) -> EventEnvelope {
        if body.count > maximumBodySize { throw .bodyTooLarge }
        let envelope = try EventEnvelope(of: body)
        if envelope.isOldCardCallback { throw .oldCardCallback }
        if !envelope.isEvent { throw .malformed }
        return envelope
    }

    private func plainContent(of body: Data) throws(FeishuPushRejection) -> Content {
        if EncryptedBody(body) != nil { throw .missingKey }
        return try checkedContent(of: body)
    }

    /// Returns the key with which a push was signed.
    private func key(that signature: String, of push: FeishuPush) throws(FeishuPushRejection) -> EncryptKey {
        let (timestamp, nonce) = (push.headers["X-Lark-Request-Timestamp"], push.headers["X-Lark-Request-Nonce"])
        for key in keys {
            let expected = key.signature(of: push.body, timestamp: timestamp ?? "", nonce: nonce ?? "")
            if Secret(expected).matches(signature) { return key }
        }
        throw Self.isSHA1(signature) ? .oldCardCallback : .wrongSignature
    }

    /// Whether a signature has the length of the old card callback's, which is not signed with the Encrypt Key.
    private static func isSHA1(_ signature: String) -> Bool {
        signature.utf8.count == 40 && signature.allSatisfy(\.isHexDigit)
    }

    private func checkTime(of push: FeishuPush, at date: Date) throws(FeishuPushRejection) {
        guard let maximumAge else { return }
        guard let seconds = push.headers["X-Lark-Request-Timestamp"].flatMap(Double.init),
            abs(date.timeIntervalSince1970 - seconds) <= maximumAge / .seconds(1)
        else { throw .wrongTime }
    }

    private func content(of body: Data, encryptedWith key: EncryptKey) throws(FeishuPushRejection) -> Content {
        guard let encrypted = EncryptedBody(body) else { throw .notEncrypted }
        guard let decrypted = key.decrypt(encrypted.text) else { throw .undecryptable }
        return try checkedContent(of: decrypted)
    }

    /// Returns the challenge in a body, which the platform does not sign. Anything else lacks its signature.
    private func unsignedChallenge(in body: Data) throws(FeishuPushRejection) -> Content {
        guard body.count <= Self.maximumChallengeSize else { throw .missingSignature }
        guard let encrypted = EncryptedBody(body) else {
            throw (try? EventEnvelope(of: body))?.challenge == nil ? .missingSignature : .notEncrypted
        }
        // The padding can be valid with another key by chance.
        let messages = keys.compactMap { $0.decrypt(encrypted.text) }
        guard let challenge = messages.first(where: { (try? EventEnvelope(of: $0))?.challenge != nil }) else {
            throw messages.isEmpty ? .undecryptable : .missingSignature
        }
        return try checkedContent(of: challenge)
    }

    private func checkedContent(of body: Data) throws(FeishuPushRejection) -> Content {
        let envelope = try EventEnvelope(of: body)
        if envelope.isOldCardCallback { throw .oldCardCallback }
        if let token, !token.matches(envelope.token ?? "") { throw .wrongToken }
        if let challenge = envelope.challenge { return .challenge(challenge) }
        if !envelope.isEvent { throw .malformed }
        return .event(envelope, body: body)
    }
}
