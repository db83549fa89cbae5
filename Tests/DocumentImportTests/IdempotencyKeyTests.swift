import EndpointSpec
import Testing

@testable import DocumentImport

@Suite struct IdempotencyKeyTests {
    @Test(arguments: [
        ("client_token", "根据client_token是否一致来判断是否为同一请求", "string", true),
        ("idempotent_id", nil, "string", true),
        ("uuid", "审批实例 uuid，用于幂等操作", "string", true),
        ("uuid", "A unique ID, with which requests are deduplicated", "string", true),
        ("uuid", "主板UUID", "string", false),
        ("client_token", nil, "int", false),
        ("external_id", "外部系统主键（仅用于幂等）", "string", false),
    ])
    func theNameOrTheTextDecides(name: String, description: String?, type: String, isKey: Bool) throws {
        var field = EndpointSpec.Field(name: name, type: .init(type == "int" ? .int : .string))
        field.description = description
        #expect((Self.marked([field])[0].idempotencyKey == true) == isKey)
    }

    @Test func aKeyThatIsTooShortForTheClientsIsNone() {
        var field = EndpointSpec.Field(name: "client_token", type: .init(.string))
        field.constraints = .init()
        field.constraints?.maxLength = 32
        #expect(Self.marked([field])[0].idempotencyKey == nil)
    }

    @Test func aRequestHasOneKey() {
        let fields = ["client_token", "idempotency_key"].map { EndpointSpec.Field(name: $0, type: .init(.string)) }
        #expect(Self.marked(fields).map(\.idempotencyKey) == [true, nil])
    }

    private static func marked(_ fields: [EndpointSpec.Field]) -> [EndpointSpec.Field] {
        var spec = EndpointSpec(
            id: .init(service: "a", version: "v1", resource: "b", operation: "create"), title: "", document: .init(),
            method: .post, path: .root, response: .init(envelope: .data, type: .init(.object)))
        spec.request = .init(fields: fields)
        IdempotencyKeys.mark(in: &spec)
        return spec.request?.fields ?? []
    }
}
