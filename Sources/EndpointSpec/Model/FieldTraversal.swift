import SourceText

/// A field of a spec, with its address and its JSON path.
package struct PlacedField: Sendable {
    package let field: EndpointSpec.Field
    package let address: FieldAddress
    /// The JSON path of the field in the spec.
    package let path: JSONPath
    /// The number of ancestors of this field. It is 0 for a top-level field.
    package var depth: Int { address.names.count - 1 }
}

extension EndpointSpec {
    /// Returns all fields in the given list, each before its descendants.
    package func fields(in list: FieldList) -> [PlacedField] {
        var fields: [PlacedField] = []
        Self.visit(self[list], below: FieldAddress(list), at: list.jsonPath) { fields.append($0) }
        return fields
    }

    /// All parameters and body fields in document order, each before its descendants.
    package var allFields: [PlacedField] { FieldList.allCases.flatMap(fields) }

    /// All fields of the request and response bodies and of the payload of an event, each before its descendants.
    package var bodyFields: [PlacedField] { fields(in: .request) + fields(in: .response) + fields(in: .event) }

    /// The number of parameters and body fields whose placement is assumed.
    package var assumedPlacementCount: Int { allFields.count { $0.field.placement == .assumed } }

    private static func visit(
        _ fields: [Field]?, below parent: FieldAddress, at path: JSONPath, _ body: (PlacedField) -> Void
    ) {
        for (index, field) in (fields ?? []).enumerated() {
            let placed = PlacedField(
                field: field, address: parent.appending(field.name), path: path.appending(.index(index)))
            body(placed)
            visit(field.fields, below: placed.address, at: placed.path.appending("fields"), body)
        }
    }

    /// Builds a node for each field in the given list, children before parents, and returns the top-level nodes.
    ///
    /// - Parameters:
    ///   - list: The list with the fields.
    ///   - make: A closure that returns the node for a field, given the nodes of its children.
    package func tree<Node>(of list: FieldList, _ make: (PlacedField, [Node]) -> Node) -> [Node] {
        Self.tree(self[list], below: FieldAddress(list), at: list.jsonPath, make)
    }

    private static func tree<Node>(
        _ fields: [Field]?, below parent: FieldAddress, at path: JSONPath, _ make: (PlacedField, [Node]) -> Node
    ) -> [Node] {
        (fields ?? []).enumerated().map { index, field in
            let placed = PlacedField(
                field: field, address: parent.appending(field.name), path: path.appending(.index(index)))
            return make(placed, tree(field.fields, below: placed.address, at: placed.path.appending("fields"), make))
        }
    }

    /// Transforms all parameters and body fields, each after its descendants.
    package mutating func transformFields(_ change: (inout Field, FieldAddress) -> Void) {
        for list in FieldList.allCases {
            guard var fields = self[list] else { continue }
            Self.transform(&fields, below: FieldAddress(list), change)
            self[list] = fields
        }
    }

    private static func transform(
        _ fields: inout [Field], below parent: FieldAddress, _ change: (inout Field, FieldAddress) -> Void
    ) {
        for index in fields.indices {
            let address = parent.appending(fields[index].name)
            if var children = fields[index].fields {
                transform(&children, below: address, change)
                fields[index].fields = children
            }
            change(&fields[index], address)
        }
    }
}
