import Foundation

/// A replacement for an error whose description contains a secret.
struct HiddenError: LocalizedError {
    let errorDescription: String?

    /// Returns the error itself, or a replacement without the secrets if its description contains any.
    static func of(_ error: any Error, hiding secrets: [Secret]) -> any Error {
        if let error = error as? FeishuError { return error.hiding(secrets) }
        var text = "\(error) \(error.localizedDescription)"
        dump(error, to: &text)
        if text.hiding(secrets) == text { return error }
        return HiddenError(errorDescription: error.localizedDescription.hiding(secrets))
    }
}

extension String {
    /// Returns the string with the secrets replaced. A value of fewer than 6 characters is ignored, because it is too
    /// short to be a secret and would only garble the string.
    func hiding(_ secrets: [Secret]) -> String {
        secrets.reduce(self) { $1.value.count < 6 ? $0 : $0.replacing($1.value, with: Secret.placeholder) }
    }
}
