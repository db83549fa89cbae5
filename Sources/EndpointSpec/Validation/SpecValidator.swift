import SourceText

/// Checks that the parts of a spec are consistent, such as its path and its parameters, and that its host belongs to
/// the platform.
struct SpecValidator {
    private let spec: EndpointSpec
    /// Returns whether everything at or below the given path could be read. Otherwise, a value that seems to be
    /// missing may be in the part that could not be read.
    private let isReadable: (JSONPath) -> Bool
    private var problems: [SpecProblem] = []

    static func problems(in spec: EndpointSpec, isReadable: @escaping (JSONPath) -> Bool) -> [SpecProblem] {
        var validator = SpecValidator(spec: spec, isReadable: isReadable)
        validator.checkHost()
        validator.checkPath()
        validator.checkFields()
        validator.checkPolling()
        validator.checkPaging()
        return validator.problems
    }

    private init(spec: EndpointSpec, isReadable: @escaping (JSONPath) -> Bool) {
        self.spec = spec
        self.isReadable = isReadable
    }

    private mutating func report(
        _ code: String, _ message: String, at path: JSONPath, related: (String, JSONPath)? = nil
    ) {
        problems.append(SpecProblem(code: code, message: message, path: path, related: related))
    }

    /// Reports that a value is missing from a part of the spec, unless the part could not be read.
    private mutating func reportMissing(_ code: String, _ message: String, at path: JSONPath, in part: JSONPath) {
        if isReadable(part) { report(code, message, at: path) }
    }

    // MARK: Host

    /// Checks that the host belongs to the platform. Any other host is a security risk, because the host receives
    /// access tokens.
    private mutating func checkHost() {
        guard let host = spec.host, !PlatformHosts.all.contains(host) else { return }
        let hosts = PlatformHosts.all.joined(separator: ", ")
        report("unknown-host", "unknown host \"\(host)\"; expected one of \(hosts)", at: ["host"])
    }

    // MARK: Path

    private mutating func checkPath() {
        let inPath = spec.path.parameters
        if let repeated = inPath.first(where: { name in inPath.count { $0 == name } > 1 }) {
            report("duplicate-parameter", "duplicate path parameter \"\(repeated)\"", at: ["path"])
        }
        let parameters = spec.pathParameters ?? []
        for name in inPath where !parameters.contains(where: { $0.name == name }) {
            reportMissing(
                "unknown-parameter", "the path parameter \"\(name)\" is missing from \"pathParameters\"",
                at: ["path"], in: ["pathParameters"])
        }
        for (index, parameter) in parameters.enumerated() where !inPath.contains(parameter.name) {
            report(
                "unknown-parameter", "the path has no segment \":\(parameter.name)\"",
                at: ["pathParameters", .index(index), "name"], related: ("path specified here", ["path"]))
        }
    }

    // MARK: Fields

    private mutating func checkFields() {
        for list in EndpointSpec.FieldList.allCases {
            checkNames(spec[list] ?? [], at: list.jsonPath)
            for placed in spec.fields(in: list) { check(placed, in: list) }
        }
    }

    private mutating func check(_ placed: PlacedField, in list: EndpointSpec.FieldList) {
        let (field, path) = (placed.field, placed.path)
        if field.fields?.isEmpty == false, ![.object, .map].contains(field.type.base) {
            report(
                "unexpected-fields",
                "expected the type object or map for a field with \"fields\", found \(field.type.spelling)",
                at: path.appending("type"))
        }
        if let valueType = field.valueType {
            if field.type.base != .map {
                report(
                    "unexpected-value-type",
                    "expected the type map for a field with \"valueType\", found \(field.type.spelling)",
                    at: path.appending("valueType"))
            } else if field.fields?.isEmpty == false, valueType.base != .object {
                report(
                    "unexpected-fields",
                    "expected the value type object for a map with \"fields\", found \(valueType.spelling)",
                    at: path.appending("valueType"))
            }
        }
        checkValues(of: field, at: path)
        if field.idempotencyKey == true,
            !EndpointSpec.FieldList.ofIdempotencyKeys.contains(list) || placed.depth > 0 || field.type != .init(.string)
        {
            report(
                "unexpected-idempotency-key",
                "expected a string of the request that is not nested, found \(field.type.spelling) \(placed.address)",
                at: path.appending("idempotencyKey"))
        }
        if let condition = field.availableWhen {
            let siblings = JSONPath(steps: path.steps.dropLast())
            let parent = FieldAddress(list, placed.address.names.dropLast())
            let fields = parent.names.isEmpty ? spec[list] : spec.field(at: parent)?.fields
            check(condition, among: fields ?? [], siblings, at: path.appending("availableWhen"))
        }
        checkNames(field.fields ?? [], at: path.appending("fields"))
    }

