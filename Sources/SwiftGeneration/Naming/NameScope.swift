import SourceText

/// The names declared in a scope of the generated code, and their owners.
struct NameScope {
    /// The advice for resolving a collision, such as `change one of the IDs`.
    let fix: String
    private var owners: [String: (name: String, location: Diagnostic.Location)] = [:]

    init(fix: String) {
        self.fix = fix
    }

    /// Adds a name to the scope.
    ///
    /// - Parameters:
    ///   - name: The name as it appears in messages.
    ///   - owner: The owner as it appears in messages, such as `the field "user_id"`. An owner can add a name more than once.
    ///   - location: The location of the name in the spec, for messages.
    ///   - key: The string that must be unique in the scope. The default is the name.
    /// - Returns: An error if another owner has already added the key, or `nil` otherwise.
    mutating func add(
        _ name: String, of owner: String, at location: Diagnostic.Location, key: String? = nil
    ) -> Diagnostic? {
        guard let first = owners[key ?? name] else {
            owners[key ?? name] = (owner, location)
            return nil
        }
        if first.name == owner { return nil }
        return Diagnostic(
            .error, "name-collision", "\(first.name) and \(owner) are both named `\(name)` in Swift; \(fix)",
            at: location,
            notes: first.location.path == nil ? [] : [.init("\(first.name) is here", at: first.location)])
    }
}
