import EndpointSpec
import SourceText

/// Compares the fields of a body with its samples, and follows the samples where the table cannot be right.
///
/// A type follows the samples if all of them agree on another number of array dimensions, or show an object whose keys are data. Fields
/// that only samples show are added after the documented ones.
struct SampleWitness {
    /// Something that the samples show and the table does not say.
    struct Finding {
        enum Kind: Int, Comparable {
            /// The samples decide, in the order of their consequences.
            case envelope, map, dimensions, addition
            /// The table stays as it is.
            case misspelling, contradiction

            static func < (lhs: Kind, rhs: Kind) -> Bool { lhs.rawValue < rhs.rawValue }
        }

        let kind: Kind
        let message: String
        /// The line of the row or, if there is none, of the row above or of the table.
        let line: Int
    }

    /// The rows of the table that contains the fields.
    private let rows: [PlacedTable.Row]
    /// The line of the body, which is that of the table or, without a table, of the first sample.
    private let line: Int
    private(set) var findings: [Finding] = []

    init(rows: [PlacedTable.Row], line: Int) {
        self.rows = rows
        self.line = line
    }

    /// Adds the finding that the response has an envelope that the table leaves out.
    mutating func foundEnvelope() {
        findings.append(
            Finding(
                kind: .envelope,
                message: "the table lists the payload alone; the envelope is data, as every sample shows", line: line))
    }

    /// Returns the nodes of a body, as the samples show them.
    ///
    /// - Parameters:
    ///   - nodes: The documented fields.
    ///   - bodies: The sample bodies without their envelopes.
    ///   - root: The address of the body, such as `response`.
    mutating func nodes(_ nodes: [FieldTree.Node], in bodies: [JSON], at root: FieldAddress) -> [FieldTree.Node] {
        self.nodes(nodes, in: SampledValues(bodies).objects, at: root, parentLine: line)
    }

    /// Returns the type of a response, with the array dimensions that the samples show.
    mutating func type(_ type: EndpointSpec.FieldType, of bodies: [JSON], at root: FieldAddress)
        -> EndpointSpec.FieldType
    {
        guard type.base == .object, let dimensions = dimensions(shownIn: bodies, insteadOf: type.dimensions) else {
            return type
        }
        let shown = EndpointSpec.FieldType(.object, dimensions: dimensions)
        decide(shown, insteadOf: type, at: root, line: line)
        return shown
    }

    private mutating func nodes(
        _ nodes: [FieldTree.Node], in objects: [[JSON.Member]], at parent: FieldAddress, parentLine: Int
    ) -> [FieldTree.Node] {
        if objects.isEmpty { return nodes }
        let valuesByName = Dictionary(grouping: objects.flatMap(\.self), by: \.key).mapValues { $0.map(\.value) }
        let documented = nodes.map { node in
            self.node(node, shownAs: valuesByName[node.field.name] ?? [], at: parent.appending(node.field.name))
        }
        let unlisted = SampledField.fields(of: objects, except: Set(nodes.map(\.field.name)))
        let added = unlisted.filter { field in
            guard let original = misspelled(field.name, among: nodes, in: objects) else { return true }
            findings.append(
                Finding(
                    kind: .misspelling,
                    message:
                        "samples show \"\(field.name)\" in \"\(parent)\", which looks like a misspelling of \"\(original)\"; "
                        + "no field was added",
                    line: line(of: nodes.first { $0.field.name == original }) ?? parentLine))
            return false
        }
        for field in added {
            findings.append(
                Finding(
                    kind: .addition,
                    message:
                        "\"\(parent.appending(field.name))\" is added with the type \(field.typeText), because only samples show it",
                    line: parentLine))
        }
        return documented + added.map { FieldTree.Node(field: $0, row: nil, children: []) }
    }

    private func misspelled(_ name: String, among nodes: [FieldTree.Node], in objects: [[JSON.Member]]) -> String? {
        nodes.lazy.map(\.field.name).first { original in
            Misspelling.isMisspelling(name, of: original)
                && !objects.contains { $0.contains { $0.key == name } && $0.contains { $0.key == original } }
        }
    }

