import EndpointSpec
import SourceText

/// Confirms or changes the placement of a field, as a manual edit of the spec would.
///
/// The fields of a spec have the same order as the rows of the document. A field can therefore move only to the top level, to the
/// field before it, or to an ancestor of the field before it. The later fields in the parents that it leaves move to the same
/// target. If the placement of one of these later fields is certain, the move is an error.
package struct PlacementEditor {
    private let file: SpecFile

    /// A change to the placement of a field.
    package enum Change: Sendable {
        /// Changes the assumed placement to a certain one.
        case confirm
        /// Moves the field and its children to the parent at the given address: an object or the top level of the same body.
        case move(under: String)
    }

    /// - Parameter file: The file of the spec to edit. It is not modified.
    package init(_ file: SpecFile) {
        self.file = file
    }

    /// Returns the spec with the change applied to a field. The placement of this field is then certain.
    ///
    /// - Parameters:
    ///   - change: The change.
    ///   - path: The address of the field, such as `response.items.content`.
    /// - Throws: `Failure` if the field does not exist, if the placement to confirm is already certain, or if the field cannot
    ///   move to the target.
    package func spec(applying change: Change, to path: String) throws(Failure) -> EndpointSpec {
        let field = try FieldAddress(path, in: file.spec)
        guard !field.names.isEmpty else { throw failure("expected a field, found a body", path) }
        var rows = file.spec.fields(in: field.list).map(Row.init)
        guard let index = rows.firstIndex(where: { $0.names == field.names }) else {
            throw failure("no such field", path)
        }
        switch change {
        case .confirm:
            if rows[index].field.placement == nil { throw failure("the placement of the field is not assumed", path) }
        case .move(let target):
            let parent = try FieldAddress(target, in: file.spec)
            if parent.list != field.list { throw failure("cannot move a field to another body", path) }
            if parent.names.starts(with: field.names) { throw failure("cannot move a field into itself", path) }
            if parent.names == field.names.dropLast() {
                throw failure("the field is already there; use --confirm to confirm the placement", path)
            }
            try move(index, under: parent, named: target, in: &rows, path)
        }
        rows[index].field.placement = nil
        var spec = file.spec
        spec[field.list] = Row.fields(of: rows[...], depth: 0)
        return spec
    }

    private func move(
        _ index: Int, under parent: FieldAddress, named target: String, in rows: inout [Row], _ path: String
    ) throws(Failure) {
        let parentField = rows.first { $0.names == parent.names }?.field
        if let parentField, ![.object, .map, .any].contains(parentField.type.base) {
            throw failure(
                "\(parentField.name) has the type \(parentField.type.spelling), which cannot have fields", path)
        }
        let open = index == 0 ? [] : rows[index - 1].names
        guard open.starts(with: parent.names) else {
            throw failure(
                "in the document, \(target) ends before this field"
                    + (open.isEmpty ? "" : ", which follows \(open.joined(separator: "."))"),
                path)
        }
        let depth = parent.names.count
        let shift = depth - rows[index].depth
        var next = index + 1
        while next < rows.count, rows[next].depth > rows[index].depth {
            rows[next].depth += shift
            next += 1
        }
        rows[index].depth = depth
        // The moved field closes the parents that it leaves, so the later rows in these parents move to the target as well.
        while next < rows.count, rows[next].depth > depth {
            if rows[next].field.placement == nil {
                throw failure(
                    "\(rows[next].names.joined(separator: ".")) follows this field in the document and its placement is certain",
                    path)
            }
            let shift = depth - rows[next].depth
            let top = rows[next].depth
            rows[next].depth = depth
            next += 1
            while next < rows.count, rows[next].depth > top {
                rows[next].depth += shift
                next += 1
            }
        }
        var moved = file.spec
        moved[parent.list] = Row.fields(of: rows[...], depth: 0)
        let names = (parent.names.isEmpty ? moved[parent.list] : moved.field(at: parent)?.fields)?.map(\.name) ?? []
        if let repeated = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw failure("\(target) would have two fields \"\(repeated)\"", path)
        }
    }

    private func failure(_ message: String, _ path: String) -> Failure {
        Failure("wrong-place", "\(path): \(message)", at: .file(file.source.path))
    }
}

/// A field without its children, and its depth in the tree.
private struct Row {
    var field: EndpointSpec.Field
    var depth: Int
    /// The names of the ancestors and of the field itself, before the move.
    let names: [String]

    init(_ placed: PlacedField) {
        field = placed.field
        // Remove the children, but preserve the difference between a list of fields and `nil`.
        field.fields = placed.field.fields.map { _ in [] }
        depth = placed.depth
        names = placed.address.names
    }

    /// Builds the tree of fields from the depths of the rows.
    ///
    /// - Parameters:
    ///   - rows: The rows, in the order of the document.
    ///   - depth: The depth of the topmost fields.
    static func fields(of rows: ArraySlice<Row>, depth: Int) -> [EndpointSpec.Field] {
        var fields: [EndpointSpec.Field] = []
        var rest = rows
        while let row = rest.popFirst() {
            let below = rest.prefix { $0.depth > depth }
            rest = rest.dropFirst(below.count)
            var field = row.field
            if !below.isEmpty { field.fields = self.fields(of: below, depth: depth + 1) }
            fields.append(field)
        }
        return fields
    }
}

extension EndpointSpec {
    /// Returns whether the spec contains a field at the given address and the placement of this field is certain.
    ///
    /// - Parameter address: The address, such as `response.items.content`.
    package func hasResolvedField(at address: String) -> Bool {
        guard let address = try? FieldAddress(address, in: self), let field = field(at: address) else { return false }
        return field.placement == nil
    }
}
