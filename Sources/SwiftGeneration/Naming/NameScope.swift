import SourceText

/// The names in one scope of the generated code, each with what has it.
struct NameScope {
    /// How to resolve a collision: `change one of the ids`.
    let fix: String
    private var owners: [String: (what: String, location: Diagnostic.Location)] = [:]

    init(fix: String) {
        self.fix = fix
    }

    /// Adds a name.
    ///
    /// - Parameters:
    ///   - what: What has the name: `the field "user_id"`.
    ///   - key: What has to be unique, where it is not the name itself.
    /// - Returns: An error where something else in the scope has the name.
    mutating func add(
        _ name: String, of what: String, at location: Diagnostic.Location, key: String? = nil
    ) -> Diagnostic? {
        guard let first = owners[key ?? name] else {
            owners[key ?? name] = (what, location)
            return nil
        }
        if first.what == what { return nil }
        return Diagnostic(
            .error, "name-collision", "\(first.what) and \(what) are both `\(name)` in Swift; \(fix)", at: location,
            notes: [.init("\(first.what) is here", at: first.location)])
    }
}
