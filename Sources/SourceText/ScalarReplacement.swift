extension String {
    /// Returns the string with scalars replaced. Escaping works on scalars: an angle bracket with a combining mark is another
    /// `Character` and the same angle bracket for whoever reads the text.
    ///
    /// - Parameter replacement: Returns what replaces a scalar, or nil to keep it.
    package func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
        unicodeScalars.reduce(into: "") { text, scalar in
            if let replaced = replacement(scalar) { text += replaced } else { text.unicodeScalars.append(scalar) }
        }
    }
}