    private mutating func node(
        _ node: FieldTree.Node, shownAs values: [JSON], at address: FieldAddress
    ) -> FieldTree.Node {
        var node = node
        let line = line(of: node) ?? line
        let stated = node.field.type
        if stated.base != .file, let dimensions = dimensions(shownIn: values, insteadOf: stated.dimensions) {
            node.field.type.dimensions = dimensions
            // The table says nothing about the elements.
            if stated.base == .any { node.field.type.base = SampledValues(values).scalarBase ?? .any }
            decide(node.field.type, insteadOf: node.statedType, at: address, line: line)
        } else if stated.base != .object || !node.children.isEmpty {
            reportContradiction(of: stated, values, at: address, line: line)
        }
        let objects = SampledValues(values).objects
        guard stated.base == .object, !node.children.isEmpty, !objects.isEmpty else { return node }
        if let map = SampledMap(objects, children: node.children) {
            node.field.type.base = .map
            node.field.valueType = map.dimensions == 0 ? nil : .init(.object, dimensions: map.dimensions)
            findings.append(
                Finding(
                    kind: .map,
                    message: "\"\(address)\" is a map, because its keys in samples are data, such as \"\(map.key)\""
                        + Self.statement(of: node.statedType), line: line))
            node.children = nodes(map.children, in: map.objects, at: address, parentLine: line)
        } else {
            node.children = nodes(node.children, in: objects, at: address, parentLine: line)
        }
        node.field.fields = node.children.map(\.field)
        return node
    }

    // MARK: Types

    /// Returns the number of array dimensions that all values have, or `nil` if they do not agree, or agree with the table.
    private func dimensions(shownIn values: [JSON], insteadOf stated: Int) -> Int? {
        // Services send an empty string for a missing value.
        let values = values.filter { $0 != .null && $0 != .string("") }
        let shown = SampledValues(values)
        let arrays = values.count { if case .array = $0 { true } else { false } }
        guard !values.isEmpty, arrays == 0 || arrays == values.count else { return nil }
        if shown.isOpen, shown.dimensions <= stated { return nil }
        // A sample that shows a text for an array can be a list in the form of a text.
        if shown.dimensions < stated, shown.objects.count < shown.elements.count { return nil }
        return shown.dimensions == stated || shown.dimensions > EndpointSpec.FieldType.maximumDimensions
            ? nil : shown.dimensions
    }

    private mutating func decide(
        _ shown: EndpointSpec.FieldType, insteadOf stated: EndpointSpec.FieldType, at address: FieldAddress, line: Int
    ) {
        findings.append(
            Finding(
                kind: .dimensions,
                message: "\"\(address)\" is \(shown.spelling), as every sample shows" + Self.statement(of: stated),
                line: line))
    }

    /// Reports values that the type cannot represent. The table stays, because a sample can be wrong as well.
    private mutating func reportContradiction(
        of type: EndpointSpec.FieldType, _ values: [JSON], at address: FieldAddress, line: Int
    ) {
        var elements = values.filter { $0 != .null && $0 != .string("") }
        var other: JSON?
        for _ in 0..<type.dimensions where other == nil {
            other = elements.first { if case .array = $0 { false } else { true } }
            elements = elements.flatMap { element -> [JSON] in
                if case .array(let elements) = element { elements.filter { $0 != .null } } else { [] }
            }
        }
        guard let value = other ?? elements.first(where: { !type.base.represents($0) }) else { return }
        let shown = SampledField.field(named: "", values: values)
        let size = value.compact.count > 40 ? value.kind : value.compact
        findings.append(
            Finding(
                kind: .contradiction,
                message:
                    "\"\(address)\" stays \(type.spelling), as the table says, although samples show \(size); if they are right, "
                    + "correct it with --type \(shown.type.spelling)",
                line: line))
    }

    /// Returns what the table says, as the end of a sentence.
    private static func statement(of type: EndpointSpec.FieldType) -> String {
        type == .init(.any) ? "; the table names no type" : "; the table says \(type.spelling)"
    }

    private func line(of node: FieldTree.Node?) -> Int? { node?.row.map { rows[$0].line } }
}

extension EndpointSpec.FieldType.Base {
    /// Returns whether the type can represent the value, if necessary after a conversion without a loss.
    fileprivate func represents(_ value: JSON) -> Bool {
        switch (self, value) {
        case (_, .null), (.any, _), (.map, _), (.file, _): true
        case (.object, .object), (.object, .string("")): true
        case (.object, _): false
        case (_, .object), (_, .array): false
        case (.string, _): true
        case (.boolean, .boolean): true
        case (.boolean, .number(let text)): text == "0" || text == "1"
        case (.boolean, .string(let text)): ["true", "false", "0", "1", ""].contains(text.lowercased())
        case (.int, .number(let text)): Double(text).map { $0 == $0.rounded() } ?? false
        case (.int, .string(let text)): text.isEmpty || Int(text) != nil
        case (.number, .number): true
        case (.number, .string(let text)): text.isEmpty || Double(text) != nil
        case (.int, .boolean), (.number, .boolean): false
        }
    }
}
