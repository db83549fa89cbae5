/// A text that shows itself to nobody: no description, dump or interpolation contains it.
struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let value: String

    init(_ value: String) { self.value = value }

    static let placeholder = "<secret>"

    var description: String { Self.placeholder }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
