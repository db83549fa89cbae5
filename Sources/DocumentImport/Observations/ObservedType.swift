import EndpointSpec

extension EndpointSpec.Field {
    /// Returns the change of the type that makes the field represent what was observed as well as what is documented. The change is
    /// empty if the field does so already.
    ///
    /// - Parameter observations: The observed values of other types. A client observes an array or a map by its elements, and
    ///   reports the type that it expected.
    func typeChange(toFit observations: [Observation]) -> CorrectionEditor.FieldChange {
        let kinds = Set(observations.map(\.found)).subtracting(["null"])
        if kinds.isEmpty || type == .init(.any) { return .init() }
        let expected = Set(observations.compactMap(\.expected))
        // A field that was corrected may have been observed before it was.
        let source = [documented, self].first { $0.hasElements(of: expected) } ?? self
        let change = source.typeChange(toFit: kinds, insteadOf: expected)
        let isSame = change.type ?? source.type == type && (change.valueType ?? source.valueType) == valueType
        return isSame || change == .init() ? .init() : change
    }

    private func typeChange(toFit kinds: Set<String>, insteadOf expected: Set<String>) -> CorrectionEditor.FieldChange {
        var change = CorrectionEditor.FieldChange()
        let levels = Set(expected.map { depth(of: $0) })
        if levels.count > 1 {
            change.type = .init(.any)
            return change
        }
        let level = levels.first ?? type.dimensions
        if type == .init(.map), let valueType, expected.first != type.spelling {
            let wider = valueType.widened(to: kinds)
            if wider != valueType { (change.type, change.valueType) = (type, wider) }
            return change
        }
        var wider = EndpointSpec.FieldType(type.base, dimensions: level).widened(to: kinds)
        wider.dimensions += type.dimensions - level
        if wider.dimensions > EndpointSpec.FieldType.maximumDimensions { wider = .init(.any) }
        if wider != type { change.type = wider }
        return change
    }

    /// Returns the number of array dimensions of what a client expected in the field.
    private func depth(of expected: String) -> Int {
        min(EndpointSpec.FieldType(spelling: expected)?.dimensions ?? type.dimensions, type.dimensions)
    }

    private func hasElements(of expected: Set<String>) -> Bool {
        expected.allSatisfy { text in
            guard let element = EndpointSpec.FieldType(spelling: text) else { return false }
            return element == valueType || element.base == type.base && element.dimensions <= type.dimensions
        }
    }
}

extension EndpointSpec.FieldType {
    /// Returns a type that has the values of this type and those of the given kinds of JSON.
    fileprivate func widened(to kinds: Set<String>) -> EndpointSpec.FieldType {
        if kinds == ["array"] { return .init(base, dimensions: dimensions + 1) }
        let bases = Set(kinds.compactMap(Base.init))
        if dimensions > 0 || bases.count < kinds.count { return .init(.any) }
        if bases == [.object] { return base == .map ? self : .init(.object) }
        guard base.isScalar, bases.allSatisfy(\.isScalar) else { return .init(.any) }
        // Numbers and truth values are converted to strings without a loss.
        let all = bases.union([base])
        if all.count == 1 { return self }
        return .init(all == [.int, .number] ? .number : .string)
    }
}
