import Foundation

/// A string that is never printed: descriptions, dumps, and interpolations contain a placeholder instead.
struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let value: String

    init(_ value: String) { self.value = value }

    static let placeholder = "<secret>"

    var description: String { Self.placeholder }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// Returns the string with the secrets replaced. A value of fewer than 6 characters is ignored, because it is too
    /// short to be a secret and would only garble the string.
    func hiding(_ secrets: [Secret]) -> String {
        secrets.reduce(self) { $1.value.count < 6 ? $0 : $0.replacing($1.value, with: Secret.placeholder) }
    }
}

extension Data {
    /// Whether the data contains a secret.
    func contains(_ secret: Secret) -> Bool { range(of: Data(secret.value.utf8)) != nil }
}
