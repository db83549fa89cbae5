import EndpointSpec

/// Decides what is generated for a set of specs, whatever their order.
enum ModulePlanner {
    static func plan(_ files: [SpecFile]) throws(SpecFile.Problems) -> ModulePlan {
        let files = files.sorted { ($0.spec.id, $0.source.path) < ($1.spec.id, $1.source.path) }
        var problems = duplicateIDs(in: files)
        var endpoints: [EndpointPlan] = []
        for file in files {
            do {
                endpoints.append(try EndpointPlanner.plan(file))
            } catch {
                problems += error.diagnostics
            }
        }
        if problems.isEmpty { problems += collidingTypes(in: files, endpoints) + collidingErrorNames(in: files) }
        if !problems.isEmpty { throw SpecFile.Problems(diagnostics: problems) }
        return ModulePlan(endpoints: endpoints, services: services(of: endpoints))
    }

    // MARK: Problems

    private static func duplicateIDs(in files: [SpecFile]) -> [Diagnostic] {
        zip(files, files.dropFirst()).filter { $0.spec.id == $1.spec.id }.map { first, second in
            Diagnostic(
                "duplicate-id", "two specs have the id \"\(second.spec.id)\"; delete one of them or change its id",
                at: second.place(of: ["id"]), notes: [.init("the other one is here", at: first.place(of: ["id"]))])
        }
    }

    /// Parts of ids that differ, but not in Swift. Case does not count: there are file systems where it does not.
    private static func collidingTypes(in files: [SpecFile], _ endpoints: [EndpointPlan]) -> [Diagnostic] {
        var firstByType: [String: (name: String, file: SpecFile)] = [:]
        var problems: [Diagnostic] = []
        for (file, endpoint) in zip(files, endpoints) {
            let words = file.spec.id.split(separator: ".")
            let types = (endpoint.location.namespaces + [endpoint.location.operation]).map(\.type)
            for level in 1...types.count {
                let name = words.prefix(level).joined(separator: ".")
                let type = types.prefix(level).joined(separator: ".")
                guard let first = firstByType[type.lowercased()] else {
                    firstByType[type.lowercased()] = (name, file)
                    continue
                }
                if first.name == name { continue }
                problems.append(
                    Diagnostic(
                        "name-collision",
                        "\"\(first.name)\" and \"\(name)\" are both \(type) in Swift; change one of the ids",
                        at: file.place(of: ["id"]),
                        notes: [.init("the other one is here", at: first.file.place(of: ["id"]))]))
                break
            }
        }
        return problems
    }

    private static func collidingErrorNames(in files: [SpecFile]) -> [Diagnostic] {
        var first: [String: (code: Int, place: Diagnostic.Place)] = [:]
        var problems: [Diagnostic] = []
        for file in files {
            for (index, error) in (file.spec.errors ?? []).enumerated() {
                let name = ErrorCodeName.of(error)
                let place = file.place(of: ["errors", .index(index)])
                let key = "\(file.spec.id.prefix { $0 != "." }).\(name)"
                guard let known = first[key] else {
                    first[key] = (error.code, place)
                    continue
                }
                if known.code == error.code { continue }
                problems.append(
                    Diagnostic(
                        "name-collision",
                        "the name \"\(name)\" stands for the code \(error.code) here and for \(known.code) elsewhere; "
                            + "give one of them another \"name\"", at: place,
                        notes: [.init("the other code stands here", at: known.place)]))
            }
        }
        return problems
    }

    // MARK: Services

    private static func services(of endpoints: [EndpointPlan]) -> [ServicePlan] {
        grouped(endpoints, at: 0).map { name, endpoints in
            ServicePlan(
                id: String(endpoints[0].spec.id.prefix { $0 != "." }), name: name,
                versions: grouped(endpoints, at: 1).map { name, endpoints in
                    VersionPlan(name: name, resources: grouped(endpoints, at: 2).map(\.name), endpoints: endpoints)
                },
                errorCodes: errorCodes(of: endpoints))
        }
    }

    /// Groups neighbours: the endpoints are sorted by id.
    private static func grouped(
        _ endpoints: [EndpointPlan], at level: Int
    ) -> [(name: EndpointLocation.Namespace, endpoints: [EndpointPlan])] {
        var groups: [(name: EndpointLocation.Namespace, endpoints: [EndpointPlan])] = []
        for endpoint in endpoints {
            let name = endpoint.location.namespaces[level]
            if groups.last?.name == name {
                groups[groups.count - 1].endpoints.append(endpoint)
            } else {
                groups.append((name, [endpoint]))
            }
        }
        return groups
    }

    private static func errorCodes(of endpoints: [EndpointPlan]) -> [ErrorCodePlan] {
        var codes: [String: ErrorCodePlan] = [:]
        for error in endpoints.flatMap({ $0.spec.errors ?? [] }) {
            let name = ErrorCodeName.of(error)
            let documentation = [error.message, error.advice].compactMap { $0 }.joined(separator: "\n\n")
            if codes[name] == nil {
                codes[name] = ErrorCodePlan(name: name, code: error.code, documentation: documentation)
            }
        }
        return codes.values.sorted { ($0.code, $0.name) < ($1.code, $1.name) }
    }
}

/// Names the constant of an error code.
enum ErrorCodeName {
    /// The annotated name. Else the words of a short message with the code behind them: a document's wording repeats
    /// itself for different codes, and a name must not depend on which other documents there are.
    static func of(_ error: EndpointSpec.DocumentedError) -> String {
        if let name = error.name { return SwiftName.enumMember(name) }
        let isEnglish = error.message.allSatisfy(\.isASCII)
        let words = Words(Glossary.english(for: error.message) ?? (isEnglish ? error.message : "")).words
        let speaking = (1...5).contains(words.count) && words.joined().count <= 40 ? words : ["code"]
        let code = String(error.code).replacing("-", with: "minus_")
        return SwiftName.enumMember((speaking + [code]).joined(separator: "_"))
    }
}
