import EndpointSpec
import Foundation
import Generated
import RepositoryFiles
import SourceText
import Testing

/// A spec of this repository, and the generated type that it gave.
struct SpecifiedEndpoint: Sendable, CustomTestStringConvertible {
    let spec: EndpointSpec
    let type: any FeishuEndpoint.Type

    var testDescription: String { spec.id.description }

    /// All of them, so that a new spec is tested without anybody writing a test.
    static let all: [SpecifiedEndpoint] = {
        do {
            let types = Dictionary(uniqueKeysWithValues: Feishu.endpoints.map { ($0.descriptor.id, $0) })
            return try specs().map { SpecifiedEndpoint(spec: $0, type: try #require(types[$0.id.description])) }
        } catch {
            fatalError("the specs of the repository cannot be tested: \(error)")
        }
    }()

    private static func specs() throws -> [EndpointSpec] {
        try RepositoryFiles.specs(in: RepositoryFiles.root.appendingPathComponent("specs")).map(\.spec)
    }
}

extension JSON {
    /// The value as the runtime knows it.
    func value() throws -> FeishuJSONValue {
        try JSONDecoder().decode(FeishuJSONValue.self, from: Data(compact.utf8))
    }
}

extension Encodable {
    /// What encoding gives.
    func value() throws -> FeishuJSONValue {
        try JSONDecoder().decode(FeishuJSONValue.self, from: JSONEncoder().encode(self))
    }
}

extension FeishuJSONValue {
    /// The value with one key left out or set to null, in all ways in which that can be done.
    var withGaps: [FeishuJSONValue] {
        switch self {
        case .object(let members):
            members.flatMap { key, value -> [FeishuJSONValue] in
                let changed = (value.withGaps + [.null]).map { gap in
                    FeishuJSONValue.object(members.merging([key: gap]) { _, new in new })
                }
                return changed + [.object(members.filter { $0.key != key })]
            }
        case .array(let elements):
            elements.indices.flatMap { index -> [FeishuJSONValue] in
                elements[index].withGaps.map { gap -> FeishuJSONValue in
                    var changed = elements
                    changed[index] = gap
                    return .array(changed)
                }
            }
        default: []
        }
    }

    /// The members of an object but for some.
    func omitting(_ keys: String...) -> FeishuJSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !keys.contains($0.key) })
    }

    subscript(key: String) -> FeishuJSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }
}
