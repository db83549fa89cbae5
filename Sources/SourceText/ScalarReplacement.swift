extension String {
    /// Returns the string with some of its scalars replaced.
    ///
    /// Escaping has to work on scalars: `<` with a combining mark is a different `Character`, but parsers still treat it
    /// as `<`.
    ///
    /// - Parameter replacement: Returns the replacement for a scalar, or `nil` to keep it.
    package func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
        unicodeScalars.reduce(into: "") { text, scalar in
            if let replaced = replacement(scalar) { text += replaced } else { text.unicodeScalars.append(scalar) }
        }
    }
}
