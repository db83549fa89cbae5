import EndpointSpec
import FeishuRuntime
import Foundation
import Testing

/// What the tables of a document list is in its spec.
@Suite struct DocumentTests {
    @Test(arguments: SpecifiedEndpoint.documented)
    func everyRowOfTheDocumentIsInTheSpec(endpoint: SpecifiedEndpoint) throws {
        let document = try Self.document(of: endpoint.spec)
        let spec = endpoint.spec
        let fields = Self.flattened(
            (spec.pathParameters ?? []) + (spec.queryParameters ?? []) + (spec.request?.fields ?? [])
                + (spec.response.fields ?? []))
        let envelope = ["Authorization", "Content-Type", "code", "msg", "data"]

        let rows = document.matches(of: /(?m)^([a-z_A-Z-]+) \| [a-z_]+(\\\[\\\])? \|/).map { String($0.1) }
        #expect(rows.filter { !envelope.contains($0) } == fields.map(\.name))

        let values = document.matches(of: /(?m)^- (\d+)：(\S+)/).map { "\($0.1) \($0.2)" }
        #expect(values == fields.flatMap { $0.values ?? [] }.map { "\($0.value.compact) \($0.description ?? "")" })

        let codes = document.matches(of: /(?m)^(\d{3}) \| (\d+) \| ([^|]+) \|/).map { "\($0.1) \($0.2) \($0.3)" }
        #expect(codes == (spec.errors ?? []).map { "\($0.status ?? 0) \($0.code) \($0.message)" })

        let scopes = document.matches(of: /\(([a-z_]+:[a-z_:]+)\)/).map { String($0.1) }
        #expect(scopes == (spec.scopes ?? []).map(\.name))
    }

    @Test(arguments: SpecifiedEndpoint.documented)
    func theSamplesAreTheDocuments(endpoint: SpecifiedEndpoint) throws {
        let blocks = try Self.document(of: endpoint.spec).matches(of: /```json\n([^`]*)```/).map { match in
            try JSONDecoder().decode(JSONValue.self, from: Data(match.1.utf8))
        }
        let samples = (endpoint.spec.request?.samples ?? []) + (endpoint.spec.response.samples ?? [])
        #expect(try samples.map { try $0.value() } == blocks)
    }

    @Test(arguments: SpecifiedEndpoint.documented)
    func theBasicFactsAreTheDocuments(endpoint: SpecifiedEndpoint) throws {
        let spec = endpoint.spec
        let document = try Self.document(of: spec)
        #expect(document.contains("\nHTTP URL | https://open.feishu.cn\(spec.path)\n"))
        #expect(document.contains("\nHTTP Method | \(spec.method.rawValue)\n"))
        #expect(document.contains("\nsource_url: \(spec.document.url)\n"))
        #expect(document.contains("\n最后更新于 \(spec.document.updated ?? "")\n"))
        #expect(document.contains("\n# \(spec.title)\n"))
        let limits = (spec.rateLimits ?? []).map { "\($0.requests) 次/\($0.seconds == 1 ? "秒" : "分钟")" }
        #expect(document.contains("| [\(limits.joined(separator: "、"))]("))
    }

    private static func document(of spec: EndpointSpec) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = try #require(spec.document.path)
        return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    private static func flattened(_ fields: [EndpointSpec.Field]) -> [EndpointSpec.Field] {
        fields.flatMap { [$0] + flattened($0.fields ?? []) }
    }
}
