/// A string that is never printed: descriptions, dumps, and interpolations contain a placeholder instead.
struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let value: String

    init(_ value: String) { self.value = value }

    static let placeholder = "<secret>"

    var description: String { Self.placeholder }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
