// The canonical form: keys in the order of the format, only what is stated. `SpecReader` is the other direction.

extension EndpointSpec {
    /// The spec's file text. Reading it and writing it again gives the same bytes.
    public var canonicalText: String { CanonicalText.of(json) + "\n" }

    var json: JSON {
        .stated([
            ("$schema", schema.map(JSON.string)),
            ("id", .string(id)),
            ("title", .string(title)),
            ("summary", summary.map(JSON.string)),
            ("document", document.json),
            ("method", .string(method.rawValue)),
            ("path", .string(path)),
            ("host", host.map(JSON.string)),
            ("fixedQuery", fixedQuery.map { .object($0.map { JSON.Member($0.name, .string($0.value)) }) }),
            ("rateLimits", rateLimits.array(\.json)),
            ("rateLimitNote", rateLimitNote.map(JSON.string)),
            ("appTypes", appTypes.array { .string($0.rawValue) }),
            ("accessTokens", accessTokens.array { .string($0.rawValue) }),
            ("scopes", scopes.array(\.json)),
            ("fieldScopes", fieldScopes.array(\.json)),
            ("idempotent", idempotent.map(JSON.boolean)),
            ("headers", headers.array(\.json)),
            ("pathParameters", pathParameters.array(\.json)),
            ("queryParameters", queryParameters.array(\.json)),
            ("request", request?.json),
            ("response", response.json),
            ("errors", errors.array(\.json)),
            ("polling", polling?.json),
        ])
    }
}

extension EndpointSpec.Document {
    fileprivate var json: JSON {
        .stated([("url", url.map(JSON.string)), ("updated", updated.map(JSON.string)), ("path", path.map(JSON.string))])
    }
}

extension EndpointSpec.RateLimit {
    fileprivate var json: JSON { .stated([("requests", .integer(requests)), ("seconds", .integer(seconds))]) }
}

extension EndpointSpec.Scope {
    fileprivate var json: JSON { .stated([("name", .string(name)), ("description", description.map(JSON.string))]) }
}

extension EndpointSpec.Request {
    fileprivate var json: JSON {
        .stated([
            ("contentType", contentType.map(JSON.string)),
            ("fields", fields.array(\.json)),
            ("samples", samples.map(JSON.array)),
            ("rawSamples", rawSamples.array(\.json)),
        ])
    }
}

extension EndpointSpec.RawSample {
    fileprivate var json: JSON { .stated([("text", .string(text)), ("repaired", repaired.map(JSON.array))]) }
}

extension EndpointSpec.Response {
    fileprivate var json: JSON {
        .stated([
            ("envelope", .string(envelope.rawValue)),
            ("type", .string(type.spelling)),
            ("fields", fields.array(\.json)),
            ("samples", samples.map(JSON.array)),
            ("rawSamples", rawSamples.array(\.json)),
        ])
    }
}

extension EndpointSpec.DocumentedError {
    fileprivate var json: JSON {
        .stated([
            ("status", status.map(JSON.integer)),
            ("code", .integer(code)),
            ("message", .string(message)),
            ("advice", advice.map(JSON.string)),
            ("name", name.map(JSON.string)),
        ])
    }
}

extension EndpointSpec.Polling {
    fileprivate var json: JSON {
        .stated([
            ("until", .stated([("field", .string(field)), ("in", .array(finalValues))])),
            ("whileEmpty", whileEmpty.map(JSON.boolean)),
            ("timeoutSeconds", timeoutSeconds.map(JSON.integer)),
        ])
    }
}

extension EndpointSpec.Field {
    fileprivate var json: JSON {
        .stated([
            ("name", .string(name)),
            ("type", .string(type.spelling)),
            ("typeName", typeName.map(JSON.string)),
            ("required", required.map(JSON.boolean)),
            ("description", description.map(JSON.string)),
            ("example", example),
            ("default", `default`),
            ("values", values.array(\.json)),
            ("constraints", constraints?.json),
            ("deprecated", deprecated.map(JSON.string)),
            ("fields", fields.array(\.json)),
            ("placement", placement.map { .string($0.rawValue) }),
            ("availableWhen", availableWhen?.json),
            ("swiftName", swiftName.map(JSON.string)),
        ])
    }
}

extension EndpointSpec.EnumeratedValue {
    fileprivate var json: JSON {
        .stated([("value", value), ("description", description.map(JSON.string)), ("name", name.map(JSON.string))])
    }
}

extension EndpointSpec.Constraints {
    fileprivate var json: JSON {
        .stated([
            ("minLength", minLength.map(JSON.integer)),
            ("maxLength", maxLength.map(JSON.integer)),
            ("minItems", minItems.map(JSON.integer)),
            ("maxItems", maxItems.map(JSON.integer)),
            ("minimum", minimum.map(JSON.number)),
            ("maximum", maximum.map(JSON.number)),
            ("pattern", pattern.map(JSON.string)),
        ])
    }
}

extension EndpointSpec.Condition {
    fileprivate var json: JSON { .stated([("field", .string(field)), ("equals", equals)]) }
}

extension JSON {
    fileprivate static func integer(_ value: Int) -> JSON { .number(String(value)) }

    /// An object of the members that have a value.
    fileprivate static func stated(_ members: [(String, JSON?)]) -> JSON {
        .object(members.compactMap { key, value in value.map { Member(key, $0) } })
    }
}

extension Optional {
    fileprivate func array<Element>(_ json: (Element) -> JSON) -> JSON? where Wrapped == [Element] {
        map { .array($0.map(json)) }
    }
}
