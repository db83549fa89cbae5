import SourceText

/// The platform's name for an operation, such as `hire.v1.website_delivery_task.get`.
///
/// It consists of four words separated by periods. Each word starts with an ASCII letter and contains only ASCII
/// letters, digits and underscores.
package struct OperationID: Hashable, Sendable, CustomStringConvertible {
    package let service: String
    package let version: String
    /// The resource. The names of nested resources are joined with `_`.
    package let resource: String
    package let operation: String

    /// Parses an operation ID, or returns `nil` if the text is malformed.
    package init?(_ text: String) {
        let words = text.split(separator: ".", omittingEmptySubsequences: false)
        guard words.count == 4, words.allSatisfy(\.isIdentifierWord) else { return nil }
        service = String(words[0])
        version = String(words[1])
        resource = String(words[2])
        operation = String(words[3])
    }

    /// Creates an operation ID from four strings. Invalid characters are replaced with `_`, and a string that does
    /// not start with a letter gets the prefix `x`.
    package init(service: String, version: String, resource: String, operation: String) {
        self.service = service.identifierWord
        self.version = version.identifierWord
        self.resource = resource.identifierWord
        self.operation = operation.identifierWord
    }

    /// The service, version, resource and operation, in this order.
    package var words: [String] { [service, version, resource, operation] }

    package var description: String { words.joined(separator: ".") }
}

extension Substring {
    /// Whether the string starts with an ASCII letter and contains only ASCII letters, digits and underscores.
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
