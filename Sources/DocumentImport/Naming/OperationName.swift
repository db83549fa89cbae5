import EndpointSpec
import SourceText

/// Derives the platform's name of an operation from its method and path.
///
/// Most of the platform's names follow these rules: the resource is the path without its parameters, in the singular; the
/// operation is a verb at the end of the path, or else follows from the method.
enum OperationName {
    private typealias Segment = PathTemplate.Segment

    /// Returns the ID for a method and path.
    static func id(of method: EndpointSpec.Method, path: PathTemplate) -> OperationID {
        var (service, version, rest) = parts(of: path)
        let action = action(at: &rest, method)
        let resources = resources(of: rest)
        return OperationID(
            service: service, version: version,
            resource: resources.isEmpty ? service : resources.joined(separator: "_"),
            operation: action ?? operation(of: method, on: rest))
    }

    /// Returns whether the ID of a spec is derived from its method and path.
    static func isDerived(_ spec: EndpointSpec) -> Bool { spec.id == id(of: spec.method, path: spec.path) }

    /// Returns the possible IDs of an endpoint in order of preference. Later ones contain more of the path.
    static func candidates(for spec: EndpointSpec) -> some Sequence<OperationID> {
        (0..<100).lazy.compactMap { number in
            switch number {
            case 0: spec.id
            case 1: isCollection(spec) ? spec.id.with(operation: "list") : nil
            case 2: unabridgedID(of: spec)
            default: unabridgedID(of: spec).with(number: number - 1)
            }
        }
    }

    /// Returns whether the endpoint is a GET request whose path does not end with a parameter.
    static func isCollection(_ spec: EndpointSpec) -> Bool {
        spec.method == .get && spec.path.segments.last?.isParameter == false
    }

    /// Returns an ID with every word of the path and of the fixed query, and the method.
    private static func unabridgedID(of spec: EndpointSpec) -> OperationID {
        let (service, version, rest) = parts(of: spec.path)
        let words =
            rest.map { segment in
                switch segment {
                case .literal(let text): text
                case .parameter(let name): "by_" + name
                }
            } + (spec.fixedQuery ?? []).flatMap { ["with", $0.name, $0.value] }
        return OperationID(
            service: service, version: version, resource: words.isEmpty ? service : words.joined(separator: "_"),
            operation: spec.method.rawValue.lowercased())
    }

    private static func parts(of path: PathTemplate) -> (service: String, version: String, rest: [Segment]) {
        var segments = path.segments[...]
        if segments.first == .literal("open-apis") { segments = segments.dropFirst() }
        let service = segments.popFirst()?.name ?? ""
        let version = segments.first?.isVersion == true ? segments.popFirst()?.name ?? "" : "v1"
        return (service, version, Array(segments))
    }

    /// Removes and returns the last segment if it is an action.
    private static func action(at segments: inout [Segment], _ method: EndpointSpec.Method) -> String? {
        guard segments.count > 1, case .literal(let last) = segments[segments.count - 1] else { return nil }
        let isAfterParameter = segments[segments.count - 2].isParameter
        let isAction =
            switch method {
            case .post: last.beginsWithVerb || !last.isPlural
            case .get: last.beginsWithVerb || (!last.isPlural && !isAfterParameter)
            case .put, .patch, .delete: last.beginsWithVerb
            }
        if isAction { segments.removeLast() }
        return isAction ? last : nil
    }

    private static func operation(of method: EndpointSpec.Method, on segments: [Segment]) -> String {
        switch method {
        case .get:
            if case .literal(let name) = segments.last, name.isPlural { "list" } else { "get" }
        case .post: "create"
        case .put: "update"
        case .patch: "patch"
        case .delete: "delete"
        }
    }

    private static func resources(of segments: [Segment]) -> [String] {
        var resources: [String] = []
        for (index, segment) in segments.enumerated() {
            guard case .literal(let text) = segment else { continue }
            let name =
                switch segments.dropFirst(index + 1).first {
                case .parameter(let parameter): text.singular(accordingTo: parameter)
                // A collection without an item parameter stays in the plural.
                case .literal: text
                case nil: text.singular
                }
            // `chats/:chat_id/chat_tabs` becomes `chat_tab`, not `chat_chat_tab`.
            if let last = resources.last, name.hasPrefix(last + "_") { resources.removeLast() }
            resources.append(name)
        }
        return resources
    }
}

extension OperationID {
    fileprivate func with(operation: String) -> OperationID {
        OperationID(service: service, version: version, resource: resource, operation: operation)
    }

    fileprivate func with(number: Int) -> OperationID {
        OperationID(service: service, version: version, resource: "\(resource)_\(number)", operation: operation)
    }
}

extension PathTemplate.Segment {
    fileprivate var name: String {
        switch self {
        case .literal(let text): text
        case .parameter(let name): ":" + name
        }
    }

    fileprivate var isParameter: Bool { if case .parameter = self { true } else { false } }

    /// Whether the segment is a version such as `v1`.
    fileprivate var isVersion: Bool {
        guard case .literal(let text) = self else { return false }
        return text.first == "v" && text.count > 1 && text.dropFirst().allSatisfy(\.isNumber)
    }
}

extension String {
    /// Whether the string begins with a verb: `remove_members`, `get_detail`.
    fileprivate var beginsWithVerb: Bool {
        let words = split(separator: "_")
        return words.count > 1 && Self.verbs.contains(String(words[0]))
    }

    private static let verbs: Set<String> = [
        "add", "batch", "cancel", "check", "close", "copy", "create", "delete", "disable", "enable", "export", "find",
        "get", "import", "is", "list", "mget", "modify", "move", "open", "query", "read", "remove", "reset", "save",
        "search", "send", "set", "start", "stop", "submit", "sync", "transfer", "update", "upload", "urgent",
        "withdraw",
    ]

    /// Returns the singular, taken from the parameter after the collection if possible: `sessions/:aily_session_id` becomes
    /// `aily_session`.
    fileprivate func singular(accordingTo parameter: String) -> String {
        parameter.hasSuffix("_" + singular + "_id") ? String(parameter.dropLast(3)) : singular
    }
}
