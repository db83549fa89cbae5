import SourceText

/// Finds facts about a field that contradict each other.
enum FieldReview {
    static func findings(in placed: PlacedField) -> [SpecProblem] {
        let (field, path) = (placed.field, placed.path)
        return ranges(of: field.constraints, at: path.appending("constraints")) + values(of: field, at: path)
            + names(of: field.values, at: path.appending("values"))
    }

    /// Finds ranges that contain no value.
    private static func ranges(of constraints: EndpointSpec.Constraints?, at path: JSONPath) -> [SpecProblem] {
        guard let constraints else { return [] }
        let ranges: [(String, String?, String, String?)] = [
            ("minLength", constraints.minLength.map(String.init), "maxLength", constraints.maxLength.map(String.init)),
            ("minItems", constraints.minItems.map(String.init), "maxItems", constraints.maxItems.map(String.init)),
            ("minimum", constraints.minimum, "maximum", constraints.maximum),
        ]
        return ranges.compactMap { lowerKey, lower, upperKey, upper in
            guard let lower, let upper, let low = Double(lower), let high = Double(upper), low > high else {
                return nil
            }
            return SpecProblem(
                code: "empty-range",
                message:
                    "\"\(lowerKey)\" is \(lower) and \"\(upperKey)\" is \(upper), so no value fits; correct one of them",
                path: path.appending(.key(lowerKey)),
                related: ("other limit specified here", path.appending(.key(upperKey))))
        }
    }

    /// Finds a default, and for a single value also an example, that does not have the type of the field. An example of an
    /// array is often one element.
    private static func values(of field: EndpointSpec.Field, at path: JSONPath) -> [SpecProblem] {
        guard field.type.base.isScalar else { return [] }
        let isArray = field.type.dimensions > 0
        return [("default", field.default), ("example", isArray ? nil : field.example)].compactMap { key, value in
            guard let value, !field.type.fits(value) else { return nil }
            return SpecProblem(
                code: "wrong-\(key)",
                message:
                    "expected a value of type \(field.type.spelling), found \(value.compact); correct it or delete \"\(key)\"",
                path: path.appending(.key(key)))
        }
    }

    private static func names(of values: [EndpointSpec.EnumeratedValue]?, at path: JSONPath) -> [SpecProblem] {
        guard let values else { return [] }
        if values.isEmpty {
            return [SpecProblem(code: "empty-values", message: "the list of values is empty; delete it", path: path)]
        }
        return values.enumerated().compactMap { index, value in
            value.name.flatMap { SpecReview.unusableName($0, at: path.appending(.index(index), "name")) }
        }
    }
}
