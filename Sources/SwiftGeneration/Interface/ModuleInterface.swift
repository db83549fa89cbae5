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

    /// Returns the source-breaking changes to an endpoint. The result is empty if the ID of the endpoint changed, or if no code
    /// can be generated for its old or new spec.
    package func changes(of id: OperationID, in new: ModuleInterface, _ newID: OperationID) -> [SpecChange] {
        // A new ID changes the qualified names of all declarations. These changes are not reported, because the diff of the
        // specs already reports the new ID.
        guard id == newID, let before = declarations[id], let after = new.declarations[id] else { return [] }
        let now = Dictionary(grouping: after, by: \.name)
        let removedTypes = Set(before.filter { $0.kind == .type && now[$0.name] == nil }.map(\.name))
        let removedOrChanged = before.filter { !removedTypes.contains($0.owner) }.compactMap { old -> String? in
            if old.kind == .errorCode { return new.errors.contains(old.name) ? nil : "`\(old.name)` was removed" }
            return Self.breakingChange(of: old, to: now[old.name] ?? [])
        }
        let newlyShared = after.filter { $0.kind == .shared && !before.contains($0) }.filter { type in
            endpoint(id, owns: type)
                && otherEndpoints(sharing: type, with: id, in: new).contains { endpoint($0.id, owns: $0.type) }
        }.map { "`\($0.name)` is now shared with other endpoints, so it can be extended only once" }
        return (removedOrChanged + newlyShared).map { SpecChange(.breaking, "Swift", $0) }
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

    /// Returns a description of the change to a declaration, or `nil` if code that uses the declaration still compiles.
    private static func breakingChange(of old: Declaration, to now: [Declaration]) -> String? {
        let name = "`\(old.name)`"
        switch old.kind {
        case .shared:
            if now.contains(old) || now.isEmpty { return nil }
            return "\(name) is no longer shared with other endpoints, and was removed from `Types`"
        case .type, .member, .errorCode: return now.contains(old) ? nil : "\(name) was removed"
        case .property(let type):
            let newType = now.compactMap { if case .property(let type) = $0.kind { type } else { nil } }.first
            guard let newType else { return "\(name) was removed" }
            return newType == type ? nil : "\(name) is `\(newType)` instead of `\(type)`"
        case .function(let arguments):
            let newArguments = now.compactMap { if case .function(let list) = $0.kind { list } else { nil } }.first
            guard let newArguments else { return "\(name) was removed" }
            if Declaration.accepts(newArguments, callsTo: arguments) { return nil }
            return "\(name) takes (\(spelling(of: newArguments))) instead of (\(spelling(of: arguments)))"
        }
    }

    private static func spelling(of arguments: [Declaration.Argument]) -> String {
        arguments.map(\.spelling).joined(separator: ", ")
    }
}
