import EndpointSpec
import SourceText

/// Plans the code to generate for a set of specs. The plan does not depend on the order of the specs.
enum ModulePlanner {
    static func plan(_ files: [SpecFile]) throws(Failure) -> ModulePlan {
        let files = files.sorted { ($0.spec.id.description, $0.source.path) < ($1.spec.id.description, $1.source.path) }
        let endpoints = Set(
            files.filter { $0.spec.event == nil }.map { EndpointNames(of: $0.spec).qualifiedType.lowercased() })
        let planned = files.concurrentMap { file in
            var names = EndpointNames(of: file.spec)
            // An event gives way to an endpoint with the same name, whichever documents are imported first.
            if names.isEvent, endpoints.contains(names.qualifiedType.lowercased()) {
                names = EndpointNames(of: file.spec, suffix: "Event")
            }
            let plan = Result { [names] () throws(Failure) in try EndpointPlanner.plan(file, names) }
            return (endpoint: NamedEndpoint(file: file, names: names), plan: plan)
        }
        let named = planned.map(\.endpoint)
        var problems = duplicateIDs(in: files)
        var plans: [EndpointPlan] = []
        for plan in planned.map(\.plan) {
            switch plan {
            case .success(let endpoint): plans.append(endpoint)
            case .failure(let failure): problems += failure.diagnostics
            }
        }
        problems = problems.addingIndependent(collidingNames(of: named) + collidingErrorNames(of: named))
        if !problems.isEmpty { throw Failure(problems) }
        return ModulePlan(services: services(of: plans))
    }

    /// A spec and the names of its endpoint. The names are available even if the endpoint cannot be planned.
    private struct NamedEndpoint: Sendable {
        let file: SpecFile
        let names: EndpointNames
    }

    // MARK: Errors

    private static func duplicateIDs(in files: [SpecFile]) -> [Diagnostic] {
        zip(files, files.dropFirst()).filter { $0.spec.id == $1.spec.id }.map { first, second in
            Diagnostic(
                .error, "duplicate-id",
                "duplicate endpoint ID \"\(second.spec.id)\"; delete one of the specs or change its ID",
                at: second.location(of: ["id"]),
                notes: [.init("the other spec is here", at: first.location(of: ["id"]))]
            )
        }
    }

    /// Returns one error for each endpoint with a Swift name or file name that is already taken.
    private static func collidingNames(of endpoints: [NamedEndpoint]) -> [Diagnostic] {
        let fix = "change one of the IDs"
        var (types, members, files) = (NameScope(fix: fix), NameScope(fix: fix), NameScope(fix: fix))
        _ = files.add(
            ModulePlan.endpointListFile, of: "the list of all endpoints", at: .none, key: "feishu+endpoints.swift")
        return endpoints.flatMap { endpoint -> [Diagnostic] in
            let location = endpoint.file.location(of: ["id"])
            // Report at most one error per endpoint. One collision can cause others: for example, if the names of two services
            // collide, the names of their files collide too.
            return endpoint.names.declarations.lazy.compactMap { declaration in
                let scope = declaration.scope.map { $0 + "." } ?? ""
                let owner = declaration.owner
                switch declaration.kind {
                // Ignore case, because files are named after types, and some file systems are case-insensitive.
                case .type:
                    return types.add(
                        scope + declaration.name, of: owner, at: location, key: (scope + declaration.name).lowercased())
                case .member:
                    return members.add(declaration.name, of: owner, at: location, key: scope + declaration.name)
                // The compiler requires unique file names within a module, even if the files are in different folders.
                case .file:
                    return files.add(declaration.name, of: owner, at: location, key: declaration.name.lowercased())
                }
            }.prefix(1).map { $0 }
        }
    }

    private static func collidingErrorNames(of endpoints: [NamedEndpoint]) -> [Diagnostic] {
        var scope = NameScope(fix: "give one of them another \"name\"")
        return endpoints.flatMap { endpoint in
            endpoint.names.errors.enumerated().compactMap { index, error in
                scope.add(
                    error.reference, of: "the error code \(error.error.code)",
                    at: endpoint.file.location(of: ["errors", .index(index)]))
            }
        }
    }

    // MARK: Services

    private static func services(of endpoints: [EndpointPlan]) -> [ServicePlan] {
        grouped(endpoints, at: 0).map { name, endpoints in
            ServicePlan(
                id: endpoints[0].spec.id.service, name: name,
                versions: grouped(endpoints, at: 1).map(version),
                errorCodes: errorCodes(of: endpoints))
        }
    }

    private static func version(_ name: EndpointNames.Namespace, of endpoints: [EndpointPlan]) -> VersionPlan {
        let shared = SharedTypes(of: endpoints)
        return VersionPlan(
            name: name, resources: grouped(endpoints, at: 2).map(\.name), endpoints: endpoints.map(shared.applied),
            types: shared.types)
    }

    /// Groups endpoints by service (level 0), version (level 1), or resource (level 2). The endpoints must be sorted by ID.
    private static func grouped(
        _ endpoints: [EndpointPlan], at level: Int
    ) -> [(name: EndpointNames.Namespace, endpoints: [EndpointPlan])] {
        var groups: [(name: EndpointNames.Namespace, endpoints: [EndpointPlan])] = []
        for endpoint in endpoints {
            let name = endpoint.names.namespaces[level]
            if groups.last?.name == name {
                groups[groups.count - 1].endpoints.append(endpoint)
            } else {
                groups.append((name, [endpoint]))
            }
        }
        return groups
    }

    private static func errorCodes(of endpoints: [EndpointPlan]) -> [ErrorCodePlan] {
        let codes = endpoints.flatMap(\.names.errors).map { plan in
            let documentation = [plan.error.message, plan.error.advice]
                .compactMap { $0?.withListsBelowLabels }.joined(separator: "\n\n")
            return ErrorCodePlan(name: plan.name, code: plan.error.code, documentation: documentation)
        }
        return Dictionary(codes.map { ($0.name, $0) }) { first, _ in first }.values
            .sorted { ($0.code, $0.name.text) < ($1.code, $1.name.text) }
    }
}
