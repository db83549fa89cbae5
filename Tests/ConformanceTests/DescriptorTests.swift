import EndpointSpec
import FeishuTesting
import Foundation
import Generated
import Testing

/// The descriptors of the generated endpoints match their specs.
@Suite struct DescriptorTests {
    @Test func everyGeneratedEndpointHasItsSpec() {
        #expect(
            Feishu.endpoints.map { $0.descriptor.id }.sorted()
                == SpecifiedEndpoint.all.map(\.spec.id.description).sorted())
    }

    @Test(arguments: SpecifiedEndpoint.all)
    func everyFactIsInTheDescriptor(endpoint: SpecifiedEndpoint) {
        let (spec, descriptor) = (endpoint.spec, endpoint.type.descriptor)
        #expect(descriptor.id == spec.id.description)
        #expect(descriptor.method.rawValue == spec.method.rawValue)
        #expect(descriptor.host == spec.host)
        #expect(descriptor.path == spec.path.text)
        #expect(descriptor.fixedQuery.count == spec.fixedQuery?.count ?? 0)
        #expect(
            descriptor.rateLimits
                == (spec.rateLimits ?? []).map { FeishuRateLimit(requests: $0.requests, window: .seconds($0.seconds)) })
        #expect(descriptor.rateLimitNote == spec.rateLimitNote)
        #expect(descriptor.appTypes.map(\.rawValue) == (spec.appTypes ?? []).map(\.rawValue))
        #expect(descriptor.accessTokens.map(\.rawValue) == (spec.accessTokens ?? []).map(\.rawValue))
        #expect(descriptor.scopes == (spec.scopes ?? []).map { FeishuScope($0.name, $0.description ?? "") })
        #expect(
            descriptor.fieldScopes == (spec.fieldScopes ?? []).map { FeishuScope($0.name, $0.description ?? "") })
        #expect("\(descriptor.envelope)" == spec.response.envelope.rawValue)
        #expect(descriptor.isIdempotent == spec.idempotent ?? ["GET", "PUT", "DELETE"].contains(spec.method.rawValue))
        #expect(
            descriptor.errors
                == (spec.errors ?? []).map {
                    FeishuDocumentedError(
                        .init(rawValue: $0.code), status: $0.status, $0.message,
                        reaction: $0.reaction.map(Self.reaction), advice: $0.advice)
                })
        #expect(descriptor.documentURL == spec.document.url)
    }

    private static func reaction(_ reaction: EndpointSpec.Reaction) -> FeishuErrorReaction {
        switch reaction {
        case .throttled: .throttled
        case .retry: .retry
        case .renewToken: .renewToken
        case .none: .noRetry
        }
    }

    /// The facts that consumers check are those of the specs, so that a fault of the generator is not in both.
    @Test(arguments: SpecifiedEndpoint.all)
    func theCheckedFactsAreThoseOfTheSpec(endpoint: SpecifiedEndpoint) throws {
        let (spec, json) = (endpoint.spec, Data(endpoint.type.samples.facts.utf8))
        let facts = try JSONDecoder().decode(FeishuJSONValue.self, from: json)
        #expect(facts["id"]?.string == spec.id.description && facts["path"]?.string == spec.path.text)
        #expect(facts["method"]?.string == spec.method.rawValue)
        #expect(facts["rateLimits"]?.array?.count ?? 0 == spec.rateLimits?.count ?? 0)
        #expect(facts["errors"]?.array?.compactMap { $0["code"]?.int } ?? [] == (spec.errors ?? []).map(\.code))
        try Self.expect(facts["request"], spec.request?.fields, "request")
        try Self.expect(facts["response"], spec.response.fields, "response")
    }

    private static func expect(_ facts: FeishuJSONValue?, _ fields: [EndpointSpec.Field]?, _ path: String) throws {
        let facts = facts?.array ?? []
        try #require(facts.count == fields?.count ?? 0, "\(path)")
        for (fact, field) in zip(facts, fields ?? []) {
            let path = "\(path).\(field.name)"
            #expect(fact["name"]?.string == field.name && fact["type"]?.string == field.type.spelling, "\(path)")
            #expect(fact["required"]?.bool ?? false == field.required ?? false, "\(path)")
            #expect(try fact["values"]?.array ?? [] == (field.values ?? []).map { try $0.value.value() }, "\(path)")
            try expect(fact["fields"], field.fields, path)
        }
    }
}
