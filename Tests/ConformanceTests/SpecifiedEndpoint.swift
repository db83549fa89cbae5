import EndpointSpec
import Foundation
import Generated
import RepositoryFiles
import SourceText
import Testing

/// A spec in this repository and the type that is generated from it.
struct SpecifiedEndpoint: Sendable, CustomTestStringConvertible {
    let spec: EndpointSpec
    /// How the samples of the document contradict its fields, in words.
    let requestContradictions: [String]
    let responseContradictions: [String]
    let type: any FeishuExampleEndpoint.Type

    var testDescription: String { spec.id.description }

    /// All specs in this repository, so that new specs are tested automatically.
    static let all: [SpecifiedEndpoint] = {
        do {
            let types = Dictionary(uniqueKeysWithValues: Feishu.endpoints.map { ($0.descriptor.id, $0) })
            return try RepositoryFiles.specs(in: RepositoryFiles.root.appendingPathComponent("specs")).map { file in
                let id = file.spec.id.description
                return SpecifiedEndpoint(file, type: try #require(types[id] as? any FeishuExampleEndpoint.Type))
            }
        } catch {
            fatalError("cannot load the specs of the repository: \(error)")
        }
    }()

    private init(_ file: SpecFile, type: any FeishuExampleEndpoint.Type) {
        spec = file.spec
        self.type = type
        requestContradictions = file.contradictions(of: "request")
        responseContradictions = file.contradictions(of: "response")
    }
}

extension SpecFile {
    fileprivate func contradictions(of part: String) -> [String] {
        review.filter { finding in
            let place = finding.location.offset.map { path(at: $0) }
            // A missing field changes only what is sent.
            let codes = ["sample-type", "undescribed-key"] + (part == "request" ? ["unshown-field"] : [])
            return codes.contains(finding.code)
                && place?.steps.first == .key(part)
        }.map(\.message)
    }
}

extension JSON {
    /// Returns the value as the runtime's type.
    func value() throws -> FeishuJSONValue {
        try JSONDecoder().decode(FeishuJSONValue.self, from: Data(compact.utf8))
    }
}

extension Encodable {
    /// Returns the encoded value.
    func value() throws -> FeishuJSONValue {
        try JSONDecoder().decode(FeishuJSONValue.self, from: JSONEncoder().encode(self))
    }
}

extension FeishuJSONValue {
    /// All variants of the value in which one key is omitted or set to null.
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

    /// The value without the members that are null, at every level.
    var withoutNulls: FeishuJSONValue {
        switch self {
        case .object(let members): .object(members.filter { $0.value != .null }.mapValues(\.withoutNulls))
        case .array(let elements): .array(elements.map(\.withoutNulls))
        default: self
        }
    }

    /// Returns the object without the given keys.
    func omitting(_ keys: String...) -> FeishuJSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !keys.contains($0.key) })
    }

    subscript(key: String) -> FeishuJSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }
}
