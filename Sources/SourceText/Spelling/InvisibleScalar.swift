extension Unicode.Scalar {
    /// Whether the character is invisible, or makes source code look different from what it is: control characters, line
    /// separators, the controls of writing direction, fillers and joiners.
    package var isInvisible: Bool {
        // What almost all characters are. Looking them up takes most of the time of generating.
        switch value {
        case 0x20..<0x7F, 0x3001...0x3029, 0x4E00...0x9FFF, 0xFF01...0xFF5E: return false
        default: break
        }
        if properties.isDefaultIgnorableCodePoint { return true }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: return true
        default: return false
        }
    }
}
