import EndpointSpec

/// Decides what is generated for one spec.
struct EndpointPlanner {
    private let file: SpecFile
    private var types: TypePlanner
    private var problems: [Diagnostic] = []

    /// Plans one endpoint. Throws all that stands in the way.
    static func plan(_ file: SpecFile) throws(SpecFile.Problems) -> EndpointPlan {
        var planner = EndpointPlanner(file: file)
        return try planner.plan()
    }

    private init(file: SpecFile) {
        self.file = file
        types = TypePlanner(file: file)
    }

    private mutating func plan() throws(SpecFile.Problems) -> EndpointPlan {
        let spec = file.spec
        let body = planBody()
        let response = planResponse()
        let plan = EndpointPlan(
            spec: spec, location: EndpointLocation(id: spec.id),
            parameters: planParameters(), body: body, response: response, types: types.types, polling: planPolling())
        problems += types.problems
        if !problems.isEmpty { throw SpecFile.Problems(diagnostics: problems) }
        return plan
    }

    // MARK: Parameters

    private mutating func planParameters() -> [ParameterPlan] {
        let lists: [(ParameterPlan.Place, String, [EndpointSpec.Field]?)] = [
            (.path, "pathParameters", file.spec.pathParameters), (.query, "queryParameters", file.spec.queryParameters),
            (.header, "headers", file.spec.headers),
        ]
        var plans: [ParameterPlan] = []
        var paths: [String: JSONPath] = [:]
        for (place, key, fields) in lists {
            for (index, field) in (fields ?? []).enumerated() {
                let path: JSONPath = [.key(key), .index(index)]
                let plan = parameter(field, at: path, place: place, among: fields ?? [])
                if let first = paths.updateValue(path, forKey: plan.name) {
                    report(
                        "name-collision",
                        "two parameters are both `\(plan.name)` in Swift; give one of them another \"swiftName\"",
                        at: path.appending("name"),
                        notes: [.init("the other one stands here", at: file.place(of: first.appending("name")))])
                }
                plans.append(plan)
            }
        }
        return inPathOrder(plans)
    }

    /// The path takes its values by their order.
    private func inPathOrder(_ plans: [ParameterPlan]) -> [ParameterPlan] {
        let segments = file.spec.path.split(separator: "/")
        let inPath = segments.compactMap { segment in
            plans.first { $0.place == .path && ":" + $0.wireName == segment }
        }
        return inPath + plans.filter { $0.place != .path }
    }

    private mutating func parameter(
        _ field: EndpointSpec.Field, at path: JSONPath, place: ParameterPlan.Place, among siblings: [EndpointSpec.Field]
    ) -> ParameterPlan {
        let context = TypePlanner.Context(path: path, ancestors: ["Parameter"], isRequest: true)
        let planned = types.type(of: field, at: path, in: context)
        // What is no plain value is sent as the text that the document asks for.
        let type: SwiftType =
            switch planned {
            case .json, .dictionary, .structure: .string
            case .array(.json), .array(.dictionary), .array(.structure), .array(.array): .array(.string)
            case .array where place != .query: .string
            default: planned
            }
        return ParameterPlan(
            place: place, wireName: field.name, name: SwiftName.parameter(field.swiftName ?? field.name), type: type,
            isOptional: place != .path && field.required != true,
            documentation: FieldDocumentation(siblings: siblings)
                .text(for: field, isRequest: true, hasEnum: type.isEnumerated))
    }

    // MARK: Body

    private mutating func planBody() -> SwiftType? {
        guard let request = file.spec.request else { return nil }
        if let contentType = request.contentType, !contentType.lowercased().hasPrefix("application/json") {
            report(
                "unsupported", "only JSON bodies can be generated yet, not \(contentType)",
                at: ["request", "contentType"])
            return nil
        }
        if let fields = request.fields, !fields.isEmpty {
            types.planRoot(
                named: "Body", fields: fields,
                documentation: "What ``\(EndpointLocation(id: file.spec.id).operation.type)`` sends.",
                context: .init(path: ["request", "fields"], ancestors: ["Body"], isRequest: true))
            return .structure("Body")
        }
        return request.samples?.isEmpty == false ? .json : nil
    }

    // MARK: Response

    private mutating func planResponse() -> ResponsePlan {
        let response = file.spec.response
        let fields = response.fields ?? []
        if response.type.base == .file {
            report("unsupported", "downloads cannot be generated yet", at: ["response", "type"])
        }
        let context = TypePlanner.Context(path: ["response", "fields"], ancestors: ["Response"], isRequest: false)
        if response.type == EndpointSpec.FieldType(.object), !fields.isEmpty {
            types.planRoot(
                named: "Response", fields: fields,
                documentation: "What ``\(EndpointLocation(id: file.spec.id).operation.type)`` returns.",
                context: context)
            return .structure
        }
        if response.type.dimensions > 0 {
            let element = EndpointSpec.Field(name: "element", type: response.type, fields: fields)
            return .alias(types.type(of: element, at: ["response"], in: context))
        }
        return response.type.base == .object && !hasPayload(response) ? .none : .alias(.json)
    }

    /// Whether a sample shows content although the document lists no field.
    private func hasPayload(_ response: EndpointSpec.Response) -> Bool {
        (response.samples ?? []).contains { sample in
            guard case .object(let members) = sample else { return true }
            switch response.envelope {
            case .data:
                switch members.first(where: { $0.key == "data" })?.value {
                case nil, .null, .object([]): return false
                default: return true
                }
            case .flat, .none: return members.contains { !["code", "msg", "message"].contains($0.key) }
            }
        }
    }

    // MARK: Polling

    private func planPolling() -> PollingPlan? {
        guard let polling = file.spec.polling,
            let field = file.spec.response.fields?.first(where: { $0.name == polling.field })
        else { return nil }
        let values = field.values ?? []
        let pending = zip(values, EnumMembers.names(for: values)).filter { !polling.finalValues.contains($0.0.value) }
        return PollingPlan(
            property: SwiftName.property(field.swiftName ?? field.name), pendingMembers: pending.map(\.1),
            repeatsWhileEmpty: polling.whileEmpty ?? false, timeoutSeconds: polling.timeoutSeconds)
    }

    private mutating func report(
        _ code: String, _ message: String, at path: JSONPath, notes: [Diagnostic.Note] = []
    ) {
        problems.append(Diagnostic(code, message, at: file.place(of: path), notes: notes))
    }
}
