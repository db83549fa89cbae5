import EndpointSpec
import SourceText

/// Adds what the platform's schema knows and the page lacks to fields, and finds where they disagree. The page's row stays then.
struct SchemaWitness {
    /// The rows of the table that contains the fields.
    private let rows: [PlacedTable.Row]
    /// The line of the table.
    private let line: Int
    /// Whether the fields are sent, so that it matters whether they are required.
    private let areSent: Bool
    /// Returns whether a field can take the name of its type from the schema. The name must not change for callers.
    private let allowsTypeName: (String, FieldAddress) -> Bool
    private(set) var disagreements: [Disagreement] = []

    init(
        rows: [PlacedTable.Row], line: Int, areSent: Bool,
        allowsTypeName: @escaping (String, FieldAddress) -> Bool = { _, _ in true }
    ) {
        (self.rows, self.line, self.areSent, self.allowsTypeName) = (rows, line, areSent, allowsTypeName)
    }

    /// Returns the fields of an object with the facts that only the schema states.
    ///
    /// - Parameters:
    ///   - nodes: The fields.
    ///   - properties: The members of the object according to the schema.
    ///   - objects: The objects in the samples.
    ///   - parent: The address of the object.
    mutating func nodes(
        _ nodes: [FieldTree.Node], _ properties: [PlatformSchema.Property], in objects: [[JSON.Member]],
        at parent: FieldAddress, parentLine: Int? = nil
    ) -> [FieldTree.Node] {
        let byName = Dictionary(properties.map { ($0.name, $0) }) { first, _ in first }
        let documented = Set(nodes.map(\.field.name))
        let missing = properties.map(\.name).filter { !documented.contains($0) }
        for name in missing {
            disagree(
                .place, at: parent.appending(name), page: "no such row", schema: "one", nil, is: "not in the spec",
                parentLine ?? line)
        }
        return nodes.map { node in
            guard let property = byName[node.field.name] else {
                if node.row != nil, !properties.isEmpty {
                    disagree(
                        .place, at: parent.appending(node.field.name), page: "a row", schema: "no such member", nil,
                        is: "in the spec", line(of: node))
                }
                return node
            }
            let values = objects.flatMap { $0.filter { $0.key == property.name }.map(\.value) }
            return self.node(node, property, shownAs: values, at: parent.appending(property.name))
        }
    }

    private mutating func node(
        _ node: FieldTree.Node, _ property: PlatformSchema.Property, shownAs values: [JSON], at address: FieldAddress
    ) -> FieldTree.Node {
        var node = node
        let line = line(of: node)
        let value = property.value
        addType(value, to: &node, shownAs: values, at: address)
        if node.field.type.base == .int { node.field.format = node.field.format ?? value.format }
        if node.field.typeName == nil, node.field.type.base == .object, !node.children.isEmpty,
            let name = value.objectName, allowsTypeName(name, address)
        {
            node.field.typeName = name
        }
        addRequired(property.isRequired, to: &node.field, at: address, line)
        addKeys(value.options, to: &node.field, at: address, line)
        if let properties = value.properties, !node.children.isEmpty, node.field.type.base == .object {
            node.children = nodes(
                node.children, properties, in: SampledValues(values).objects, at: address, parentLine: line)
            node.field.fields = node.children.map(\.field)
        }
        return node
    }

    // MARK: Facts

    /// Takes the type if the page names none. A row for an array of objects can name no type as well.
    private mutating func addType(
        _ value: PlatformSchema.Value, to node: inout FieldTree.Node, shownAs values: [JSON], at address: FieldAddress
    ) {
        let type = node.field.type
        let isUnnamed = node.statedType.base == .any && node.statedType.dimensions == 0
        guard let base = value.base else { return }
        let schema = EndpointSpec.FieldType(base, dimensions: value.dimensions)
        if schema == type { return }
        let samples = values.isEmpty ? nil : SampledValues(values).type.spelling
        // Rows or keys in samples show that the value has members, whatever the page and the schema say.
        let hasOwnShape = type.base == .map || !node.children.isEmpty && base != .object
        if !isUnnamed, schema == node.statedType, !hasOwnShape {
            // The samples alone are against the page and the schema.
            node.field.type.dimensions = schema.dimensions
            return disagree(
                .type, at: address, page: schema.spelling, schema: schema.spelling, samples, is: schema.spelling,
                line(of: node))
        }
        if isUnnamed, values.allSatisfy({ $0 == .null }) || schema.fits(values) {
            if node.children.isEmpty, base.isScalar { return node.field.type = schema }
            if !node.children.isEmpty, base == .object, type.base == .object { return node.field.type = schema }
        }
        // An object without rows is any value.
        if type.base == .any || type.base == .object && node.children.isEmpty { return }
        if type.base == .map || type.base == .file { return }
        disagree(
            .type, at: address, page: isUnnamed ? "nothing" : node.statedType.spelling, schema: schema.spelling,
            samples,
            is: type.spelling, line(of: node))
    }

    /// In a response, only a field that is always present is worth a word.
    private mutating func addRequired(
        _ isRequired: Bool?, to field: inout EndpointSpec.Field, at address: FieldAddress, _ line: Int
    ) {
        guard let isRequired, areSent || isRequired else { return }
        if field.required == nil {
            field.required = isRequired
        } else if field.required != isRequired, areSent {
            let words =
                isRequired ? (page: "optional", schema: "required") : (page: "required", schema: "optional")
            disagree(.required, at: address, page: words.page, schema: words.schema, nil, is: words.page, line)
        }
    }

    private mutating func addKeys(
        _ options: [PlatformSchema.Option], to field: inout EndpointSpec.Field, at address: FieldAddress, _ line: Int
    ) {
        guard !options.isEmpty, let values = field.values else { return }
        let listed = values.map(\.wireText)
        let keys = Dictionary(options.map { ($0.value, $0.key) }) { first, _ in first }
        for index in values.indices where !values.isRepeated(at: index) {
            if let key = keys[listed[index]] ?? nil { field.values?[index].key = key }
        }
        let others = options.map(\.value)
        if Set(listed) != Set(others) {
            disagree(
                .values, at: address, page: Self.list(listed), schema: Self.list(others), nil, is: Self.list(listed),
                line)
        }
    }

    // MARK: Messages

    private mutating func disagree(
        _ fact: Disagreement.Fact, at place: FieldAddress, page: String, schema: String, _ samples: String?,
        is effective: String, _ line: Int
    ) {
        disagreements.append(
            Disagreement(
                place: place.description, fact: fact, page: page, samples: samples, schema: schema,
                effective: effective,
                line: line))
    }

    private func line(of node: FieldTree.Node) -> Int { node.row.map { rows.isEmpty ? line : rows[$0].line } ?? line }

    private static func list(_ texts: [String]) -> String {
        texts.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
            + (texts.count > 8 ? " and \(texts.count - 8) more" : "")
    }
}

extension EndpointSpec.FieldType {
    /// Returns whether all values that are not null have the type.
    fileprivate func fits(_ values: [JSON]) -> Bool { values.allSatisfy { $0 == .null || fits($0) } }
}
