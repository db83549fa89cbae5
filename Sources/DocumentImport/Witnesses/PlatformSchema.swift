import EndpointSpec
import SourceText

/// The platform's own description of an endpoint, from which the portal renders the page.
///
/// Its form is undocumented. Parts of another form are ignored, so that a changed portal takes nothing from the page.
struct PlatformSchema {
    let method: String
    let path: String
    let query: [Property]
    let pathParameters: [Property]
    /// The members of the JSON body, or `nil` if there is none.
    let request: [Property]?
    /// The members of the response, including its envelope, or `nil` if there is none.
    let response: [Property]?
    let accessTokens: [EndpointSpec.AccessToken]

    /// A parameter, or a member of an object.
    struct Property {
        let name: String
        let isRequired: Bool?
        let value: Value
    }

    /// The type of a value.
    struct Value {
        /// The type without array dimensions, or `nil` if the schema does not say which.
        let base: EndpointSpec.FieldType.Base?
        let dimensions: Int
        /// `int32` or `int64`, or `nil` if the type is not an integer.
        let format: EndpointSpec.Format?
        let objectName: String?
        let options: [Option]
        /// The members of an object, or `nil` if the schema says nothing about them.
        let properties: [Property]?
    }

    /// A listed value.
    struct Option {
        let value: String
        /// The platform's identifier of the value, or `nil` if it cannot be a name.
        let key: String?
    }

    /// The maximum depth of objects and arrays that are read. The deepest of 108 known schemas has 30 levels.
    private static let maximumDepth = 64

    /// Reads a schema. Returns `nil` if the value does not describe an endpoint.
    init?(_ json: JSON) {
        guard let method = json["httpMethod"]?.string, let path = json["path"]?.string else { return nil }
        self.method = method.uppercased()
        self.path = path
        let parameters = json["parameters"]?.elements ?? []
        func properties(in location: String) -> [Property] {
            parameters.filter { $0["in"]?.string == location }.compactMap { parameter in
                parameter["name"]?.string.map { name in
                    Property(
                        name: name, isRequired: parameter["required"]?.boolean,
                        value: Self.value(parameter["schema"] ?? .null, depth: 0))
                }
            }
        }
        query = properties(in: "query")
        pathParameters = properties(in: "path")
        request = Self.body(json["requestBody"])
        response = Self.body(json["responses"]?["200"])
        accessTokens = (json["security"]?["supportedAccessToken"]?.elements ?? []).compactMap { token in
            token.string.flatMap { EndpointSpec.AccessToken(rawValue: $0.replacing("_access_token", with: "")) }
        }
    }

    private static func body(_ json: JSON?) -> [Property]? {
        guard case .object(let contents)? = json?["content"] else { return nil }
        let content = contents.first { $0.key.hasPrefix("application/json") }
        return (content?.value["schema"]).flatMap { properties(of: $0, depth: 0) }
    }

    private static func properties(of schema: JSON, depth: Int) -> [Property]? {
        guard depth < maximumDepth, case .array(let members)? = schema["properties"] else { return nil }
        return members.compactMap { member in
            member["name"]?.string.flatMap(\.nonEmpty).map { name in
                Property(name: name, isRequired: member["required"]?.boolean, value: value(member, depth: depth + 1))
            }
        }
    }

    private static func value(_ schema: JSON, depth: Int) -> Value {
        var element = schema
        var dimensions = 0
        while element["type"]?.string == "array", dimensions < EndpointSpec.FieldType.maximumDimensions {
            dimensions += 1
            element = element["items"] ?? .null
        }
        let properties = properties(of: element, depth: depth).flatMap(\.nonEmpty)
        return Value(
            base: base(element["type"]?.string, hasProperties: properties != nil), dimensions: dimensions,
            format: format(element["format"]?.string),
            objectName: (element["objectName"] ?? schema["objectName"])?.string.flatMap { isIdentifier($0) ? $0 : nil },
            options: options(in: element), properties: properties)
    }

    private static func format(_ text: String?) -> EndpointSpec.Format? {
        switch text {
        case "int32": .int32
        case "int64": .int64
        default: nil
        }
    }

    private static func base(_ type: String?, hasProperties: Bool) -> EndpointSpec.FieldType.Base? {
        switch type {
        case "string": .string
        case "integer": .int
        case "number": .number
        case "boolean": .boolean
        // Lists, maps and leaves are written as objects without properties.
        case "object" where hasProperties: .object
        default: nil
        }
    }

    private static func options(in schema: JSON) -> [Option] {
        let options = (schema["options"]?.elements ?? []).compactMap { option -> (value: String, name: String)? in
            let value: String? =
                switch option["value"] {
                case .string(let text), .number(let text): text
                case .boolean(let flag): String(flag)
                default: nil
                }
            return value.map { ($0, option["name"]?.string ?? "") }
        }
        let counts = Dictionary(options.map { (Words($0.name).lowerCamelCase, 1) }, uniquingKeysWith: +)
        return options.map { value, name in
            let isUnique = counts[Words(name).lowerCamelCase] == 1
            return Option(value: value, key: isUnique && isIdentifier(name) ? name : nil)
        }
    }

    /// Returns whether an identifier of the platform can be a name: ASCII letters, digits and separators, beginning with a letter.
    private static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.utf8.first, isLetter(first), name.utf8.count <= 100 else { return false }
        return name.utf8.allSatisfy {
            isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "_- ".utf8.contains($0)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// The number of parameters, and of members at all depths.
    var memberCount: Int {
        func count(_ properties: [Property]?) -> Int {
            (properties ?? []).reduce(0) { $0 + 1 + count($1.value.properties) }
        }
        return count(query) + count(pathParameters) + count(request) + count(response)
    }

    /// Returns the members of the payload of a response, or `nil` if the schema says nothing about them.
    func payload(in envelope: EndpointSpec.Envelope) -> [Property]? {
        switch envelope {
        case .data: response?.first { $0.name == EnvelopeKeys.data }?.value.properties
        case .flat: response?.filter { !EnvelopeKeys.isOutcome($0.name) }
        case .none: response
        }
    }

    /// Returns whether the schema describes the endpoint. The names of parameters in the path can differ.
    func describes(_ method: EndpointSpec.Method, _ path: PathTemplate) -> Bool {
        self.method == method.rawValue && Self.withoutNames(self.path) == Self.withoutNames(path.text)
    }

    private static func withoutNames(_ path: String) -> [Substring] {
        path.split(separator: "/").map { $0.hasPrefix(":") || $0.hasPrefix("{") ? ":" : $0 }
    }
}

extension JSON {
    fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }

    fileprivate var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
}
