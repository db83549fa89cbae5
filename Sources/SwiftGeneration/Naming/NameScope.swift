import SourceText

/// The names in one scope of the generated code, each with what has it.
struct NameScope {
    /// How to resolve a collision: `change one of the ids`.
    let fix: String
    private var owners: [String: (name: String, location: Diagnostic.Location)] = [:]

    init(fix: String) {
        self.fix = fix
    }

    /// Adds a name.
    ///
    /// - Parameters:
    ///   - name: The name as messages show it.
    ///   - owner: What has the name: `the field "user_id"`. The same owner can add a name again.
    ///   - key: What has to be unique, where it is not the name itself.
    /// - Returns: An error where another owner has the name.
    mutating func add(
        _ name: String, of owner: String, at location: Diagnostic.Location, key: String? = nil
    ) -> Diagnostic? {
        guard let first = owners[key ?? name] else {
            owners[key ?? name] = (owner, location)
            return nil
        }
        if first.name == owner { return nil }
        return Diagnostic(
            .error, "name-collision", "\(first.name) and \(owner) are both `\(name)` in Swift; \(fix)", at: location,
            notes: first.location.path == nil ? [] : [.init("\(first.name) is here", at: first.location)])
    }
}
