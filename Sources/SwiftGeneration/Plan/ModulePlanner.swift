import EndpointSpec
import SourceText

/// Decides what is generated for a set of specs, regardless of their order.
enum ModulePlanner {
    static func plan(_ files: [SpecFile]) throws(Failure) -> ModulePlan {
        let files = files.sorted { ($0.spec.id.description, $0.source.path) < ($1.spec.id.description, $1.source.path) }
        var problems = duplicateIDs(in: files)
        var planned: [(file: SpecFile, plan: EndpointPlan)] = []
        for file in files {
            do {
                planned.append((file, try EndpointPlanner.plan(file)))
            } catch {
                problems += error.diagnostics
            }
        }
        if problems.isEmpty { problems += collidingNames(in: planned) + collidingErrorNames(in: planned) }
        if !problems.isEmpty { throw Failure(problems) }
        let endpoints = planned.map(\.plan)
        return ModulePlan(endpoints: endpoints, services: services(of: endpoints))
    }

    // MARK: Problems

    private static func duplicateIDs(in files: [SpecFile]) -> [Diagnostic] {
        zip(files, files.dropFirst()).filter { $0.spec.id == $1.spec.id }.map { first, second in
            Diagnostic(
                .error, "duplicate-id",
                "two specs have the id \"\(second.spec.id)\"; delete one of them or change its id",
                at: second.location(of: ["id"]), notes: [.init("the other one is here", at: first.location(of: ["id"]))]
            )
        }
    }

    /// Ids that differ but not in Swift, and functions that the generator adds to those of the ids.
    private static func collidingNames(in planned: [(file: SpecFile, plan: EndpointPlan)]) -> [Diagnostic] {
        var types = NameScope(fix: "change one of the ids")
        var functions = NameScope(fix: "change one of the ids")
        return planned.flatMap { file, plan -> [Diagnostic] in
            let names = plan.names
            let location = file.location(of: ["id"])
            let levels = zip(names.id.words.indices, names.namespaces.map(\.type) + [names.type]).map { level, type in
                let prefix = names.namespaces.prefix(level).map { $0.type + "." }.joined()
                return (id: names.id.words.prefix(level + 1).joined(separator: "."), type: prefix + type)
            }
            // Case does not count, because there are file systems that do not distinguish it.
            let collidingTypes = levels.lazy.compactMap { level in
                types.add(level.type, of: "\"\(level.id)\"", at: location, key: level.type.lowercased())
            }.prefix(1)
            let added = [
                (names.function, "\"\(names.id)\""), (names.pollingFunction, "the polling of \"\(names.id)\""),
            ]
            let collidingFunctions = added.compactMap { name, what in
                name.flatMap {
                    functions.add($0.text, of: what, at: location, key: "\(names.qualifiedNamespace).\($0.text)")
                }
            }
            return Array(collidingTypes) + (collidingTypes.isEmpty ? collidingFunctions : [])
        }
    }

    private static func collidingErrorNames(in planned: [(file: SpecFile, plan: EndpointPlan)]) -> [Diagnostic] {
        var scope = NameScope(fix: "give one of them another \"name\"")
        return planned.flatMap { file, plan in
            plan.errors.enumerated().compactMap { index, error in
                let reference = plan.reference(to: error)
                return scope.add(
                    reference, of: "the error code \(error.error.code)",
                    at: file.location(of: ["errors", .index(index)]))
            }
        }
    }

    // MARK: Services

    private static func services(of endpoints: [EndpointPlan]) -> [ServicePlan] {
        grouped(endpoints, at: 0).map { name, endpoints in
            ServicePlan(
                id: endpoints[0].spec.id.service, name: name,
                versions: grouped(endpoints, at: 1).map { name, endpoints in
                    VersionPlan(name: name, resources: grouped(endpoints, at: 2).map(\.name), endpoints: endpoints)
                },
                errorCodes: errorCodes(of: endpoints))
        }
    }

    /// Groups neighbors: the endpoints are sorted by id.
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
        let codes = endpoints.flatMap(\.errors).map { plan in
            let documentation = [plan.error.message, plan.error.advice].compactMap { $0 }.joined(separator: "\n\n")
            return ErrorCodePlan(name: plan.name, code: plan.error.code, documentation: documentation)
        }
        return Dictionary(codes.map { ($0.name, $0) }) { first, _ in first }.values
            .sorted { ($0.code, $0.name.text) < ($1.code, $1.name.text) }
    }
}
