import EndpointSpec

/// Names the constant of an error code.
enum ErrorCodeName {
    /// The name in the spec, or else one from the code.
    static func of(_ error: EndpointSpec.DocumentedError) -> Identifier {
        SwiftName.enumMember(error.name ?? "code_" + EndpointSpec.DocumentedError.nameText(of: error.code))
    }
}
