import Foundation

/// The name in a header `Content-Disposition` (RFC 6266).
struct FileName {
    let text: String

    /// Reads `filename*`, which states its encoding, or else `filename`. Folders in the name are left out, because the
    /// name comes from outside.
    init?(disposition: String) {
        let parameters = HeaderParameters(disposition)
        guard var name = parameters["filename"] else { return nil }
        // Feishu percent-encodes the plain name too.
        if !parameters.isExtended("filename") { name = (name.removingPercentEncoding ?? name).decodingUTF8InLatin1 }
        // By scalars: a slash with a combining mark is another character, and the same folder.
        let last = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? []
        let visible = last.filter { $0.properties.generalCategory != .control && !$0.properties.isBidiControl }
        var text = String(String.UnicodeScalarView(visible)).trimmingCharacters(in: .whitespaces)
        // What would combine with the slash that a path has before the name.
        while !text.isEmpty, ("/" + text).first != "/" { text.unicodeScalars.removeFirst() }
        if text.isEmpty || text == "." || text == ".." { return nil }
        self.text = text
    }
}

extension String {
    /// The string, or what it means where it is UTF-8 that was read as Latin-1, as header fields are.
    fileprivate var decodingUTF8InLatin1: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        let bytes = unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        guard bytes.count == unicodeScalars.count else { return self }
        return String(bytes: bytes, encoding: .utf8) ?? self
    }
}
