/// Removes the deeply nested values of a JSON text, so that one of them does not make the rest unreadable.
enum ShallowJSON {
    /// The depth at which objects and arrays are replaced with null.
    private static let maximumDepth = 150

    /// Returns the text with null in place of objects and arrays at a depth of more than `maximumDepth`.
    static func bytes(of text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var depth = 0
        var isString = false
        var isEscaped = false
        for byte in text {
            if isString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    if depth == maximumDepth + 1 { result += "null".utf8 }
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    if depth == maximumDepth { continue }
                default: break
                }
            }
            if depth <= maximumDepth { result.append(byte) }
        }
        return result
    }
}
