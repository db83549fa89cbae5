import EndpointSpec

/// The source-breaking differences between two versions of the declarations of an endpoint.
struct DeclarationDiff {
    private(set) var changes: [SpecChange] = []
    private let after: [String: [Declaration]]
    private let renames: [FieldRename]
    /// The names of the properties that are reported as removed or changed.
    private var changedProperties: Set<String> = []

    /// - Parameters:
    ///   - before: The old declarations.
    ///   - after: The new declarations.
    ///   - errors: The constants for error codes in the new module.
    ///   - renames: The renamed fields.
    init(_ before: [Declaration], _ after: [Declaration], errors: Set<String>, renames: [FieldRename]) {
        self.after = Dictionary(grouping: after, by: \.name)
        self.renames = renames
        let removedTypes = Set(before.filter { $0.kind == .type && self.after[$0.name] == nil }.map(\.name))
        let before = before.filter { !removedTypes.contains($0.owner) }
        let signatures = changedSignatures(of: before.filter { $0.owner.isEmpty })
        // A signature lists all arguments, so the properties that hold them are not reported again.
        let arguments = Set(signatures.flatMap { $0.old.map(\.label) })
        changes = signatures.map(\.change)
        for old in before where !old.owner.isEmpty || !old.isFunction {
            let isArgument = !old.owner.contains(".") && !old.owner.isEmpty && arguments.contains(String(old.lastName))
            if case .property = old.kind, isArgument { continue }
            report(old, errors)
        }
        // The reported properties explain most changes to initializers.
        changes += changedSignatures(of: before.filter { !$0.owner.isEmpty }).map(\.change)
    }

    private mutating func report(_ old: Declaration, _ errors: Set<String>) {
        let now = after[old.name] ?? []
        switch old.kind {
        case .errorCode: if !errors.contains(old.name) { add("`\(old.name)` was removed") }
        case .shared:
            if now.contains(old) || now.isEmpty { return }
            add("`\(old.name)` is no longer shared with other endpoints, and was removed from `Types`")
        case .type, .member: if !now.contains(old) { add("`\(old.name)` was removed") }
        case .property(let type): reportProperty(old, of: type, now)
        case .function: break
        }
    }

    private mutating func reportProperty(_ old: Declaration, of type: String, _ now: [Declaration]) {
        let newType = now.compactMap { if case .property(let type) = $0.kind { type } else { nil } }.first
        if newType == type { return }
        changedProperties.insert(old.name)
        if let newType { return add("`\(old.name)` is `\(newType)` instead of `\(type)`") }
        guard let (rename, renamed) = renamed(old) else { return add("`\(old.name)` was removed") }
        changes.append(
            SpecChange(.breaking, "Swift", "`\(renamed.name)` instead of `\(old.name)`", rename: rename))
    }

    /// Returns the property that a renamed property became, if it has the same type.
    private func renamed(_ old: Declaration) -> (FieldRename, Declaration)? {
        guard let rename = renames.first(where: { $0.old == old.wireName }) else { return nil }
        let properties = after.values.lazy.flatMap { $0 }
        return properties.first { $0.owner == old.owner && $0.kind == old.kind && $0.wireName == rename.new }
            .map { (rename, $0) }
    }

    private mutating func add(_ text: String) { changes.append(SpecChange(.breaking, "Swift", text)) }

    // MARK: Signatures

    /// Functions with the same old and the same new arguments.
    private struct ChangedSignature {
        var names: [String]
        let old: [Declaration.Argument]
        /// The new arguments, or `nil` if the functions were removed.
        let new: [Declaration.Argument]?

        var change: SpecChange {
            let list = names.map { "`\($0)`" }.joined(separator: ", ")
            guard let new else {
                return SpecChange(.breaking, "Swift", "\(list) \(names.count == 1 ? "was" : "were") removed")
            }
            return SpecChange(
                .breaking, "Swift",
                "\(list) \(names.count == 1 ? "takes" : "take") (\(Self.spelling(of: new))) instead of "
                    + "(\(Self.spelling(of: old)))")
        }

        private static func spelling(of arguments: [Declaration.Argument]) -> String {
            arguments.map(\.spelling).joined(separator: ", ")
        }
    }

    /// Returns the functions to which calls no longer compile, other than because of a reported property.
    private func changedSignatures(of functions: [Declaration]) -> [ChangedSignature] {
        var changed: [ChangedSignature] = []
        for function in functions {
            guard case .function(let old) = function.kind else { continue }
            let new = (after[function.name] ?? []).compactMap {
                if case .function(let arguments) = $0.kind { arguments } else { nil }
            }.first
            if let new, accepts(new, callsTo: old, of: function.owner) { continue }
            if let index = changed.firstIndex(where: { $0.old == old && $0.new == new }) {
                changed[index].names.append(function.name)
            } else {
                changed.append(ChangedSignature(names: [function.name], old: old, new: new))
            }
        }
        return changed
    }

    private func accepts(
        _ new: [Declaration.Argument], callsTo old: [Declaration.Argument], of owner: String
    ) -> Bool {
        let renamed = old.map { argument in
            guard let rename = renames.first(where: { $0.old == argument.wireName }),
                let now = new.first(where: { $0.wireName == rename.new })
            else { return argument }
            return Declaration.Argument(
                label: now.label, type: argument.type, isOptional: argument.isOptional, wireName: now.wireName)
        }
        func unreported(_ arguments: [Declaration.Argument]) -> [Declaration.Argument] {
            arguments.filter { !changedProperties.contains("\(owner).\($0.label)") }
        }
        return Declaration.accepts(unreported(new), callsTo: unreported(renamed))
    }
}

extension Declaration {
    fileprivate var isFunction: Bool { if case .function = kind { true } else { false } }
}
