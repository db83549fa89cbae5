import SourceText

/// Derives Swift identifiers from names of the documents, for each place in which they can be.
enum SwiftName {
    /// A stored property of a model.
    static func property(_ name: String) -> Identifier {
        identifier(name, prefix: "field", reserved: ["hashValue", "nulls", "unset", "visitor"], suffix: "Field")
    }

    /// The stored property behind a deprecated one.
    static func deprecatedStorage(of property: Identifier) -> Identifier {
        Self.property("deprecated_" + property.text)
    }

    /// A property of an endpoint, and a parameter of its function.
    static func parameter(_ name: String) -> Identifier {
        identifier(
            name, prefix: "field", reserved: ["body", "client", "parameters", "pathParameters"], suffix: "Field")
    }

    /// A static member of an open enum. `none` and `some` would be taken for those of `Optional`.
    static func enumMember(_ name: String) -> Identifier {
        identifier(
            name, prefix: "value",
            reserved: ["none", "some", "allKnownValues", "hash", "isKnown", "known", "parameterText", "rawValue"],
            suffix: "Value")
    }

    /// A function or property of a namespace.
    static func namespaceMember(_ name: String) -> Identifier {
        identifier(name, prefix: "v", reserved: ["client", "endpoints", "send", "host"], suffix: "API")
    }

    /// The function that polls an operation: `waitUntilFinished` for `get`.
    static func pollingMember(of operation: Identifier) -> Identifier {
        Identifier((operation.text == "get" ? "wait" : operation.text) + "UntilFinished")
    }

    /// The functions that return all pages and all elements of a list: `listPages`, `listItems`.
    static func pagingMembers(of operation: Identifier) -> (pages: Identifier, items: Identifier) {
        (Identifier(operation.text + "Pages"), Identifier(operation.text + "Items"))
    }

    /// The type of a namespace or an endpoint.
    static func namespaceType(_ name: String) -> String {
        let type = type(name)
        return reservedTypes.contains(type) || type == VersionPlan.typeNamespace ? type + "API" : type
    }

    /// The type of a field, before it is known whether the name is free.
    static func type(_ name: String) -> String {
        let type = Words(name).upperCamelCase
        guard let first = type.unicodeScalars.first else { return "Value" + hexadecimal(name) }
        // In a script without capital letters types and properties would have the same names.
        return first.properties.isUppercase ? type : "Value" + type
    }

    private static func identifier(
        _ name: String, prefix: String, reserved: Set<String>, suffix: String
    ) -> Identifier {
        let words = Words(name)
        let text = words.lowerCamelCase
        guard let first = text.unicodeScalars.first else { return Identifier(prefix + hexadecimal(name)) }
        if !first.properties.isXIDStart { return Identifier(prefix + words.upperCamelCase) }
        // These are not available even in backticks.
        if reserved.contains(text) || ["self", "init"].contains(text) { return Identifier(text + suffix) }
        return Identifier(text)
    }

    /// A name without letters and digits, such as `>=`, by the numbers of its characters.
    private static func hexadecimal(_ name: String) -> String {
        name.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }.joined(separator: "x")
    }

    /// Types that generated code uses by their plain names, and types whose shadowing would surprise users.
    ///
    /// The types of the runtime all begin with `Feishu`.
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
