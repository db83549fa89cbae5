import SourceText

/// The address of a field, such as `request.items.name` or `query.page_size`. It consists of a field list, the names
/// of the ancestors of the field, and the name of the field.
///
/// An address without names refers to the entire list.
package struct FieldAddress: Sendable, Hashable, CustomStringConvertible {
    package let list: EndpointSpec.FieldList
    package let names: [String]

    package init(_ list: EndpointSpec.FieldList, _ names: [String] = []) {
        self.list = list
        self.names = names
    }

    package var description: String { ([list.rawValue] + names).joined(separator: ".") }

    /// Returns the address of the child with the given name.
    package func appending(_ name: String) -> FieldAddress { FieldAddress(list, names + [name]) }

    /// Parses an address.
    ///
    /// - Parameters:
    ///   - text: The list and the names, such as `response.items.content`. The text may include the `data` key of the
    ///     response envelope, as in `response.data.items.content`. It may start with the key of the list in the spec,
    ///     such as `queryParameters`, instead of `query`.
    ///   - spec: The spec that contains the field.
    /// - Throws: `Failure` if the text does not start with a list, or if the spec does not contain the field.
    package init(_ text: String, in spec: EndpointSpec) throws(Failure) {
        var names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let first = names.removeFirst()
        let isOfEvent = { (list: EndpointSpec.FieldList) in [.event, .eventHeader].contains(list) }
        let lists = EndpointSpec.FieldList.allCases.filter { isOfEvent($0) == (spec.event != nil) }
        guard let list = lists.first(where: { $0.rawValue == first || $0.jsonPath.steps == [.key(first)] }) else {
            let expected = lists.map(\.rawValue).joined(separator: ", ")
            throw Failure("wrong-place", "expected one of \(expected) at the start of the address, found \"\(first)\"")
        }
        var fields = spec[list] ?? []
        if list == .response, spec.response.envelope == .data, names.first == EnvelopeKeys.data,
            !fields.contains(where: { $0.name == EnvelopeKeys.data })
        {
            names.removeFirst()
        }
        self.init(list, names)
        var parent = FieldAddress(list)
        for name in names {
            guard let field = fields.first(where: { $0.name == name }) else {
                let existing = fields.map(\.name)
                let suggestion = name.nearest(in: existing).map { "; did you mean \"\($0)\"?" } ?? ""
                throw Failure(
                    "wrong-place", "\(parent) has no field \"\(name)\"\(suggestion)",
                    notes: existing.isEmpty ? [] : ["existing fields: \(existing.joined(separator: ", "))"])
            }
            parent = parent.appending(name)
            fields = field.fields ?? []
        }
    }
}

extension EndpointSpec {
    /// Returns the field at the given address, or `nil` if there is no such field.
    package func field(at address: FieldAddress) -> Field? {
        guard let name = address.names.last else { return nil }
        let siblings = address.names.dropLast().reduce(self[address.list]) { fields, name in
            fields?.first { $0.name == name }?.fields
        }
        return siblings?.first { $0.name == name }
    }
}
