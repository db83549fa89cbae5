import EndpointSpec

/// Derives the name of the constant for an error code.
enum ErrorCodeName {
    /// Returns the name in the spec or, if there is none, a name derived from the code, such as `code1002`.
    static func of(_ error: EndpointSpec.DocumentedError) -> Identifier {
        SwiftName.enumMember(error.name ?? "code_" + EndpointSpec.DocumentedError.nameText(of: error.code))
    }
}
