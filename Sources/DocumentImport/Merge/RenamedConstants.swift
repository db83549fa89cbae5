import EndpointSpec

/// Finds listed values and error codes whose names differ from those in the existing spec.
enum RenamedConstants {
    /// Returns one line for each renamed constant, such as `request.state: the value 2 is named "failed" instead of "rejected"`.
    ///
    /// A constant that has no name in the existing spec does not count as renamed.
    static func descriptions(from old: EndpointSpec, to new: EndpointSpec) -> [String] {
        let values = new.allFields.flatMap { placed -> [String] in
            guard let values = placed.field.values, let before = old.field(at: placed.address)?.values else {
                return []
            }
            return values.enumerated().compactMap { index, value in
                if values.isRepeated(at: index) { return nil }
                let name = before.first { $0.value == value.value }?.name
                return change(from: name, to: value.name).map {
                    "\(placed.address): the value \(value.value.compact) \($0)"
                }
            }
        }
        let errors = (new.errors ?? []).compactMap { error -> String? in
            let name = (old.errors ?? []).first { $0.code == error.code }?.name
            return change(from: name, to: error.name).map { "errors: the code \(error.code) \($0)" }
        }
        return values + errors
    }

    private static func change(from old: String?, to new: String?) -> String? {
        guard let old, old != new else { return nil }
        return "is named \(new.map { "\"\($0)\"" } ?? "after itself") instead of \"\(old)\""
    }
}