    private mutating func checkNames(_ fields: [EndpointSpec.Field], at path: JSONPath) {
        var firstIndex: [String: Int] = [:]
        for (index, field) in fields.enumerated() {
            guard let first = firstIndex[field.name] else {
                firstIndex[field.name] = index
                continue
            }
            report(
                "duplicate-field", "duplicate field name \"\(field.name)\"; delete or rename one of the two",
                at: path.appending(.index(index), "name"),
                related: ("first used here", path.appending(.index(first), "name")))
        }
    }

    private mutating func checkValues(of field: EndpointSpec.Field, at path: JSONPath) {
        guard field.type.base.isScalar else { return }
        let element = EndpointSpec.FieldType(field.type.base)
        for (index, value) in (field.values ?? []).enumerated() where !element.fits(value.value) {
            report(
                "wrong-value",
                "expected a value of type \(field.type.base.rawValue), found \(value.value.compact)",
                at: path.appending("values", .index(index), "value"))
        }
    }

    private mutating func check(
        _ condition: EndpointSpec.Condition, among siblings: [EndpointSpec.Field], _ list: JSONPath,
        at path: JSONPath
    ) {
        guard let sibling = siblings.first(where: { $0.name == condition.field }) else {
            let suggestion = Self.suggestion(for: condition.field, among: siblings)
            return reportMissing(
                "unknown-field", "no sibling field \"\(condition.field)\"\(suggestion)", at: path.appending("field"),
                in: list)
        }
        checkListed(condition.equals, in: sibling, at: path.appending("equals"))
    }

    // MARK: Polling

    private mutating func checkPolling() {
        guard let polling = spec.polling else { return }
        let response = spec.response
        if response.type != EndpointSpec.FieldType(.object) {
            report(
                "unexpected-polling", "polling requires a response of type object, found \(response.type.spelling)",
                at: ["polling"])
        }
        if polling.until.finalValues.isEmpty {
            report("wrong-value", "expected at least one final value, found none", at: ["polling", "until", "in"])
        }
        let fields = response.fields ?? []
        guard let field = fields.first(where: { $0.name == polling.until.field }) else {
            let suggestion = Self.suggestion(for: polling.until.field, among: fields)
            return reportMissing(
                "unknown-field", "the response has no top-level field \"\(polling.until.field)\"\(suggestion)",
                at: ["polling", "until", "field"], in: ["response"])
        }
        if field.values == nil || ![.string, .int].contains(field.type.base) || field.type.dimensions > 0 {
            report(
                "unknown-value",
                "polling requires a string or an integer with listed values, which \"\(field.name)\" is not",
                at: ["polling", "until", "field"])
        }
        for (index, value) in polling.until.finalValues.enumerated() {
            checkListed(value, in: field, at: ["polling", "until", "in", .index(index)])
        }
    }

    // MARK: Paging

    private mutating func checkPaging() {
        guard let paging = spec.paging else { return }
        let results = spec.response.fields ?? []
        for (key, name) in [("items", paging.items), ("next", paging.next), ("more", paging.more)] {
            guard let name, !results.contains(where: { $0.name == name }) else { continue }
            let suggestion = Self.suggestion(for: name, among: results)
            reportMissing(
                "unknown-field", "the response has no top-level field \"\(name)\"\(suggestion)",
                at: ["paging", .key(key)], in: ["response"])
        }
        if let items = paging.items, results.first(where: { $0.name == items })?.type.dimensions == 0 {
            report("unexpected-paging", "\"\(items)\" is not a list", at: ["paging", "items"])
        }
        let parameters = (spec.queryParameters ?? []) + (spec.request?.fields ?? [])
        if let token = paging.token, isReadable(["queryParameters"]), !parameters.contains(where: { $0.name == token })
        {
            let suggestion = Self.suggestion(for: token, among: parameters)
            reportMissing(
                "unknown-field", "neither the query nor the body has a field \"\(token)\"\(suggestion)",
                at: ["paging", "token"], in: ["request"])
        }
    }

    private mutating func checkListed(_ value: JSON, in field: EndpointSpec.Field, at path: JSONPath) {
        guard let values = field.values, !values.contains(where: { $0.value == value }),
            values.allSatisfy({ EndpointSpec.FieldType(field.type.base).fits($0.value) })
        else { return }
        let listed = values.map(\.value.compact).joined(separator: ", ")
        report("unknown-value", "expected one of \(listed) for \"\(field.name)\", found \(value.compact)", at: path)
    }

    private static func suggestion(for name: String, among fields: [EndpointSpec.Field]) -> String {
        name.nearest(in: fields.map(\.name)).map { "; did you mean \"\($0)\"?" } ?? ""
    }
}
