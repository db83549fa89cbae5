extension String {
    /// Returns the string with scalars replaced. Escaping works on scalars: a quotation mark with a combining mark is another
    /// `Character` and the same quotation mark for whoever reads the text.
    ///
    /// - Parameter replacement: Returns what replaces a scalar, or nil to keep it.
    func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
        unicodeScalars.reduce(into: "") { text, scalar in
            if let replaced = replacement(scalar) { text += replaced } else { text.unicodeScalars.append(scalar) }
        }
    }

    /// The first scalars. A `Character` can have any number of them.
    func start(_ count: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(count))) }
}
