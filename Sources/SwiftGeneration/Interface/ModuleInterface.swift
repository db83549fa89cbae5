import EndpointSpec
import SourceText

/// What callers' source can use of the code that is generated for a set of specs.
package struct ModuleInterface: Sendable {
    private let declarations: [OperationID: [Declaration]]
    /// The constants of error codes, which belong to services.
    private let errors: Set<String>

    /// Specs that cannot be generated have no interface.
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

    /// What callers of an endpoint have to change in their source.
    package func changes(of id: OperationID, in new: ModuleInterface, _ newID: OperationID) -> [SpecChange] {
        // Another id is another path to everything, which the difference of the specs says.
        guard id == newID, let before = declarations[id], let after = new.declarations[id] else { return [] }
        let now = Dictionary(grouping: after, by: \.name)
        let removedTypes = Set(before.filter { $0.kind == .type && now[$0.name] == nil }.map(\.name))
        let gone = before.filter { !removedTypes.contains($0.owner) }.compactMap { old -> String? in
            if old.kind == .errorCode { return new.errors.contains(old.name) ? nil : "`\(old.name)` was removed" }
            return Self.text(of: old, now[old.name] ?? [])
        }
        let shared = after.filter { $0.kind == .shared && !before.contains($0) }.filter { type in
            isSeparate(type, of: id)
                && others(with: type, than: id, in: new).contains { isSeparate($0.type, of: $0.id) }
        }.map { "`\($0.name)` is now the same type as in other endpoints, which can be extended only once" }
        return (gone + shared).map { SpecChange(.breaking, "Swift", $0) }
    }

    /// Whether an endpoint has a type of its own.
    private func isSeparate(_ type: Declaration, of id: OperationID) -> Bool {
        let declared = declarations[id] ?? []
        return declared.contains(Declaration(name: type.name, kind: .type)) && !declared.contains(type)
    }

    /// The endpoints of the same version that share a type, with its name in them.
    private func others(
        with type: Declaration, than id: OperationID, in module: ModuleInterface
    ) -> [(id: OperationID, type: Declaration)] {
        module.declarations.filter { $0.key != id && $0.key.service == id.service && $0.key.version == id.version }
            .flatMap { other, declared in
                declared.filter { $0.kind == .shared && $0.lastName == type.lastName }.map { (other, $0) }
            }
    }

    /// What became of a declaration; nil where source that uses it still compiles.
    private static func text(of old: Declaration, _ now: [Declaration]) -> String? {
        let name = "`\(old.name)`"
        switch old.kind {
        case .shared:
            if now.contains(old) || now.isEmpty { return nil }
            return "\(name) is no longer the same type as in other endpoints, and no longer in `Types`"
        case .type, .member, .errorCode: return now.contains(old) ? nil : "\(name) was removed"
        case .property(let type):
            let found = now.compactMap { if case .property(let type) = $0.kind { type } else { nil } }.first
            guard let found else { return "\(name) was removed" }
            return found == type ? nil : "\(name) is `\(found)` instead of `\(type)`"
        case .function(let arguments):
            let found = now.compactMap { if case .function(let list) = $0.kind { list } else { nil } }.first
            guard let found else { return "\(name) was removed" }
            if Declaration.accepts(found, callsOf: arguments) { return nil }
            return "\(name) takes (\(spelling(of: found))) instead of (\(spelling(of: arguments)))"
        }
    }

    private static func spelling(of arguments: [Declaration.Argument]) -> String {
        arguments.map(\.spelling).joined(separator: ", ")
    }
}
