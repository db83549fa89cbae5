extension String {
    /// Returns a copy of the string in which scalars are replaced as `replacement` specifies.
    ///
    /// To escape text, use this method instead of replacing characters. For example, `<` followed by a combining mark
    /// is not the `Character` `<`, so replacing characters would miss it, but parsers still treat it as `<`.
    ///
    /// - Parameter replacement: Returns the replacement for a scalar, or `nil` to keep the scalar.
    package func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
        unicodeScalars.reduce(into: "") { text, scalar in
            if let replaced = replacement(scalar) { text += replaced } else { text.unicodeScalars.append(scalar) }
        }
    }
}
