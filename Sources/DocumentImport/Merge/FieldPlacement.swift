import EndpointSpec
import SourceText

/// Settles the place of a field in a spec, as a person would by editing it.
///
/// A document lists the rows of a tree from the top to the bottom, and the fields of a spec have that order. So a field can only be
/// moved to a place that is open at its row, and what comes after it in a field that it leaves moves out with it.
package struct FieldPlacement {
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
        let field = try FieldPath(path, in: file.spec)
        guard !field.names.isEmpty else { throw failure("a body has no place of its own", path) }
        var rows = Row.list(of: field.part.fields(in: file.spec))
        guard let index = rows.firstIndex(where: { $0.path == field.names }) else {
            throw failure("no such field", path)
        }
        switch change {
        case .confirm:
            if rows[index].field.placement == nil { throw failure("the place of the field is not assumed", path) }
        case .move(let target):
            let parent = try FieldPath(target, in: file.spec)
            if parent.part != field.part { throw failure("a field stays in its body", path) }
            if parent.names.starts(with: field.names) { throw failure("a field cannot be below itself", path) }
            if parent.names == field.names.dropLast() {
                throw failure("the field is there; --confirm says that it is right", path)
            }
            try move(index, under: parent, named: target, in: &rows, path)
        }
        rows[index].field.placement = nil
        var spec = file.spec
        field.part.replaceFields(in: &spec, with: Row.fields(of: rows[...], depth: 0))
        return spec
    }

    private func move(
        _ index: Int, under parent: FieldPath, named target: String, in rows: inout [Row], _ path: String
    ) throws(Failure) {
        let parentField = rows.first { $0.path == parent.names }?.field
        if let parentField, ![.object, .map, .any].contains(parentField.type.base) {
            throw failure("\(parentField.name) has the type \(parentField.type.spelling), which has no fields", path)
        }
        let open = index == 0 ? [] : rows[index - 1].path
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
                    "\(rows[next].path.joined(separator: ".")) comes after it in the document, and its place is certain",
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
        let siblings = Row.fields(of: rows[...], depth: 0).fields(at: parent.names)
        let names = siblings.map(\.name)
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
    /// Where the field is before anything moves.
    let path: [String]

    static func list(of fields: [EndpointSpec.Field], below path: [String] = []) -> [Row] {
        fields.flatMap { field in
            var own = field
            // An object can be stated to have no fields.
            own.fields = field.fields.map { _ in [] }
            let path = path + [field.name]
            return [Row(field: own, depth: path.count - 1, path: path)] + list(of: field.fields ?? [], below: path)
        }
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

/// A field, or the part of the spec that has it, by the names on the way.
package struct FieldPath: Sendable {
    /// The lists of fields of a spec.
    package enum Part: String, Sendable, CaseIterable {
        case headers, path, query, request, response

        func fields(in spec: EndpointSpec) -> [EndpointSpec.Field] {
            switch self {
            case .headers: spec.headers ?? []
            case .path: spec.pathParameters ?? []
            case .query: spec.queryParameters ?? []
            case .request: spec.request?.fields ?? []
            case .response: spec.response.fields ?? []
            }
        }

        func replaceFields(in spec: inout EndpointSpec, with fields: [EndpointSpec.Field]) {
            switch self {
            case .headers: spec.headers = fields
            case .path: spec.pathParameters = fields
            case .query: spec.queryParameters = fields
            case .request: spec.request?.fields = fields
            case .response: spec.response.fields = fields
            }
        }
    }

    let part: Part
    let names: [String]

    /// - Parameters:
    ///   - path: The part and the names: `response.items.content`, or with the member around the payload
    ///     `response.data.items.content`.
    ///   - spec: The spec that has the field.
    /// - Throws: `Failure` where the spec has no such place.
    package init(_ path: String, in spec: EndpointSpec) throws(Failure) {
        var names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let part = Part(rawValue: names.removeFirst()) else {
            let parts = Part.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure("wrong-place", "\"\(path)\" begins with no part of an endpoint; expected one of \(parts)")
        }
        var fields = part.fields(in: spec)
        if part == .response, spec.response.envelope == .data, names.first == EnvelopeKeys.data,
            !fields.contains(where: { $0.name == EnvelopeKeys.data })
        {
            names.removeFirst()
        }
        self.part = part
        self.names = names
        var walked = part.rawValue
        for name in names {
            guard let field = fields.first(where: { $0.name == name }) else {
                let existing = fields.map(\.name)
                let suggestion = name.nearest(in: existing).map { "; did you mean \($0)?" } ?? ""
                throw Failure(
                    "wrong-place", "\(walked) has no field \"\(name)\"\(suggestion)",
                    notes: existing.isEmpty ? [] : ["it has \(existing.joined(separator: ", "))"])
            }
            walked += ".\(name)"
            fields = field.fields ?? []
        }
    }

    /// The field in a spec; nil where the path is that of a part, or the spec does not have it.
    func field(in spec: EndpointSpec) -> EndpointSpec.Field? {
        guard let name = names.last else { return nil }
        return part.fields(in: spec).fields(at: names.dropLast()).first { $0.name == name }
    }
}

extension [EndpointSpec.Field] {
    /// The fields below one.
    fileprivate func fields(at names: some Collection<String>) -> [EndpointSpec.Field] {
        names.reduce(self) { fields, name in fields.first { $0.name == name }?.fields ?? [] }
    }
}

extension EndpointSpec {
    /// Whether a field is somewhere and its place is certain.
    ///
    /// - Parameter path: The path of the field: `response.items.content`.
    package func hasSettledField(at path: String) -> Bool {
        guard let path = try? FieldPath(path, in: self), let field = path.field(in: self) else { return false }
        return field.placement == nil
    }
}
