extension String {
    /// The text for one line of a log. A response can contain anything: line breaks become blanks, and what would control a
    /// terminal or change the direction of writing is shown as a replacement character.
    package var onOneLine: String {
        // What almost all descriptions are.
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
        guard unicodeScalars.contains(where: { $0.isLineBreak || $0.isHarmful }) else { return self }
        var line = ""
        var previous: Unicode.Scalar?
        for scalar in unicodeScalars {
            if scalar == "\n", previous == "\r" { continue }
            line.unicodeScalars.append(scalar.isLineBreak ? " " : scalar.isHarmful ? "\u{FFFD}" : scalar)
            previous = scalar
        }
        return line
    }
}

extension Unicode.Scalar {
    /// Whether a blank replaces it: line breaks and tabs.
    fileprivate var isLineBreak: Bool {
        switch value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    fileprivate var isHarmful: Bool {
        if (0x20..<0x7F).contains(value) || (0x3000..<0xA000).contains(value) { return false }
        return properties.generalCategory == .control || properties.isBidiControl
    }
}
