extension Unicode.Scalar {
    /// Whether the scalar is invisible, or can make source code look different from what it means: control characters,
    /// line separators, bidirectional controls, fillers and joiners.
    package var isInvisible: Bool {
        // Fast path for almost all text: otherwise, property lookups take most of the time of code generation.
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
