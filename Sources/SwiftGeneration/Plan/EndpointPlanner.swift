import EndpointSpec
import SourceText

/// Plans the code to generate for one spec.
struct EndpointPlanner {
    private let file: SpecFile
    private let names: EndpointNames
    private let requestFields: [NamedField]
    private let responseFields: [NamedField]
    private var types: TypePlanner
    private var problems: [Diagnostic] = []

    /// Returns the plan for one endpoint.
    ///
    /// - Throws: `Failure` with all errors that prevent generation.
    static func plan(_ file: SpecFile, _ names: EndpointNames) throws(Failure) -> EndpointPlan {
        var planner = EndpointPlanner(file: file, names: names)
        return try planner.plan()
    }

    private init(file: SpecFile, names: EndpointNames) {
        self.file = file
        self.names = names
        requestFields = NamedField.all(in: .request, of: file.spec)
        responseFields = NamedField.all(in: .response, of: file.spec)
        types = TypePlanner(file: file)
    }

    private mutating func plan() throws(Failure) -> EndpointPlan {
        if let event = file.spec.event { return try plan(event) }
        let body = planBody()
        let response = planResponse()
        let parameters = planParameters()
        let arguments = Self.arguments(parameters, body)
        problems += types.problems
        if !problems.isEmpty { throw Failure(problems) }
        let documentation = FunctionDocumentation(spec: file.spec, arguments: arguments, errors: names.errors)
        return EndpointPlan(
            spec: file.spec, names: names, documentation: documentation.text,
            deprecationMessage: file.spec.deprecated, arguments: arguments,
            parameters: parameters, response: response, requestFields: requestFields, responseFields: responseFields,
            types: types.types, polling: planPolling(),
            paging: planPaging(parameters), idempotencyKey: planIdempotencyKey(parameters))
    }

    /// Plans the type of an event, and the type of the header members that not every event has.
    private mutating func plan(_ event: EndpointSpec.Event) throws(Failure) -> EndpointPlan {
        let header = NamedField.all(in: .eventHeader, of: file.spec)
        if !header.isEmpty {
            types.planRoot(
                named: EndpointNames.eventHeader, fields: header, at: EndpointSpec.FieldList.eventHeader.jsonPath,
                documentation: "The members of the header that not every event has.", isRequest: false)
        }
        types.planRoot(
            named: names.type, fields: NamedField.all(in: .event, of: file.spec),
            at: EndpointSpec.FieldList.event.jsonPath, documentation: EventDocumentation(spec: file.spec).text,
            isRequest: false)
        problems += types.problems
        if !problems.isEmpty { throw Failure(problems) }
        return EndpointPlan(
            spec: file.spec, names: names, documentation: "", deprecationMessage: nil, arguments: [], parameters: [],
            response: .none, requestFields: [], responseFields: [], types: types.types, polling: nil, paging: nil,
            idempotencyKey: nil)
    }

    private mutating func report(_ code: String, _ message: String, at path: JSONPath) {
        problems.append(
            Diagnostic(
                .error, code, message, at: file.location(of: path),
                notes: [
                    """
                    exclude the \(file.spec.noun) with \(command: "generate", "--except", file.spec.id.description), or permanently \
                    in the project file
                    """
                ]))
    }

    // MARK: Parameters

    private mutating func planParameters() -> [ParameterPlan] {
        var plans: [ParameterPlan] = []
        var scope = NameScope(fix: "give one of them another \"swiftName\"")
        for (location, list) in [
            (ParameterPlan.Location.path, EndpointSpec.FieldList.path), (.query, .query), (.header, .header),
        ] {
            let fields = NamedField.all(in: list, of: file.spec)
            for field in fields {
                let collision = scope.add(
                    field.name.text, of: "the \(location.rawValue) parameter \"\(field.field.name)\"",
                    at: file.location(of: field.path.appending("name")))
                problems += collision.map { [$0] } ?? []
                plans.append(parameter(field, location, among: fields))
            }
        }
        return inPathOrder(plans)
    }

    /// Returns the path parameters in the order in which they appear in the path, followed by the other parameters. The order of
    /// the path parameters matters, because their values are inserted into the path by position.
    private func inPathOrder(_ plans: [ParameterPlan]) -> [ParameterPlan] {
        let inPath = file.spec.path.parameters.compactMap { name in
            plans.first { $0.location == .path && $0.wireName == name }
        }
        return inPath + plans.filter { $0.location != .path }
    }

    private mutating func parameter(
        _ field: NamedField, _ location: ParameterPlan.Location, among siblings: [NamedField]
    ) -> ParameterPlan {
        let sent = field.asSent(in: location)
        let type = types.type(
            of: sent, in: .init(ancestors: ["Parameter"], enclosing: "Parameter", isRequest: true))
        let isOptional = location != .path && field.field.required != true
        return ParameterPlan(
            location: location, wireName: field.field.name, name: field.name, type: type, isOptional: isOptional,
            documentation: FieldDocumentation(siblings: siblings)
                .text(for: field, isRequest: true, hasEnum: type.containsOpenEnum),
            example: ParameterExample(field: sent, type: type, location: location).value(isOptional: isOptional))
    }

    /// Returns the required parameters, the body, and the optional parameters, in this order.
    private static func arguments(_ parameters: [ParameterPlan], _ body: SwiftType?) -> [ArgumentPlan] {
        let arguments = parameters.map {
            ArgumentPlan(
                wireName: $0.wireName, name: $0.name, type: $0.type, isOptional: $0.isOptional,
                documentation: $0.documentation)
        }
        let bodies = body.map {
            [ArgumentPlan(wireName: nil, name: Identifier("body"), type: $0, isOptional: false, documentation: nil)]
        }
        return arguments.filter { !$0.isOptional } + (bodies ?? []) + arguments.filter(\.isOptional)
    }

