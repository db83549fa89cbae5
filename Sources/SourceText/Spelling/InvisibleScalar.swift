extension Unicode.Scalar {
    /// Whether the scalar is invisible or can disguise the meaning of source code.
    ///
    /// Such scalars include control characters, line separators, bidirectional controls, fillers, joiners, and
    /// unassigned and private-use scalars.
    package var isInvisible: Bool {
        // Fast path for most text. Without it, code generation spends most of its time on property lookups.
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
