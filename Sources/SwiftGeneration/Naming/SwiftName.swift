import SourceText

/// Derives Swift identifiers from documented names, for each kind of declaration.
enum SwiftName {
    /// Returns the name of a property of a model.
    static func property(_ name: String) -> Identifier {
        identifier(name, prefix: "field", reserved: ["hashValue", "nulls", "unset", "visitor"], suffix: "Field")
    }

    /// Returns the name of the property that stores the value of a deprecated property.
    static func deprecatedStorage(of property: Identifier) -> Identifier {
        Self.property("deprecated_" + property.text)
    }

    /// Returns the name of a property of an endpoint, which is also a parameter of its function.
    static func parameter(_ name: String) -> Identifier {
        identifier(
            name, prefix: "field", reserved: ["body", "client", "parameters", "pathParameters"], suffix: "Field")
    }

    /// Returns the name of a static member of an open enum. `none` and `some` are reserved because they would be ambiguous with
    /// the cases of `Optional`.
    static func enumMember(_ name: String) -> Identifier {
        identifier(
            name, prefix: "value",
            reserved: ["none", "some", "allKnownValues", "hash", "isKnown", "known", "parameterText", "rawValue"],
            suffix: "Value")
    }

    /// Returns the name of a function or property of a namespace.
    static func namespaceMember(_ name: String) -> Identifier {
        identifier(name, prefix: "v", reserved: ["client", "endpoints", "send", "host"], suffix: "API")
    }

    /// Returns the name of the function that polls an operation, such as `waitUntilFinished` for `get`.
    static func pollingMember(of operation: Identifier) -> Identifier {
        Identifier((operation.text == "get" ? "wait" : operation.text) + "UntilFinished")
    }

    /// Returns the names of the functions for all pages and all elements of a list, such as `listPages` and `listItems`.
    static func pagingMembers(of operation: Identifier) -> (pages: Identifier, items: Identifier) {
        (Identifier(operation.text + "Pages"), Identifier(operation.text + "Items"))
    }

    /// Returns the name of the type of a namespace or an endpoint.
    static func namespaceType(_ name: String) -> String {
        let type = type(name)
        return reservedTypes.contains(type) || type == VersionPlan.typeNamespace ? type + "API" : type
    }

    /// Returns the preferred name of the type of a field, without checking whether it is available.
    static func type(_ name: String) -> String {
        let type = Words(name).upperCamelCase
        guard let first = type.unicodeScalars.first else { return "Value" + hexadecimal(name) }
        // In a script without uppercase letters, types would have the same names as properties.
        return first.properties.isUppercase ? type : "Value" + type
    }

    private static func identifier(
        _ name: String, prefix: String, reserved: Set<String>, suffix: String
    ) -> Identifier {
        let words = Words(name)
        let text = words.lowerCamelCase
        guard let first = text.unicodeScalars.first else { return Identifier(prefix + hexadecimal(name)) }
        if !first.properties.isXIDStart { return Identifier(prefix + words.upperCamelCase) }
        // `self` and `init` cannot be used even with backticks.
        if reserved.contains(text) || ["self", "init"].contains(text) { return Identifier(text + suffix) }
        return Identifier(text)
    }

    /// Returns the hexadecimal scalar values of a name without letters or digits, such as `>=`.
    private static func hexadecimal(_ name: String) -> String {
        name.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }.joined(separator: "x")
    }

    /// The types that generated code refers to by their unqualified names, and types that users would not expect to be shadowed.
    ///
    /// All types of the runtime have the prefix `Feishu`.
    static let reservedTypes: Set<String> = [
        "Any", "AnyObject", "Array", "Body", "Bool", "Character", "Codable", "Data", "Date", "Decodable", "Decoder",
        "Dictionary", "Double", "Duration", "Encodable", "Encoder", "Error", "Feishu", "FeishuAllOptionalModel",
        "FeishuClient", "FeishuDocumentedError", "FeishuDownload", "FeishuDownloadEndpoint", "FeishuEndpoint",
        "FeishuEndpointDescriptor", "FeishuEndpointSamples", "FeishuErrorCode", "FeishuExampleEndpoint",
        "FeishuFieldVisitor", "FeishuFileUpload", "FeishuIndirect", "FeishuItems", "FeishuItemsEndpoint",
        "FeishuJSONValue", "FeishuModel",
        "FeishuNamespace",
        "FeishuNextPage", "FeishuNoBody", "FeishuNoContent", "FeishuNulls", "FeishuOpenEnum", "FeishuPagedEndpoint",
        "FeishuPages", "FeishuParameterValue", "FeishuPatchModel", "FeishuPolling", "FeishuPollingEndpoint",
        "FeishuRateLimit", "FeishuRequestParameters", "FeishuScope", "FeishuUnset", "Float", "Hashable", "Int",
        "IntegerLiteralType", "KeyValuePairs", "Never", "Optional", "PagedItem", "Protocol", "RawValue", "Response",
        "Result", "Self",
        "Sendable", "Set", "String", "Task", "Type", "URL", "Void",
    ]
}
