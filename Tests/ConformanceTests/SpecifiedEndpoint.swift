import EndpointSpec
import Foundation
import Generated
import Testing

/// A spec of this repository, and the generated type that it gave.
struct SpecifiedEndpoint: Sendable, CustomTestStringConvertible {
    let spec: EndpointSpec
    let type: any Endpoint.Type

    var testDescription: String { spec.id }

    /// All of them, so that a new spec is tested without anybody writing a test.
    static let all: [SpecifiedEndpoint] = {
        do {
            let types = Dictionary(uniqueKeysWithValues: Feishu.endpoints.map { ($0.descriptor.id, $0) })
            return try specs().map { SpecifiedEndpoint(spec: $0, type: try #require(types[$0.id])) }
        } catch {
            fatalError("the specs of the repository cannot be tested: \(error)")
        }
    }()

    private static func specs() throws -> [EndpointSpec] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("specs")
        return try SpecFolder.paths(in: folder.path).map { path in
            let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(path)))
            return try SpecFile(SourceText(path: path, bytes: bytes)).spec
        }
    }
}

extension JSON {
    /// The value as the runtime knows it.
    func value() throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(compact.utf8))
    }
}

extension Encodable {
    /// What encoding gives.
    func value() throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(self))
    }
}

extension JSONValue {
    /// The value with one key left out or set to null, in all ways in which that can be done.
    var withGaps: [JSONValue] {
        switch self {
        case .object(let members):
            members.flatMap { key, value -> [JSONValue] in
                let changed = (value.withGaps + [.null]).map { gap in
                    JSONValue.object(members.merging([key: gap]) { _, new in new })
                }
                return changed + [.object(members.filter { $0.key != key })]
            }
        case .array(let elements):
            elements.indices.flatMap { index -> [JSONValue] in
                elements[index].withGaps.map { gap -> JSONValue in
                    var changed = elements
                    changed[index] = gap
                    return .array(changed)
                }
            }
        default: []
        }
    }

    /// The members of an object but for some.
    func omitting(_ keys: String...) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !keys.contains($0.key) })
    }

    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }
}
