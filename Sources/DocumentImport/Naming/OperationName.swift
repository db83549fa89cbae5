import EndpointSpec
import SourceText

/// Derives the ID of an operation from its method and path, as the platform does.
///
/// Most IDs on the platform follow two rules. The resource is the path without its parameters, in the singular. The operation is
/// the action at the end of the path or, if there is none, depends on the method.
enum OperationName {
    private typealias Segment = PathTemplate.Segment

    /// Returns the ID for the given method and path.
    static func id(of method: EndpointSpec.Method, path: PathTemplate) -> OperationID {
        var (service, version, rest) = parts(of: path)
        let action = removeAction(from: &rest, method)
        let resources = resources(of: rest)
        return OperationID(
            service: service, version: version,
            resource: resources.isEmpty ? service : resources.joined(separator: "_"),
            operation: action ?? operation(of: method, on: rest))
    }

    /// Returns whether the ID of the spec equals the ID that its method and path determine. An endpoint whose method or path is
    /// corrected keeps its ID.
    static func isDerived(_ spec: EndpointSpec) -> Bool {
        spec.event == nil && spec.corrected?["method"] == nil && spec.corrected?["path"] == nil
            && spec.id == id(of: spec.method, path: spec.path)
    }

    /// Returns the possible IDs of an endpoint, in order of preference.
    ///
    /// The order is: the ID of the spec; for a collection, the same ID with the operation `list`; the unabridged ID; and the
    /// unabridged ID with increasing numbers, beginning with 2.
    static func candidates(for spec: EndpointSpec) -> some Sequence<OperationID> {
        (0..<100).lazy.compactMap { number -> OperationID? in
            if spec.event != nil { return eventID(of: spec, number) }
            return switch number {
            case 0: spec.id
            case 1: isCollection(spec) ? spec.id.with(operation: "list") : nil
            case 2: unabridgedID(of: spec)
            default: unabridgedID(of: spec).with(number: number - 1)
            }
        }
    }

    /// Returns the possible IDs of an event, whose names can be those of endpoints.
    private static func eventID(of spec: EndpointSpec, _ number: Int) -> OperationID {
        if number == 0 { return spec.id }
        let id = spec.id.with(operation: spec.id.operation + "_event")
        return number == 1 ? id : id.with(number: number)
    }

    /// Returns whether the endpoint is treated as a collection: its method is GET, and its path does not end with a parameter.
    static func isCollection(_ spec: EndpointSpec) -> Bool {
        spec.event == nil && spec.method == .get && spec.path.segments.last?.isParameter == false
    }

    /// Returns the ID whose resource consists of the fixed query and all path segments after the service and the version, and
    /// whose operation is the method.
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

    /// Removes and returns the last segment if it is an action. Otherwise, leaves the segments unmodified and returns `nil`.
    private static func removeAction(from segments: inout [Segment], _ method: EndpointSpec.Method) -> String? {
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
                // A collection directly before another literal segment stays in the plural.
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
    /// Whether the string is a verb followed by at least one other word, such as `remove_members` or `get_detail`.
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

    /// Returns the singular of a collection name. If the name of the parameter after the collection contains the singular with a
    /// prefix, returns the singular with this prefix: `aily_session` for `sessions/:aily_session_id`.
    fileprivate func singular(accordingTo parameter: String) -> String {
        parameter.hasSuffix("_" + singular + "_id") ? String(parameter.dropLast(3)) : singular
    }
}
