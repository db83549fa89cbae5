import EndpointSpec
import FeishuTesting
import Foundation
import Generated
import RepositoryFiles
import SourceText
import Testing

/// A spec in this repository and the type that is generated from it.
struct SpecifiedEndpoint: Sendable, CustomTestStringConvertible {
    let spec: EndpointSpec
    let type: any FeishuExampleEndpoint.Type

    var testDescription: String { spec.id.description }

    /// All specs of endpoints in this repository, so that new specs are tested automatically.
    static let all: [SpecifiedEndpoint] = {
        do {
            let types = Dictionary(uniqueKeysWithValues: Feishu.endpoints.map { ($0.descriptor.id, $0) })
            let specs = try RepositoryFiles.specs(in: RepositoryFiles.root.appendingPathComponent("specs"))
            return try specs.filter { $0.spec.event == nil }.map { file in
                let id = file.spec.id.description
                return SpecifiedEndpoint(
                    spec: file.spec, type: try #require(types[id] as? any FeishuExampleEndpoint.Type))
            }
        } catch {
            fatalError("cannot load the specs of the repository: \(error)")
        }
    }()
}

extension JSON {
    /// Returns the value as the runtime's type.
    func value() throws -> FeishuJSONValue {
        try JSONDecoder().decode(FeishuJSONValue.self, from: Data(compact.utf8))
    }
}
