extension Unicode.GeneralCategory {
    var isLetter: Bool {
        [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter].contains(self)
    }

    fileprivate var isMarkOrNumber: Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber].contains(self)
    }
}

extension Unicode.Scalar {
    /// Whether the scalar can be part of a name: a letter, a mark, a digit or an underscore.
    var isNamePart: Bool {
        self == "_" || properties.generalCategory.isLetter || properties.generalCategory.isMarkOrNumber
    }
}
