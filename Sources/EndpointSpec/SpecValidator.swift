/// Checks what the shape of a spec alone does not: that its parts agree with one another.
struct SpecValidator {
    private let file: SpecFile
    private var problems: [Diagnostic] = []

    static func problems(in file: SpecFile) -> [Diagnostic] {
        var validator = SpecValidator(file: file)
        validator.check(file.spec)
        return validator.problems
    }

    private init(file: SpecFile) {
        self.file = file
    }

    private mutating func check(_ spec: EndpointSpec) {
        checkID(spec.id)
        checkPath(spec)
        for (key, fields) in [
            ("headers", spec.headers), ("pathParameters", spec.pathParameters),
            ("queryParameters", spec.queryParameters),
        ] {
            check(fields ?? [], at: [.key(key)])
        }
        check(spec.request?.fields ?? [], at: ["request", "fields"])
        check(spec.response.fields ?? [], at: ["response", "fields"])
        if let polling = spec.polling { check(polling, in: spec.response) }
    }

    private mutating func checkID(_ id: String) {
        let parts = id.split(separator: ".", omittingEmptySubsequences: false)
        let wellFormed = parts.count == 4 && parts.allSatisfy(\.isIdentifierWord)
        if !wellFormed {
            report(
                "invalid-id",
                "expected an id like \"hire.v1.job.list\" (service, version, resource, operation), found \"\(id)\"",
                at: ["id"])
        }
    }

    private mutating func checkPath(_ spec: EndpointSpec) {
        if !spec.path.hasPrefix("/") || spec.path.contains(where: { "?#".contains($0) || $0.isWhitespace }) {
            report(
                "invalid-path", "expected a path that starts with '/' and has no query, found \"\(spec.path)\"",
                at: ["path"])
        }
        let inPath = spec.path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
        if let repeated = inPath.first(where: { name in inPath.count { $0 == name } > 1 }) {
            report("duplicate-parameter", "the path names :\(repeated) twice; a parameter has one place", at: ["path"])
        }
        let parameters = spec.pathParameters ?? []
        for name in inPath where !parameters.contains(where: { $0.name == name }) {
            report("unknown-parameter", "the path names :\(name), which pathParameters lacks", at: ["path"])
        }
        for (index, parameter) in parameters.enumerated() where !inPath.contains(parameter.name) {
            report(
                "unknown-parameter", "the path has no segment :\(parameter.name)",
                at: ["pathParameters", .index(index), "name"],
                notes: [.init("the path stands here", at: file.place(of: ["path"]))])
        }
    }

    private mutating func check(_ fields: [EndpointSpec.Field], at path: JSONPath) {
        var firstIndex: [String: Int] = [:]
        for (index, field) in fields.enumerated() {
            let place = path.appending(.index(index))
            if let first = firstIndex[field.name] {
                report(
                    "duplicate-field",
                    "the field \"\(field.name)\" stands twice among its siblings; delete or rename one of the two",
                    at: place.appending("name"),
                    notes: [.init("it stands first here", at: file.place(of: path.appending(.index(first), "name")))])
            } else {
                firstIndex[field.name] = index
            }
            if field.fields?.isEmpty == false, ![.object, .map].contains(field.type.base) {
                report(
                    "unexpected-fields", "only an object or a map has fields, not \(field.type.spelling)",
                    at: place.appending("type"))
            }
            checkValues(of: field, at: place)
            if let condition = field.availableWhen {
                check(condition, among: fields, at: place.appending("availableWhen"))
            }
            check(field.fields ?? [], at: place.appending("fields"))
        }
    }

    private mutating func checkValues(of field: EndpointSpec.Field, at place: JSONPath) {
        for (index, value) in (field.values ?? []).enumerated() {
            if !value.value.fits(field.type.base) {
                report(
                    "wrong-value",
                    "expected a value of the type \(field.type.base.rawValue), found \(value.value.compact)",
                    at: place.appending("values", .index(index), "value"))
            }
        }
    }

    private mutating func check(
        _ condition: EndpointSpec.Condition, among siblings: [EndpointSpec.Field], at place: JSONPath
    ) {
        guard let sibling = siblings.first(where: { $0.name == condition.field }) else {
            let nearest = condition.field.nearest(in: siblings.map(\.name))
            return report(
                "unknown-field",
                "no field \"\(condition.field)\" stands beside this one"
                    + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""),
                at: place.appending("field"))
        }
        checkListed(condition.equals, in: sibling, at: place.appending("equals"))
    }

    private mutating func check(_ polling: EndpointSpec.Polling, in response: EndpointSpec.Response) {
        if response.type != EndpointSpec.FieldType(.object) {
            report("unexpected-polling", "only an answer that is an object can be waited for", at: ["polling"])
        }
        if polling.finalValues.isEmpty {
            report("wrong-value", "expected the final values, found none", at: ["polling", "until", "in"])
        }
        let fields = response.fields ?? []
        guard let field = fields.first(where: { $0.name == polling.field }) else {
            let nearest = polling.field.nearest(in: fields.map(\.name))
            return report(
                "unknown-field",
                "the response has no field \"\(polling.field)\" at its top"
                    + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""),
                at: ["polling", "until", "field"])
        }
        if field.values == nil || ![.string, .int].contains(field.type.base) || field.type.dimensions > 0 {
            report(
                "unknown-value", "\"\(field.name)\" is no text or whole number with listed values",
                at: ["polling", "until", "field"])
        }
        for (index, value) in polling.finalValues.enumerated() {
            checkListed(value, in: field, at: ["polling", "until", "in", .index(index)])
        }
    }

    private mutating func checkListed(_ value: JSON, in field: EndpointSpec.Field, at place: JSONPath) {
        guard let values = field.values, !values.contains(where: { $0.value == value }),
            values.allSatisfy({ $0.value.fits(field.type.base) })
        else { return }
        let listed = values.map(\.value.compact).joined(separator: ", ")
        report("unknown-value", "\"\(field.name)\" has the values \(listed), not \(value.compact)", at: place)
    }

    private mutating func report(
        _ code: String, _ message: String, at path: JSONPath, notes: [Diagnostic.Note] = []
    ) {
        problems.append(Diagnostic(code, message, at: file.place(of: path), notes: notes))
    }
}

extension Substring {
    /// Whether it is a word of letters, digits and underscores, as the platform names its operations.
    fileprivate var isIdentifierWord: Bool {
        first?.isLetter == true && utf8.allSatisfy(\.isASCIIWordPart)
    }
}

extension JSON {
    /// Whether a listed value has the JSON type of its field.
    fileprivate func fits(_ base: EndpointSpec.FieldType.Base) -> Bool {
        switch (self, base) {
        case (.string, .string), (.boolean, .boolean), (.number, .number), (_, .any), (_, .map), (_, .object),
            (_, .file):
            true
        case (.number(let spelling), .int): Int(spelling) != nil
        default: false
        }
    }
}

extension UInt8 {
    fileprivate var isASCIIWordPart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
