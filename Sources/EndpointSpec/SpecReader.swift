// Which keys each object of the format has, in canonical order. `SpecWriter` is the other direction.

extension EndpointSpec {
    init(_ reader: ObjectReader) {
        schema = reader.optional("$schema", reader.string)
        id = reader.required("id", fallback: "", reader.nonEmptyString)
        title = reader.required("title", fallback: "", reader.nonEmptyString)
        summary = reader.optional("summary", reader.string)
        document = reader.required(
            "document", fallback: Document(), reader.object("the document", Document.init(reader:)))
        method = reader.required("method", fallback: .get, reader.word(Method.self))
        path = reader.required("path", fallback: "", reader.nonEmptyString)
        host = reader.optional("host", reader.nonEmptyString)
        fixedQuery = reader.optional("fixedQuery") { node in
            reader.pairs(node) { name, value in
                reader.string(value).map { FixedParameter(name: name, value: $0) }
            }
        }
        rateLimits = reader.optional(
            "rateLimits", reader.array(reader.object("the rate limit", RateLimit.init(reader:))))
        rateLimitNote = reader.optional("rateLimitNote", reader.string)
        appTypes = reader.optional("appTypes", reader.array(reader.word(AppType.self)))
        accessTokens = reader.optional("accessTokens", reader.array(reader.word(AccessToken.self)))
        let scopes = reader.array(reader.object("the scope", Scope.init(reader:)))
        self.scopes = reader.optional("scopes", scopes)
        fieldScopes = reader.optional("fieldScopes", scopes)
        idempotent = reader.optional("idempotent", reader.boolean)
        let fields = reader.array(reader.object("the field", Field.init(reader:)))
        headers = reader.optional("headers", fields)
        pathParameters = reader.optional("pathParameters", fields)
        queryParameters = reader.optional("queryParameters", fields)
        request = reader.optional("request", reader.object("the request", Request.init(reader:)))
        response = reader.required(
            "response", fallback: Response(envelope: .data, type: FieldType(.object)),
            reader.object("the response", Response.init(reader:)))
        errors = reader.optional(
            "errors", reader.array(reader.object("the error", DocumentedError.init(reader:))))
        polling = reader.optional("polling", reader.object("the polling", Polling.init(reader:)))
    }
}

extension EndpointSpec.Document {
    fileprivate init(reader: ObjectReader) {
        url = reader.optional("url", reader.nonEmptyString)
        updated = reader.optional("updated", reader.day)
        path = reader.optional("path", reader.nonEmptyString)
    }
}

extension EndpointSpec.RateLimit {
    fileprivate init(reader: ObjectReader) {
        requests = reader.required("requests", fallback: 1, reader.integer(atLeast: 1))
        seconds = reader.required("seconds", fallback: 1, reader.integer(atLeast: 1))
    }
}

extension EndpointSpec.Scope {
    fileprivate init(reader: ObjectReader) {
        name = reader.required("name", fallback: "", reader.nonEmptyString)
        description = reader.optional("description", reader.string)
    }
}

extension EndpointSpec.Request {
    fileprivate init(reader: ObjectReader) {
        contentType = reader.optional("contentType", reader.nonEmptyString)
        fields = reader.optional(
            "fields", reader.array(reader.object("the field", EndpointSpec.Field.init(reader:))))
        samples = reader.optional("samples", reader.array(reader.any))
        rawSamples = reader.optional(
            "rawSamples", reader.array(reader.object("the sample", EndpointSpec.RawSample.init(reader:))))
    }
}

extension EndpointSpec.RawSample {
    fileprivate init(reader: ObjectReader) {
        text = reader.required("text", fallback: "", reader.nonEmptyString)
        repaired = reader.optional("repaired", reader.array(reader.any))
    }
}

extension EndpointSpec.Response {
    fileprivate init(reader: ObjectReader) {
        envelope = reader.required("envelope", fallback: .data, reader.word(EndpointSpec.Envelope.self))
        type = reader.required("type", fallback: EndpointSpec.FieldType(.object), reader.fieldType)
        fields = reader.optional(
            "fields", reader.array(reader.object("the field", EndpointSpec.Field.init(reader:))))
        samples = reader.optional("samples", reader.array(reader.any))
        rawSamples = reader.optional(
            "rawSamples", reader.array(reader.object("the sample", EndpointSpec.RawSample.init(reader:))))
    }
}

extension EndpointSpec.DocumentedError {
    fileprivate init(reader: ObjectReader) {
        status = reader.optional("status", reader.integer(atLeast: 100))
        code = reader.required("code", fallback: 0, reader.integer)
        message = reader.required("message", fallback: "", reader.string)
        advice = reader.optional("advice", reader.string)
        name = reader.optional("name", reader.nonEmptyString)
    }
}

extension EndpointSpec.Polling {
    fileprivate init(reader: ObjectReader) {
        let fallback = (field: "", finalValues: [JSON]())
        let until = reader.required(
            "until", fallback: fallback,
            reader.object("the polling condition") { until in
                (
                    field: until.required("field", fallback: "", until.nonEmptyString),
                    finalValues: until.required("in", fallback: [], until.array(until.any))
                )
            })
        (field, finalValues) = until
        whileEmpty = reader.optional("whileEmpty", reader.boolean)
        timeoutSeconds = reader.optional("timeoutSeconds", reader.integer(atLeast: 1))
    }
}

extension EndpointSpec.Field {
    fileprivate init(reader: ObjectReader) {
        name = reader.required("name", fallback: "", reader.nonEmptyString)
        type = reader.required("type", fallback: EndpointSpec.FieldType(.any), reader.fieldType)
        typeName = reader.optional("typeName", reader.nonEmptyString)
        required = reader.optional("required", reader.boolean)
        description = reader.optional("description", reader.string)
        example = reader.optional("example", reader.any)
        `default` = reader.optional("default", reader.any)
        values = reader.optional(
            "values", reader.array(reader.object("the value", EndpointSpec.EnumeratedValue.init(reader:))))
        constraints = reader.optional(
            "constraints", reader.object("the constraints", EndpointSpec.Constraints.init(reader:)))
        deprecated = reader.optional("deprecated", reader.string)
        fields = reader.optional(
            "fields", reader.array(reader.object("the field", EndpointSpec.Field.init(reader:))))
        placement = reader.optional("placement", reader.word(EndpointSpec.Placement.self))
        availableWhen = reader.optional(
            "availableWhen", reader.object("the condition", EndpointSpec.Condition.init(reader:)))
        swiftName = reader.optional("swiftName", reader.nonEmptyString)
    }
}

extension EndpointSpec.EnumeratedValue {
    fileprivate init(reader: ObjectReader) {
        value = reader.required("value", fallback: .null, reader.any)
        description = reader.optional("description", reader.string)
        name = reader.optional("name", reader.nonEmptyString)
    }
}

extension EndpointSpec.Constraints {
    fileprivate init(reader: ObjectReader) {
        minLength = reader.optional("minLength", reader.integer(atLeast: 0))
        maxLength = reader.optional("maxLength", reader.integer(atLeast: 0))
        minItems = reader.optional("minItems", reader.integer(atLeast: 0))
        maxItems = reader.optional("maxItems", reader.integer(atLeast: 0))
        minimum = reader.optional("minimum", reader.number)
        maximum = reader.optional("maximum", reader.number)
        pattern = reader.optional("pattern", reader.nonEmptyString)
    }
}

extension EndpointSpec.Condition {
    fileprivate init(reader: ObjectReader) {
        field = reader.required("field", fallback: "", reader.nonEmptyString)
        equals = reader.required("equals", fallback: .null, reader.any)
    }
}