    // MARK: Body

    private mutating func planBody() -> SwiftType? {
        guard let request = file.spec.request else { return nil }
        if !request.isForm, let contentType = request.contentType,
            !contentType.lowercased().hasPrefix("application/json")
        {
            report(
                "unsupported", "expected a JSON body or a form, found content type \"\(contentType)\"",
                at: ["request", "contentType"])
        }
        let fields = requestFields
        if fields.isEmpty { return request.samples?.isEmpty == false ? .json : nil }
        types.planRoot(
            named: "Body", fields: fields, at: ["request", "fields"],
            documentation: "The request body of ``\(names.type)``.", isRequest: true, isForm: request.isForm)
        return .structure("Body")
    }

    // MARK: Response

    private mutating func planResponse() -> ResponsePlan {
        let response = file.spec.response
        if response.type == EndpointSpec.FieldType(.file) { return .file }
        if response.type == EndpointSpec.FieldType(.object), !responseFields.isEmpty {
            types.planRoot(
                named: "Response", fields: responseFields, at: ["response", "fields"],
                documentation: "The response of ``\(names.type)``.", isRequest: false)
            return .structure
        }
        if response.type.dimensions > 0 {
            let element = NamedField(
                field: EndpointSpec.Field(name: "element", type: response.type, fields: response.fields),
                path: ["response"], name: Identifier("element"), memberNames: [], fields: responseFields, isSent: false)
            return .alias(
                types.type(of: element, in: .init(ancestors: ["Response"], enclosing: "Response", isRequest: false)))
        }
        return response.type.base == .object && !hasPayload(response) ? .none : .alias(.json)
    }

    /// Returns whether any response sample has a payload. A sample can have a payload even if the document lists no fields.
    private func hasPayload(_ response: EndpointSpec.Response) -> Bool {
        (response.samples ?? []).contains { sample in
            guard case .object(let members) = sample else { return true }
            switch response.envelope {
            case .data:
                switch sample[EnvelopeKeys.data] {
                case nil, .null, .object([]): return false
                default: return true
                }
            case .flat, .none: return members.contains { !EnvelopeKeys.isOutcome($0.key) }
            }
        }
    }

    // MARK: Paging

    private func planPaging(_ parameters: [ParameterPlan]) -> PagingPlan? {
        guard let paging = PagedFields(of: file.spec) else { return nil }
        let results = types.properties(of: "Response")
        let token =
            paging.isInBody
            ? types.properties(of: "Body").first { $0.wireName == paging.token }.map {
                "body.\($0.storedName.spelling)"
            }
            : parameters.first { $0.location == .query && $0.wireName == paging.token }?.name.spelling
        guard let token, let next = results.first(where: { $0.wireName == paging.next }) else { return nil }
        let more = results.first { $0.wireName == paging.more }
        let items = results.first { $0.wireName == paging.items }
        return PagingPlan(
            token: token, next: next.storedName, isNextUntyped: next.type == .json, more: more?.storedName,
            isMoreUntyped: more?.type == .json,
            items: items.flatMap { items in
                if case .array(let element) = items.type { (items.storedName, element) } else { nil }
            })
    }

    // MARK: Idempotency

    private func planIdempotencyKey(_ parameters: [ParameterPlan]) -> IdempotencyKeyPlan? {
        guard let address = file.spec.idempotencyKey else { return nil }
        let property = IdempotencyKeyPlan.property
        if address.list == .request {
            guard let field = types.properties(of: "Body").first(where: { $0.wireName == address.name }),
                !parameters.contains(where: { $0.name.text == property })
            else { return nil }
            return IdempotencyKeyPlan(
                expression: "body.\(field.storedName.spelling)",
                isRequired: requestFields.contains { $0.field.name == address.name && $0.field.required == true })
        }
        guard
            let field = parameters.first(where: {
                $0.wireName == address.name && $0.location.rawValue == address.list.rawValue
            })
        else { return nil }
        // A parameter with this name is the property itself, if both have the same type.
        if parameters.contains(where: { $0.name.text == property && ($0.wireName != address.name || !$0.isOptional) }) {
            return nil
        }
        return IdempotencyKeyPlan(expression: field.name.spelling, isRequired: !field.isOptional)
    }

    // MARK: Polling

    private func planPolling() -> PollingPlan? {
        guard let polling = file.spec.polling,
            let field = responseFields.first(where: { $0.field.name == polling.until.field })
        else { return nil }
        let pending = (field.field.values ?? []).map(\.value).filter { !polling.until.finalValues.contains($0) }
        return PollingPlan(
            property: field.name, pendingMembers: pending.compactMap { types.memberName(of: $0, of: field) },
            repeatsWhileEmpty: polling.whileEmpty ?? false,
            timeoutSeconds: polling.timeoutSeconds)
    }
}

extension EndpointSpec.Request {
    /// Whether the body is a multipart form, which can contain files.
    var isForm: Bool { contentType?.lowercased().hasPrefix("multipart/form-data") == true }
}

extension NamedField {
    /// Returns the field with the type that it has as a parameter: a scalar or, for a query parameter, possibly an array of
    /// scalars. Any other type is replaced with a string or, for an array in the query, with an array of strings.
    fileprivate func asSent(in location: ParameterPlan.Location) -> NamedField {
        var sent = field
        if location != .query && field.type.dimensions > 0
            || ![.string, .int, .number, .boolean].contains(field.type.base) || field.type.dimensions > 1
        {
            sent.type = .init(.string, dimensions: location == .query && field.type.dimensions > 0 ? 1 : 0)
            sent.values = nil
            sent.fields = nil
        }
        return NamedField(field: sent, path: path, name: name, memberNames: memberNames, fields: [], isSent: true)
    }
}
