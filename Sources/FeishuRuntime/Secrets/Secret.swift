/// A string that is never printed: descriptions, dumps, and interpolations contain a placeholder instead.
struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let value: String

    init(_ value: String) { self.value = value }

    static let placeholder = "<secret>"

    /// Whether the secret can be sent as an access token: it is not empty, and each of its bytes is visible ASCII.
    var isUsableInHeader: Bool { !value.isEmpty && value.utf8.allSatisfy { (0x21...0x7E).contains($0) } }

    /// What is wrong with an access token that cannot be sent.
    static let headerRule = "is empty or contains whitespace, a control character, or a character that is not ASCII"

    var description: String { Self.placeholder }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
