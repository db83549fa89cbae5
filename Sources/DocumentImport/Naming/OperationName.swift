import EndpointSpec

/// The platform's own name of an operation, derived from its method and path.
///
/// The platform names operations by hand, along rules that show in most of the names: a resource is the path without its
/// parameters, in the singular; an operation is a verb at the end of the path, or what the method does.
enum OperationName {
    static func of(_ method: EndpointSpec.Method, path: String) -> String {
        var (service, version, rest) = parts(of: path)
        let action = action(at: &rest, method)
        let resources = resources(of: rest)
        let resource = resources.isEmpty ? service : resources.joined(separator: "_")
        return id(service, version, resource, action ?? operation(of: method, on: rest))
    }

    /// The same with every word of the path, and the method, for endpoints whose names would be the same.
    static func unabridged(_ method: EndpointSpec.Method, path: String) -> String {
        let (service, version, rest) = parts(of: path)
        let words = rest.map { $0.isParameter ? "by_" + $0.dropFirst() : $0 }
        return id(service, version, words.joined(separator: "_"), method.rawValue.lowercased())
    }

    private static func parts(of path: String) -> (service: String, version: String, rest: [String]) {
        var segments = path.split(separator: "/").map(String.init)[...]
        if segments.first == "open-apis" { segments = segments.dropFirst() }
        let service = segments.popFirst() ?? ""
        let version = segments.first?.isVersion == true ? segments.popFirst() ?? "" : "v1"
        return (service, version, Array(segments))
    }

    private static func id(_ words: String...) -> String { words.map(\.identifierWord).joined(separator: ".") }

    /// Takes the last segment where it says what is done.
    private static func action(at segments: inout [String], _ method: EndpointSpec.Method) -> String? {
        guard segments.count > 1, let last = segments.last, !last.isParameter else { return nil }
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

    private static func operation(of method: EndpointSpec.Method, on segments: [String]) -> String {
        switch method {
        case .get: segments.last?.isParameter == false && segments.last?.isPlural == true ? "list" : "get"
        case .post: "create"
        case .put: "update"
        case .patch: "patch"
        case .delete: "delete"
        }
    }

    private static func resources(of segments: [String]) -> [String] {
        var resources: [String] = []
        for (index, segment) in segments.enumerated() where !segment.isParameter {
            let next = index + 1 < segments.count ? segments[index + 1] : nil
            let name =
                switch next {
                case let parameter? where parameter.isParameter: segment.singular(accordingTo: parameter.dropFirst())
                // A collection of which no item is named keeps its name.
                case .some: segment
                case nil: segment.singular
                }
            // `chats/:chat_id/chat_tabs` is `chat_tab`.
            if let last = resources.last, name.hasPrefix(last + "_") { resources.removeLast() }
            resources.append(name)
        }
        return resources
    }
}

extension String {
    /// The text with what an id may have: letters, digits and `_`, with a letter first.
    var identifierWord: String {
        let word = String(map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
        return word.first?.isLetter == true ? word : "x" + word
    }

    fileprivate var isParameter: Bool { hasPrefix(":") }

    fileprivate var isVersion: Bool { first == "v" && count > 1 && dropFirst().allSatisfy(\.isNumber) }

    /// `remove_members`, `get_detail`
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

    fileprivate var isPlural: Bool {
        hasSuffix("s") && !["ss", "status", "statistics", "news", "sms"].contains(where: hasSuffix)
    }

    fileprivate var singular: String {
        if !isPlural { return self }
        if hasSuffix("ies") { return dropLast(3) + "y" }
        let isLongPlural = ["sses", "shes", "ches", "xes", "statuses", "aliases"].contains(where: hasSuffix)
        return String(dropLast(isLongPlural ? 2 : 1))
    }

    /// The singular as the parameter behind the collection says it: `sessions/:aily_session_id` is `aily_session`.
    fileprivate func singular(accordingTo parameter: Substring) -> String {
        parameter.hasSuffix("_" + singular + "_id") ? String(parameter.dropLast(3)) : singular
    }
}
