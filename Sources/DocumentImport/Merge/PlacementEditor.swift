import EndpointSpec
import SourceText

/// Settles the place of a field in a spec, as a person would by editing it.
///
/// A document lists the rows of a tree from the top to the bottom, and the fields of a spec have that order. So a field can only be
/// moved to a place that is open at its row, and what comes after it in a field that it leaves moves out with it.
package struct PlacementEditor {
    private let file: SpecFile

    /// What is known about the place of a field.
    package enum Change: Sendable {
        /// The field is where it belongs.
        case confirm
        /// The field belongs below another one, or to the top of the body.
        case move(under: String)
    }

    /// - Parameter file: The spec with the field.
    package init(_ file: SpecFile) {
        self.file = file
    }

    /// The spec with a settled place.
    ///
    /// - Parameters:
    ///   - path: The path of the field: `response.items.content`.
    ///   - change: What is known about its place.
    /// - Throws: `Failure` where there is no such field, or it cannot be there; it names the fields that exist.
    package func spec(settling path: String, _ change: Change) throws(Failure) -> EndpointSpec {
        let field = try FieldAddress(path, in: file.spec)
        guard !field.names.isEmpty else { throw failure("a body has no place of its own", path) }
        var rows = file.spec.fields(in: field.list).map(Row.init)
        guard let index = rows.firstIndex(where: { $0.names == field.names }) else {
            throw failure("no such field", path)
        }
        switch change {
        case .confirm:
            if rows[index].field.placement == nil { throw failure("the place of the field is not assumed", path) }
        case .move(let target):
            let parent = try FieldAddress(target, in: file.spec)
            if parent.list != field.list { throw failure("a field stays in its body", path) }
            if parent.names.starts(with: field.names) { throw failure("a field cannot be below itself", path) }
            if parent.names == field.names.dropLast() {
                throw failure("the field is there; --confirm says that it is right", path)
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
            throw failure("\(parentField.name) has the type \(parentField.type.spelling), which has no fields", path)
        }
        let open = index == 0 ? [] : rows[index - 1].names
        guard open.starts(with: parent.names) else {
            throw failure(
                "the document lists it after \(open.isEmpty ? "nothing" : open.joined(separator: ".")), and \(target) has ended there",
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
        // What follows in the fields that it leaves comes after it in the document, and so outside of them.
        while next < rows.count, rows[next].depth > depth {
            if rows[next].field.placement == nil {
                throw failure(
                    "\(rows[next].names.joined(separator: ".")) comes after it in the document, and its place is certain",
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

/// A field without those below it, in the order of the document.
private struct Row {
    var field: EndpointSpec.Field
    var depth: Int
    /// The names on the way to the field before anything moves.
    let names: [String]

    init(_ placed: PlacedField) {
        field = placed.field
        // An object can be stated to have no fields.
        field.fields = placed.field.fields.map { _ in [] }
        depth = placed.depth
        names = placed.address.names
    }

    /// The tree of rows.
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
    /// Whether a field is somewhere and its place is certain.
    ///
    /// - Parameter address: The address of the field: `response.items.content`.
    package func hasResolvedField(at address: String) -> Bool {
        guard let address = try? FieldAddress(address, in: self), let field = field(at: address) else { return false }
        return field.placement == nil
    }
}
