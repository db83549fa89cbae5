import EndpointSpec
import SourceText

/// The tree of the fields in a table.
struct FieldTree {
    /// A field, the index of its row, and its children.
    struct Node {
        var field: EndpointSpec.Field
        /// The index of the row, or `nil` if only samples show the field.
        let row: Int?
        /// The type that the row states, regardless of its children.
        var statedType = EndpointSpec.FieldType(.any)
        var children: [Node]
    }

    /// The fields at the top level.
    let nodes: [Node]
    /// The rows with their placements.
    let table: PlacedTable
    /// The scopes in the description cells, in tree order.
    let scopes: [EndpointSpec.Scope]
    /// The warnings about rows, except warnings about assumed placements.
    let diagnostics: [Diagnostic]

    /// Nests the rows of a table.
    ///
    /// - Parameters:
    ///   - rows: The rows of the table.
    ///   - evidence: The information outside the table that helps to determine the placements of its rows.
    ///   - isMultipart: Whether the fields are the parts of a multipart form, in which the type `file` is an uploaded file rather
    ///     than an object.
    ///   - source: The document that contains the table.
    static func of(
        _ rows: [FieldTable.Row], _ evidence: PlacementEvidence, isMultipart: Bool, in source: SourceFile
    ) -> FieldTree {
        let facts = rows.map { DescriptionCell.facts(in: $0.descriptionParts, type: $0.type) }
        let placements = evidence.placements(of: rows, facts, isMultipart: isMultipart)
        let children = Dictionary(grouping: rows.indices) { placements[$0].parent }
        let builder = FieldTreeBuilder(
            rows: rows, facts: facts, placements: placements, children: children, isMultipart: isMultipart,
            source: source)
        let nodes = builder.nodes(below: nil)
        let placed = zip(rows, placements).map { row, placement in
            PlacedTable.Row(
                name: row.name, line: row.line, parent: placement.parent, rule: placement.rule,
                alternatives: placement.alternatives, shownBelow: placement.shownBelow)
        }
        return FieldTree(
            nodes: nodes, table: PlacedTable(rows: placed),
            scopes: builder.rowsInTreeOrder(nodes).flatMap { facts[$0].scopes },
            diagnostics: builder.repeatedRows().map(builder.repeatedFieldWarning)
                + builder.scalarWithFieldsWarnings(nodes)
                + builder.unrecognizedRuleWarnings())
    }

    /// Returns the table with the paths of its fields in the spec.
    ///
    /// - Parameters:
    ///   - nodes: The nodes that became the fields in the list at `path`.
    ///   - path: The path of the field list in the spec.
    func table(with nodes: [Node], at path: JSONPath) -> PlacedTable {
        var rows = table.rows
        func assign(_ nodes: [Node], at path: JSONPath) {
            for (index, node) in nodes.enumerated() {
                if let row = node.row { rows[row].path = path.appending(.index(index)) }
                assign(node.children, at: path.appending(.index(index), "fields"))
            }
        }
        assign(nodes, at: path)
        return PlacedTable(rows: rows)
    }
}

/// Builds the nodes and the diagnostics of a field tree.
private struct FieldTreeBuilder {
    let rows: [FieldTable.Row]
    let facts: [FieldFacts]
    let placements: [Placement]
    let children: [Int?: [Int]]
    let isMultipart: Bool
    let source: SourceFile

    func nodes(below parent: Int?) -> [FieldTree.Node] {
        distinctRows(below: parent).map { row in
            let children = nodes(below: row)
            return FieldTree.Node(
                field: field(of: row, children.map(\.field)), row: row, statedType: statedType(of: row),
                children: children)
        }
    }

    /// Returns the children of the given parent, without rows that repeat the name of an earlier child.
    private func distinctRows(below parent: Int?) -> [Int] {
        var names: Set<String> = []
        return (children[parent] ?? []).filter { names.insert(rows[$0].name).inserted }
    }

    func rowsInTreeOrder(_ nodes: [FieldTree.Node]) -> [Int] {
        nodes.flatMap { [$0.row].compactMap(\.self) + rowsInTreeOrder($0.children) }
    }

    private func statedType(of row: Int) -> EndpointSpec.FieldType {
        rows[row].type.fieldType(hasFields: false, isMultipart: isMultipart)
    }

    private func field(of row: Int, _ fields: [EndpointSpec.Field]) -> EndpointSpec.Field {
        let (type, facts) = (rows[row].type, facts[row])
        var field = EndpointSpec.Field(
            name: rows[row].name, type: type.fieldType(hasFields: !fields.isEmpty, isMultipart: isMultipart),
            fields: fields.isEmpty ? nil : fields)
        field.typeName = type.name
        field.required = rows[row].isRequired
        field.description = facts.description
        field.example = facts.example
        field.default = facts.defaultValue
        field.values = facts.values.isEmpty ? nil : facts.values
        field.constraints = facts.constraints == EndpointSpec.Constraints() ? nil : facts.constraints
        field.deprecated = facts.deprecated
        if !placements[row].isProved { field.placement = .assumed }
        return field
    }

    // MARK: Diagnostics

    func repeatedRows() -> [Int] {
        children.keys.flatMap { parent in
            Set(children[parent] ?? []).subtracting(distinctRows(below: parent))
        }.sorted()
    }

    func repeatedFieldWarning(_ row: Int) -> Diagnostic {
        let dropped = children[row]?.map { "\"\(rows[$0].name)\"" } ?? []
        let consequence =
            dropped.isEmpty ? "" : "; the fields below this row are dropped: \(dropped.joined(separator: ", "))"
        return warning(
            "repeated-field", "duplicate field \"\(rows[row].name)\"; the first one is used\(consequence)", row)
    }

    func scalarWithFieldsWarnings(_ nodes: [FieldTree.Node]) -> [Diagnostic] {
        nodes.filter { !$0.children.isEmpty }.flatMap { node -> [Diagnostic] in
            let below = scalarWithFieldsWarnings(node.children)
            guard let row = node.row, ![.object, .map, .any].contains(node.statedType.base) else { return below }
            let message =
                "expected no fields in \"\(node.field.name)\", which has a scalar type; treating it as an object"
            return [warning("fields-below-value", message, row)] + below
        }
    }

    func unrecognizedRuleWarnings() -> [Diagnostic] {
        facts.enumerated().flatMap { row, facts in
            facts.unrecognizedRules.map { rule in
                warning("unread-rule", "unrecognized rule \"\(rule)\"; kept in the description", row)
            }
        }
    }

    private func warning(_ code: String, _ message: String, _ row: Int) -> Diagnostic {
        Diagnostic(.warning, code, message, at: .line(rows[row].line, of: source))
    }
}
