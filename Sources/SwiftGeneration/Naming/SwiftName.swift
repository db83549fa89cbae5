/// Turns names of the documents into Swift identifiers for the places where they stand.
enum SwiftName {
    /// A stored property of a model.
    static func property(_ name: String) -> String {
        identifier(
            Words(name), of: name, prefix: "field", avoiding: ["hashValue", "nulls", "unset", "visitor"],
            suffix: "Field")
    }

    /// A property of an endpoint, and a parameter of its function.
    static func parameter(_ name: String) -> String {
        identifier(
            Words(name), of: name, prefix: "field", avoiding: ["body", "client", "parameters", "pathParameters"],
            suffix: "Field")
    }

    /// A static member of an open enum. `none` and `some` would be taken for those of `Optional`.
    static func enumMember(_ name: String) -> String {
        identifier(
            Words(name), of: name, prefix: "value",
            avoiding: ["none", "some", "allKnownValues", "hash", "isKnown", "parameterText", "rawValue"],
            suffix: "Value")
    }

    /// A function or property of a namespace.
    static func namespaceMember(_ name: String) -> String {
        identifier(
            Words(name), of: name, prefix: "v", avoiding: ["client", "endpoints", "send", "host"], suffix: "API")
    }

    /// The type of a namespace or an endpoint.
    static func namespaceType(_ name: String) -> String {
        let type = type(name)
        return reservedTypes.contains(type) ? type + "API" : type
    }

    /// The type of a field, before it is decided whether the name is free.
    static func type(_ name: String) -> String {
        let type = Words(name).upperCamelCase
        guard let first = type.unicodeScalars.first else { return "Value" + hexadecimal(name) }
        // A script without capitals gives types and properties the same name.
        return first.properties.isUppercase ? type : "Value" + type
    }

    /// Writes a name so that Swift takes it for an identifier.
    static func escaped(_ name: String) -> String {
        keywords.contains(name) ? "`\(name)`" : name
    }

    private static func identifier(
        _ words: Words, of name: String, prefix: String, avoiding reserved: Set<String>, suffix: String
    ) -> String {
        let identifier = words.lowerCamelCase
        guard let first = identifier.unicodeScalars.first else { return prefix + hexadecimal(name) }
        if !first.properties.isXIDStart { return prefix + words.upperCamelCase }
        // Even in backticks these are not to be had.
        if reserved.contains(identifier) || ["self", "init"].contains(identifier) { return identifier + suffix }
        return identifier
    }

    /// What is left to tell a name by that has no letter and no digit, such as `>=`.
    private static func hexadecimal(_ name: String) -> String {
        name.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }.joined(separator: "x")
    }

    /// Types that generated code uses by their plain names, and those whose shadowing would astonish its users.
    static let reservedTypes: Set<String> = [
        "AllOptionalModel", "Any", "AnyObject", "Array", "Body", "Bool", "Character", "ClientNamespace", "Codable",
        "Data",
        "Date", "Decodable", "Decoder", "Dictionary", "DocumentedError", "Double", "Duration", "Encodable", "Encoder",
        "Endpoint", "EndpointDescriptor", "EndpointSamples", "Error", "Feishu", "FeishuClient", "FeishuErrorCode",
        "FieldVisitor", "Float",
        "Hashable", "Int", "JSONValue", "Model", "Never", "NoBody", "NoContent", "Nulls", "OpenEnum", "Optional",
        "ParameterValue",
        "PatchModel", "PermissionScope", "Polling", "PollingEndpoint", "Protocol", "RateLimit", "RequestParameters",
        "Response",
        "Result", "Self",
        "Sendable", "Set", "String", "Task", "Type", "URL", "Unset", "Void",
    ]

    /// The reserved words of Swift that cannot stand as plain identifiers.
    private static let keywords: Set<String> = [
        "Any", "Protocol", "Self", "Type", "as", "associatedtype", "await", "break", "case", "catch", "class",
        "continue",
        "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
        "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator",
        "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "static", "struct",
        "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]
}
