import Foundation

/// An app's Encrypt Key, with which the platform signs and encrypts pushes.
package struct EncryptKey: Sendable {
    private let secret: Secret
    package let cipher: AES256?

    package init(_ text: String) {
        secret = Secret(text)
        cipher = AES256(key: SHA256.digest(of: text))
    }

    var isEmpty: Bool { secret.value.isEmpty }

    /// Returns the signature of a body: the SHA-256 digest of the timestamp, the nonce, the key, and the body.
    package func signature(of body: Data, timestamp: String, nonce: String) -> String {
        SHA256.hexDigest(of: Array(timestamp.utf8) + Array(nonce.utf8) + Array(secret.value.utf8) + Array(body))
    }

    /// Returns the message in a Base64 string, or nil if it was not encrypted with the key.
    func decrypt(_ base64: String) -> Data? {
        guard let bytes = Data(base64Encoded: base64), let message = cipher?.decrypt(Array(bytes)) else { return nil }
        return Data(message)
    }
}

extension Secret {
    /// Whether a string is the secret. The time depends neither on where they differ nor on the length of the secret.
    func matches(_ text: String) -> Bool {
        zip(SHA256.digest(of: value), SHA256.digest(of: text)).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
