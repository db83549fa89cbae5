import SourceText

/// Where a field is: its list and the names on the way to it, spelled `request.items.name` or `query.page_size`. Without
/// names, it is the address of the list.
package struct FieldAddress: Sendable, Hashable, CustomStringConvertible {
    package let list: EndpointSpec.FieldList
    package let names: [String]

    package init(_ list: EndpointSpec.FieldList, _ names: [String] = []) {
        self.list = list
        self.names = names
    }

    package var description: String { ([list.rawValue] + names).joined(separator: ".") }

    /// The address of a field below this one.
    package func appending(_ name: String) -> FieldAddress { FieldAddress(list, names + [name]) }

    /// Parses an address.
    ///
    /// - Parameters:
    ///   - text: The list and the names: `response.items.content`, or with the member around the payload
    ///     `response.data.items.content`. A list can also be named by its key in the spec, `queryParameters`.
    ///   - spec: The spec that has the field.
    /// - Throws: `Failure` if the spec has no such place, with the names that it has.
    package init(_ text: String, in spec: EndpointSpec) throws(Failure) {
        var names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let first = names.removeFirst()
        let lists = EndpointSpec.FieldList.allCases
        guard let list = lists.first(where: { $0.rawValue == first || $0.jsonPath.steps == [.key(first)] }) else {
            let expected = lists.map(\.rawValue).joined(separator: ", ")
            throw Failure("wrong-place", "\"\(text)\" begins with no part of an endpoint; expected one of \(expected)")
        }
        var fields = spec[list] ?? []
        if list == .response, spec.response.envelope == .data, names.first == EnvelopeKeys.data,
            !fields.contains(where: { $0.name == EnvelopeKeys.data })
        {
            names.removeFirst()
        }
        self.init(list, names)
        var walked = FieldAddress(list)
        for name in names {
            guard let field = fields.first(where: { $0.name == name }) else {
                let existing = fields.map(\.name)
                let suggestion = name.nearest(in: existing).map { "; did you mean \($0)?" } ?? ""
                throw Failure(
                    "wrong-place", "\(walked) has no field \"\(name)\"\(suggestion)",
                    notes: existing.isEmpty ? [] : ["it has \(existing.joined(separator: ", "))"])
            }
            walked = walked.appending(name)
            fields = field.fields ?? []
        }
    }
}

extension EndpointSpec {
    /// The field at an address; nil if there is none.
    package func field(at address: FieldAddress) -> Field? {
        guard let name = address.names.last else { return nil }
        let siblings = address.names.dropLast().reduce(self[address.list]) { fields, name in
            fields?.first { $0.name == name }?.fields
        }
        return siblings?.first { $0.name == name }
    }
}
