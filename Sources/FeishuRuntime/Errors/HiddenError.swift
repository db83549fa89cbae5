import Foundation

/// A replacement for an error whose description contains a secret.
struct HiddenError: LocalizedError {
    let errorDescription: String?

    /// Returns the error itself, or a replacement without the secrets if its description contains any.
    static func of(_ error: any Error, hiding secrets: [Secret]) -> any Error {
        if let error = error as? FeishuError { return error.hiding(secrets) }
        var text = "\(error) \(error.localizedDescription)"
        dump(error, to: &text)
        if !text.contains(anyOf: secrets) { return error }
        return HiddenError(errorDescription: error.text.hiding(secrets))
    }
}
