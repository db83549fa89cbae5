import SourceText

/// Derives the Swift names of each kind of declaration from documented names.
enum SwiftName {
    /// Returns the name of a model property.
    static func property(_ name: String) -> Identifier {
        identifier(name, prefix: "field", reserved: ["hashValue", "nulls", "unset", "visitor"], suffix: "Field")
    }

    /// Returns the name of the private property that stores the value of a deprecated property.
    static func deprecatedStorage(of property: Identifier) -> Identifier {
        Self.property("deprecated_" + property.text)
    }

    /// Returns the name of an endpoint property and of the corresponding function parameter.
    static func parameter(_ name: String) -> Identifier {
        identifier(
            name, prefix: "field", reserved: ["body", "client", "parameters", "pathParameters"], suffix: "Field")
    }

    /// Returns the name of an open enum member or an error code constant. `none` and `some` are reserved because they would be
    /// ambiguous with the cases of `Optional`.
    static func enumMember(_ name: String) -> Identifier {
        identifier(
            name, prefix: "value",
            reserved: ["none", "some", "allKnownValues", "hash", "isKnown", "known", "parameterText", "rawValue"],
            suffix: "Value")
    }

    /// Returns the name of a function or property in a namespace.
    static func namespaceMember(_ name: String) -> Identifier {
        identifier(name, prefix: "v", reserved: ["client", "endpoints", "send", "host"], suffix: "API")
    }

    /// Returns the name of the function that polls an operation, such as `waitUntilFinished` for `get`.
    static func pollingMember(of operation: Identifier) -> Identifier {
        Identifier((operation.text == "get" ? "wait" : operation.text) + "UntilFinished")
    }

    /// Returns the names of the functions that return all pages and all elements, such as `listPages` and `listItems` for `list`.
    static func pagingMembers(of operation: Identifier) -> (pages: Identifier, items: Identifier) {
        (Identifier(operation.text + "Pages"), Identifier(operation.text + "Items"))
    }

    /// Returns the type name of a namespace or an endpoint.
    static func namespaceType(_ name: String) -> String {
        let type = type(name)
        return reservedTypes.contains(type) || type == VersionPlan.typeNamespace ? type + "API" : type
    }

    /// Returns the preferred type name, which can be reserved or already in use.
    static func type(_ name: String) -> String {
        let type = Words(name).upperCamelCase
        guard let first = type.unicodeScalars.first else { return "Value" + hexadecimal(name) }
        // A name that does not begin with an uppercase letter, such as a Chinese name, could also be the name of a property.
        return first.properties.isUppercase ? type : "Value" + type
    }

    private static func identifier(
        _ name: String, prefix: String, reserved: Set<String>, suffix: String
    ) -> Identifier {
        let words = Words(name)
        let text = words.lowerCamelCase
        guard let first = text.unicodeScalars.first else { return Identifier(prefix + hexadecimal(name)) }
        if !first.properties.isXIDStart { return Identifier(prefix + words.upperCamelCase) }
        // `self` and `init` are not valid names, even in backticks.
        if reserved.contains(text) || ["self", "init"].contains(text) { return Identifier(text + suffix) }
        return Identifier(text)
    }

    /// Returns the hexadecimal scalar values of a name that contains no letters or digits, such as `3Ex3D` for `>=`.
    private static func hexadecimal(_ name: String) -> String {
        name.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }.joined(separator: "x")
    }

    /// The names that generated types must not have, because generated code uses them unqualified, or because users would not
    /// expect them to be shadowed.
    ///
    /// Runtime types that generated code does not use are omitted, because their prefix `Feishu` makes conflicts unlikely.
    static let reservedTypes: Set<String> = [
        "Any", "AnyObject", "Array", "Body", "Bool", "Character", "Codable", "Data", "Date", "Decodable", "Decoder",
        "Dictionary", "Double", "Duration", "Encodable", "Encoder", "Error", "Feishu", "FeishuAllOptionalModel",
        "FeishuClient", "FeishuDocumentedError", "FeishuDownload", "FeishuDownloadEndpoint", "FeishuEndpoint",
        "FeishuEndpointDescriptor", "FeishuEndpointSamples", "FeishuErrorCode", "FeishuEvent", "FeishuEventDescriptor",
        "FeishuExampleEndpoint", "FeishuExampleEvent", "FeishuIdempotentEndpoint", "FeishuMilliseconds",
        "FeishuSeconds",
        "FeishuTimestamp",
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
