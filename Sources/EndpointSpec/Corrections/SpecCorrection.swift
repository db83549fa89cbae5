import SourceText

extension EndpointSpec: Correctable {
    package static let correctableKeys: Set = [
        "method", "path", "host", "fixedQuery", "rateLimits", "rateLimitNote", "appTypes", "accessTokens", "scopes",
        "fieldScopes", "deprecated", "pathParameters",
    ]

    package func fact(_ key: String) -> JSON {
        if key != "pathParameters" { return written(key) }
        var spec = self
        spec.pathParameters = pathParameters?.filter { $0.corrected?.isMissing != true }.map(\.documented.unannotated)
        return spec.written(key)
    }

    package mutating func adopt(_ key: String, from other: EndpointSpec) {
        if key == "path" { change(to: other.path) } else { set(key, to: other.fact(key)) }
    }

    /// Changes the path, and the path parameters with it. A parameter that is no longer in the path gives its facts to the one that
    /// takes its place.
    package mutating func change(to path: PathTemplate) {
        self.path = path
        var free = (pathParameters ?? []).filter { !path.parameters.contains($0.name) }
        let parameters = path.parameters.map { name -> Field in
            if let field = pathParameters?.first(where: { $0.name == name }) { return field }
            var field = free.isEmpty ? Field(name: name, type: .init(.string)) : free.removeFirst()
            field.name = name
            return field
        }
        if Set(parameters.map(\.name)) != Set((pathParameters ?? []).map(\.name)) {
            pathParameters = parameters.isEmpty ? nil : parameters
        }
    }

    /// The spec as its document describes it, with all corrections undone.
    package var asDocumented: EndpointSpec {
        if !hasCorrections { return self }
        var spec = documented
        for list in FieldList.allCases { spec[list] = spec[list].flatMap(Self.asDocumented) }
        spec.request = spec.request?.documented
        spec.response = spec.response.documented
        spec.errors = spec.errors.map { errors in errors.compactMap { $0.asDocumented } }
        if spec.errors?.isEmpty == true, errors?.isEmpty == false { spec.errors = nil }
        return spec
    }

    private static func asDocumented(_ fields: [Field]) -> [Field]? {
        let documented = fields.compactMap { field -> Field? in
            if field.corrected?.isMissing == true { return nil }
            var field = field.documented
            field.fields = field.fields.flatMap(asDocumented)
            return field
        }
        return documented.isEmpty && !fields.isEmpty ? nil : documented
    }

    /// Whether a person changed any fact.
    package var hasCorrections: Bool {
        corrected != nil || request?.corrected != nil || response.corrected != nil
            || errors?.contains { $0.corrected != nil } == true
            || FieldList.allCases.contains { Self.hasCorrections(self[$0]) }
    }

    private static func hasCorrections(_ fields: [Field]?) -> Bool {
        fields?.contains { $0.corrected != nil || hasCorrections($0.fields) } ?? false
    }
}

extension EndpointSpec.Request: Correctable {
    package static let correctableKeys: Set = ["contentType"]
}

extension EndpointSpec.Response: Correctable {
    package static let correctableKeys: Set = ["envelope", "type"]
}

extension EndpointSpec.DocumentedError: Correctable {
    package static let correctableKeys: Set = ["status", "message", "advice"]
    package static var canBeMissing: Bool { true }

    /// The error as the document describes it, or `nil` if the document lacks it.
    fileprivate var asDocumented: EndpointSpec.DocumentedError? { corrected?.isMissing == true ? nil : documented }
}
