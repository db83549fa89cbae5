import SourceText

/// The platform's own name of an operation: `hire.v1.website_delivery_task.get`.
///
/// Four words of ASCII letters, digits and underscores, each of which begins with a letter.
package struct OperationID: Hashable, Sendable, CustomStringConvertible {
    package let service: String
    package let version: String
    /// The resource. Nested resources are joined with `_`.
    package let resource: String
    package let operation: String

    /// Parses an id. Nil where it does not have the form.
    package init?(_ text: String) {
        let words = text.split(separator: ".", omittingEmptySubsequences: false)
        guard words.count == 4, words.allSatisfy(\.isIdentifierWord) else { return nil }
        service = String(words[0])
        version = String(words[1])
        resource = String(words[2])
        operation = String(words[3])
    }

    /// An id of any four words. A character that an id cannot contain becomes `_`.
    package init(service: String, version: String, resource: String, operation: String) {
        self.service = service.identifierWord
        self.version = version.identifierWord
        self.resource = resource.identifierWord
        self.operation = operation.identifierWord
    }

    /// Service, version, resource and operation.
    package var words: [String] { [service, version, resource, operation] }

    package var description: String { words.joined(separator: ".") }
}

extension Substring {
    /// Whether it consists of letters, digits and underscores and begins with a letter.
    fileprivate var isIdentifierWord: Bool {
        first?.isLetter == true && utf8.allSatisfy(\.isIdentifierPart)
    }
}

extension String {
    fileprivate var identifierWord: String {
        let word = String(
            map {
                $0.utf8.count == 1 && $0.utf8.allSatisfy(\.isIdentifierPart) ? $0 : "_"
            })
        return word.first?.isLetter == true ? word : "x" + word
    }
}

extension UInt8 {
    fileprivate var isIdentifierPart: Bool { isLetterOrDigit || self == UInt8(ascii: "_") }
}
