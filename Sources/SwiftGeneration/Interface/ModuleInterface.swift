import EndpointSpec
import SourceText

/// The public interface of the code generated for a set of specs.
package struct ModuleInterface: Sendable {
    private let declarations: [OperationID: [Declaration]]
    /// The error code constants. They are declared per service rather than per endpoint.
    private let errors: Set<String>

    /// Computes the interface. Specs for which no code can be generated are ignored.
    package init(of specs: [EndpointSpec]) {
        let plans = specs.concurrentMap { spec -> EndpointPlan? in
            guard let file = try? SpecFile(SourceFile(path: spec.id.description, text: spec.canonicalText)) else {
                return nil
            }
            return try? EndpointPlanner.plan(file, EndpointNames(of: spec))
        }.compactMap { $0 }.sorted { $0.spec.id.description < $1.spec.id.description }
        let versions = Dictionary(grouping: plans) { $0.names.folder }
        let declared = versions.values.flatMap { endpoints in
            let shared = SharedTypes(of: endpoints)
            return endpoints.map { plan in
                (plan.spec.id, plan.declarations(shared: Set(shared.applied(to: plan).aliases)))
            }
        }
        declarations = Dictionary(declared) { first, _ in first }
        errors = Set(plans.flatMap(\.names.errors).map(\.reference))
    }

    /// Returns the changes to the declarations of an endpoint. The result is empty if the ID of the endpoint changed, or if no
    /// code can be generated for its old or new spec.
    ///
    /// - Parameters:
    ///   - id: The ID of the endpoint.
    ///   - new: The new interface.
    ///   - newID: The new ID of the endpoint.
    ///   - renames: The renamed fields of the endpoint.
    package func changes(
        of id: OperationID, in new: ModuleInterface, _ newID: OperationID, renames: [FieldRename] = []
    ) -> [SpecChange] {
        // A new ID changes the qualified names of all declarations. These changes are not reported, because the diff of the
        // specs already reports the new ID.
        guard id == newID, let before = declarations[id], let after = new.declarations[id] else { return [] }
        let newlyShared = after.filter { $0.kind == .shared && !before.contains($0) }.filter { type in
            endpoint(id, owns: type)
                && otherEndpoints(sharing: type, with: id, in: new).contains { endpoint($0.id, owns: $0.type) }
        }
        return DeclarationDiff(before, after, errors: new.errors, renames: renames).changes
            + newlyShared.map {
                SpecChange(
                    .compatible, "Swift",
                    "`\($0.name)` is now the same type as in other endpoints, so it can be extended only once")
            }
    }

    /// Returns whether an endpoint declares a type itself rather than sharing it with other endpoints.
    private func endpoint(_ id: OperationID, owns type: Declaration) -> Bool {
        let declared = declarations[id] ?? []
        return declared.contains(Declaration(name: type.name, kind: .type)) && !declared.contains(type)
    }

    /// Returns the other endpoints of the same service version that share the type, each with its declaration of the type.
    private func otherEndpoints(
        sharing type: Declaration, with id: OperationID, in module: ModuleInterface
    ) -> [(id: OperationID, type: Declaration)] {
        module.declarations.filter { $0.key != id && $0.key.service == id.service && $0.key.version == id.version }
            .flatMap { other, declared in
                declared.filter { $0.kind == .shared && $0.lastName == type.lastName }.map { (other, $0) }
            }
    }
}
