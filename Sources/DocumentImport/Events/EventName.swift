import EndpointSpec
import SourceText

/// Derives the ID of an event from its type, as the platform does.
enum EventName {
    /// The resource of events whose types have no project, resource and version.
    static let oldResource = "event"

    /// Returns the ID of an event.
    ///
    /// - Parameters:
    ///   - type: The type, such as `hire.eco_exam.created_v1`, or `leave_approval` for an old event.
    ///   - paths: The paths of the document, which contain the service and the version of an old event.
    static func id(of type: String, in paths: [String]) -> OperationID {
        let words = type.split(separator: ".").map(String.init)
        if words.count > 1, let last = words.last, let version = version(of: type) {
            let resource = words.dropFirst().dropLast()
            return OperationID(
                service: words[0], version: version,
                resource: resource.isEmpty ? words[0] : resource.joined(separator: "_"),
                operation: String(last.dropLast(version.count + 1)))
        }
        let service = paths.lazy.compactMap(service).first
        return OperationID(
            service: service?.name ?? oldResource, version: service?.version ?? "v1", resource: oldResource,
            operation: type.replacing(".", with: "_"))
    }

    /// Returns the type of an event with an ID. The resource of an ID does not show where its words are separated by periods.
    static func type(of id: OperationID) -> String { "\(id.service).\(id.resource).\(id.operation)_\(id.version)" }

    /// Returns the version at the end of a type, such as `v1`.
    static func version(of type: String) -> String? {
        type.firstMatch(of: /_(v[0-9]+)$/).map { String($0.1) }
    }

    /// Returns the first service and version in a path, such as `/server-docs/approval-v4/event`.
    private static func service(in path: String) -> (name: String, version: String)? {
        path.firstMatch(of: /(?:^|\/)([a-z][a-z_]*)-(v[0-9]+)(?=\/|_|$)/).map { (String($0.1), String($0.2)) }
    }
}
