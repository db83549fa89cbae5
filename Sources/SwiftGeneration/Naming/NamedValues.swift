import EndpointSpec

extension EndpointSpec {
    /// The spec with the names that are derived from Chinese texts as annotations, those of listed values and of error codes,
    /// so that they are the same in later versions of the tool. Names that are there already stay.
    package var withNamedValues: EndpointSpec {
        var spec = self
        spec.pathParameters = pathParameters?.map(\.withNamedValues)
        spec.queryParameters = queryParameters?.map(\.withNamedValues)
        spec.headers = headers?.map(\.withNamedValues)
        spec.request?.fields = request?.fields?.map(\.withNamedValues)
        spec.response.fields = response.fields?.map(\.withNamedValues)
        spec.errors = errors?.map(\.withName)
        return spec
    }
}

extension EndpointSpec.DocumentedError {
    fileprivate var withName: EndpointSpec.DocumentedError {
        var unknown = self
        unknown.message = "？"
        let name = ErrorCodeName.of(self)
        guard self.name == nil, !message.allSatisfy(\.isASCII), name != ErrorCodeName.of(unknown) else { return self }
        var error = self
        error.name = name.text
        return error
    }
}

extension EndpointSpec.Field {
    fileprivate var withNamedValues: EndpointSpec.Field {
        var field = self
        field.fields = fields?.map(\.withNamedValues)
        guard let values else { return field }
        let undescribed = values.map { value in
            var value = value
            value.description = nil
            return value
        }
        let names = zip(EnumMemberNames.of(values), EnumMemberNames.of(undescribed))
        field.values = zip(values, names).map { value, names in
            var value = value
            // What the value itself says is the same in every version.
            if value.name == nil, names.0 != names.1 { value.name = names.0.text }
            return value
        }
        return field
    }
}
