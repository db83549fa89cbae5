import Foundation

/// What is left of an error whose text holds a secret.
struct HiddenError: LocalizedError {
    let errorDescription: String?

    /// The error as it is, where its text holds none.
    static func of(_ error: any Error, hiding secrets: [Secret]) -> any Error {
        if let error = error as? FeishuError { return error.hiding(secrets) }
        var text = "\(error) \(error.localizedDescription)"
        dump(error, to: &text)
        if text.hiding(secrets) == text { return error }
        return HiddenError(errorDescription: error.localizedDescription.hiding(secrets))
    }
}

extension String {
    /// The text without these. What is too short to be one would only garble it.
    func hiding(_ secrets: [Secret]) -> String {
        secrets.reduce(self) { $1.value.count < 6 ? $0 : $0.replacing($1.value, with: Secret.placeholder) }
    }
}
