import EndpointSpec
import SourceText

/// Settles the place of a field in a spec, as a person would by editing it.
public struct FieldPlacement {
    private let file: SpecFile

    public enum Change: Sendable {
        /// The field is where it belongs.
        case confirm
        /// The field belongs to the end of another one, or of the body.
        case move(under: String)
    }

    public init(_ file: SpecFile) {
        self.file = file
    }

    /// The spec with a settled place.
    ///
    /// - Parameters:
    ///   - path: The path of the field: `response.items.content`.
    ///   - change: What is known about its place.
    /// - Throws: `Failure` where there is no such field, or it cannot be there; it names the fields that exist.
    public func spec(settling path: String, _ change: Change) throws(Failure) -> EndpointSpec {
        var spec = file.spec
        let source = try Place(path, in: spec)
        guard !source.names.isEmpty else { throw failure("a body has no place of its own", path) }
        var field = try source.field(in: spec)
        switch change {
        case .confirm:
            if field.placement == nil { throw failure("the place of the field is not assumed", path) }
            field.placement = nil
            source.replace(with: field, in: &spec)
        case .move(let target):
            let target = try Place(target, in: spec)
            if target.body != source.body { throw failure("a field stays in its body", path) }
            if target.names.starts(with: source.names) { throw failure("a field cannot be below itself", path) }
            if target.names == source.names.dropLast() {
                throw failure("the field is there; --confirm says that it is right", path)
            }
            let siblings = try target.children(in: spec)
            if siblings.contains(where: { $0.name == field.name }) {
                throw failure("there is a field \"\(field.name)\" already", path)
            }
            field.placement = nil
            source.replace(with: nil, in: &spec)
            target.append(field, in: &spec)
        }
        return spec
    }

    private func failure(_ message: String, _ path: String) -> Failure {
        Failure("wrong-place", "\(path): \(message)", at: .file(file.source.path))
    }
}

/// A field or a body by its path.
private struct Place {
    enum Body {
        case request
        case response
    }

    let body: Body
    let names: [String]

    /// - Throws: `Failure` where the spec has no such place.
    init(_ path: String, in spec: EndpointSpec) throws(Failure) {
        var names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        switch names.removeFirst() {
        case "request": body = .request
        case "response":
            body = .response
            // People can also name the member around the fields.
            if spec.response.envelope == .data, names.first == "data",
                spec.response.fields?.contains(where: { $0.name == "data" }) != true
            {
                names.removeFirst()
            }
        default:
            throw Failure("wrong-place", "\"\(path)\" begins with no body; expected request or response")
        }
        self.names = names
        var fields = Self.fields(of: body, in: spec)
        var walked = path.split(separator: ".").first.map(String.init) ?? ""
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

    private static func fields(of body: Body, in spec: EndpointSpec) -> [EndpointSpec.Field] {
        (body == .request ? spec.request?.fields : spec.response.fields) ?? []
    }

    func field(in spec: EndpointSpec) throws(Failure) -> EndpointSpec.Field {
        let parent = try Place(body, Array(names.dropLast())).children(in: spec)
        guard let field = parent.first(where: { $0.name == names.last }) else {
            throw Failure("wrong-place", "no such field")
        }
        return field
    }

    private init(_ body: Body, _ names: [String]) {
        self.body = body
        self.names = names
    }

    /// The fields below the place.
    func children(in spec: EndpointSpec) throws(Failure) -> [EndpointSpec.Field] {
        var fields = Self.fields(of: body, in: spec)
        var parent: EndpointSpec.Field?
        for name in names {
            parent = fields.first { $0.name == name }
            fields = parent?.fields ?? []
        }
        if let parent, ![.object, .map, .any].contains(parent.type.base) {
            throw Failure("wrong-place", "\(parent.name) has the type \(parent.type.spelling), which has no fields")
        }
        return fields
    }

    /// Replaces the field, or removes it.
    func replace(with field: EndpointSpec.Field?, in spec: inout EndpointSpec) {
        change(in: &spec) { fields in
            Self.change(&fields, names[...]) { list, index in
                list.replaceSubrange(index...index, with: field.map { [$0] } ?? [])
            }
        }
    }

    /// Adds a field below the place.
    func append(_ field: EndpointSpec.Field, in spec: inout EndpointSpec) {
        change(in: &spec) { fields in
            if names.isEmpty {
                fields.append(field)
            } else {
                Self.change(&fields, names[...]) { list, index in
                    list[index].fields = (list[index].fields ?? []) + [field]
                }
            }
        }
    }

    private func change(in spec: inout EndpointSpec, _ change: (inout [EndpointSpec.Field]) -> Void) {
        switch body {
        case .request:
            var fields = spec.request?.fields ?? []
            change(&fields)
            spec.request?.fields = fields
        case .response:
            var fields = spec.response.fields ?? []
            change(&fields)
            spec.response.fields = fields
        }
    }

    /// Changes the field at a path, with the list that it is in.
    private static func change(
        _ fields: inout [EndpointSpec.Field], _ names: ArraySlice<String>,
        _ body: (inout [EndpointSpec.Field], Int) -> Void
    ) {
        guard let name = names.first, let index = fields.firstIndex(where: { $0.name == name }) else { return }
        if names.count == 1 { return body(&fields, index) }
        var children = fields[index].fields ?? []
        change(&children, names.dropFirst(), body)
        fields[index].fields = children
    }
}
