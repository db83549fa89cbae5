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
        /// The arguments of the command `correct` that decides otherwise, after the ID of the endpoint, or `nil` if nothing was
        /// decided.
        var remedy: [String]?
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
                message: "the table lists the payload alone; the envelope is data, as every sample shows", line: line,
                remedy: ["--envelope", EndpointSpec.Envelope.none.rawValue]))
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

    /// Returns the type of a response, with the array dimensions that the samples show. If the table names no type, it is an object
    /// unless the samples show a list of scalars.
    mutating func type(_ type: EndpointSpec.FieldType, of bodies: [JSON], at root: FieldAddress)
        -> EndpointSpec.FieldType
    {
        guard let shown = self.type(shownIn: bodies, insteadOf: type) else {
            if type.base != .object { reportContradiction(of: type, bodies, at: root, line: line) }
            return type.base == .any ? .init(.object, dimensions: type.dimensions) : type
        }
        let decided = shown.base == .any ? .init(.object, dimensions: shown.dimensions) : shown
        decide(decided, insteadOf: type, at: root, line: line)
        return decided
    }

    private mutating func nodes(
        _ nodes: [FieldTree.Node], in objects: [[JSON.Member]], at parent: FieldAddress, parentLine: Int
    ) -> [FieldTree.Node] {
        if objects.isEmpty { return nodes }
        let valuesByName = Dictionary(grouping: objects.flatMap(\.self), by: \.key).mapValues { $0.map(\.value) }
        let documented = nodes.map { node in
            self.node(node, shownAs: valuesByName[node.field.name] ?? [], at: parent.appending(node.field.name))
        }
        let names = nodes.map(\.field.name)
        let misspellings = Misspellings(of: names, in: objects)
        let lines = Dictionary(nodes.map { ($0.field.name, line(of: $0) ?? parentLine) }) { first, _ in first }
        var sampled = SampledFields()
        let added = sampled.fields(of: objects, except: names, at: parent).filter { field in
            guard let original = misspellings.original(of: field.name) else { return true }
            omitted(
                field.name, in: parent, "looks like a misspelling of", original, line: lines[original] ?? parentLine)
            return false
        }
        for respelling in sampled.respellings {
            omitted(
                respelling.name, in: respelling.parent, "is another spelling of", respelling.original, line: parentLine)
        }
        for field in added {
            findings.append(
                Finding(
                    kind: .addition,
                    message:
                        "\"\(parent.appending(field.name))\" is added with the type \(field.typeText), because only samples show it",
                    line: parentLine,
                    remedy: [parent.appending(field.name).description, "--type", "any"]))
        }
        return documented + added.map { FieldTree.Node(field: $0, row: nil, children: []) }
    }

    /// Reports a name in samples that became no field.
    private mutating func omitted(
        _ name: String, in parent: FieldAddress, _ relation: String, _ original: String, line: Int
    ) {
        findings.append(
            Finding(
                kind: .misspelling,
                message:
                    "samples show \"\(name)\" in \"\(parent)\", which \(relation) \"\(original)\"; no field was added",
                line: line))
    }

    private mutating func node(
        _ node: FieldTree.Node, shownAs values: [JSON], at address: FieldAddress
    ) -> FieldTree.Node {
        var node = node
        let line = line(of: node) ?? line
        let stated = node.field.type
        if stated.base != .file, let shown = type(shownIn: values, insteadOf: stated) {
            node.field.type = shown
            decide(shown, insteadOf: node.statedType, at: address, line: line)
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
                        + Self.statement(of: node.statedType), line: line,
                    remedy: [address.description, "--type", node.statedType.spelling]))
            node.children = nodes(map.children, in: map.objects, at: address, parentLine: line)
        } else {
            node.children = nodes(node.children, in: objects, at: address, parentLine: line)
        }
        node.field.fields = node.children.map(\.field)
        return node
    }

    // MARK: Types

    /// Returns the type with the array dimensions that all values have, or `nil` if they do not agree, agree with the table, or
    /// contradict more than the dimensions.
    private func type(
        shownIn values: [JSON], insteadOf stated: EndpointSpec.FieldType
    ) -> EndpointSpec.FieldType? {
        // Services send an empty string for a missing value.
        let values = values.filter { $0 != .null && $0 != .string("") }
        let shown = SampledValues(values)
        let arrays = values.count { $0.elements != nil }
        guard !values.isEmpty, arrays == 0 || arrays == values.count else { return nil }
        if shown.isOpen, shown.dimensions <= stated.dimensions { return nil }
        // A sample that shows a text for an array can be a list in the form of a text.
        if shown.dimensions < stated.dimensions, shown.objects.count < shown.elements.count { return nil }
        guard shown.dimensions != stated.dimensions, shown.elements.allSatisfy(stated.base.represents) else {
            return nil
        }
        // If the table names no type, it says nothing about the elements.
        let base = stated.base == .any ? shown.scalarBase ?? .any : stated.base
        return .init(base, dimensions: shown.dimensions)
    }

    private mutating func decide(
        _ shown: EndpointSpec.FieldType, insteadOf stated: EndpointSpec.FieldType, at address: FieldAddress, line: Int
    ) {
        findings.append(
            Finding(
                kind: .dimensions,
                message: "\"\(address)\" is \(shown.spelling), as every sample shows" + Self.statement(of: stated),
                line: line, remedy: [address.description, "--type", stated.spelling]))
    }

    /// Reports values that the type cannot represent. The table stays, because a sample can be wrong as well.
    private mutating func reportContradiction(
        of type: EndpointSpec.FieldType, _ values: [JSON], at address: FieldAddress, line: Int
    ) {
        var elements = values.filter { $0 != .null && $0 != .string("") }
        var other: JSON?
        for _ in 0..<type.dimensions where other == nil {
            other = elements.first { $0.elements == nil }
            elements = elements.flatMap { $0.elements ?? [] }.filter { $0 != .null }
        }
        guard let value = other ?? elements.first(where: { !type.base.represents($0) }) else { return }
        let size = value.compact.count > 40 ? value.kind : value.compact
        findings.append(
            Finding(
                kind: .contradiction,
                message:
                    "\"\(address)\" stays \(type.spelling), as the table says, although samples show \(size)",
                line: line,
                remedy: [address.description, "--type", SampledValues(values).type.spelling]))
    }

    /// Returns what the table says, as the end of a sentence.
    private static func statement(of type: EndpointSpec.FieldType) -> String {
        type == .init(.any) ? "; the table names no type" : "; the table says \(type.spelling)"
    }

    private func line(of node: FieldTree.Node) -> Int? { node.row.map { rows[$0].line } }
}

extension EndpointSpec.FieldType.Base {
    /// Returns whether the type can represent the value, if necessary after a conversion without a loss.
    fileprivate func represents(_ value: JSON) -> Bool {
        switch (self, value) {
        case (_, .null), (.any, _), (.file, _): true
        case (.object, .object), (.map, .object), (.object, .string("")), (.map, .string("")): true
        case (.object, _), (.map, _): false
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
