import EndpointSpec
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
                    FeishuDocumentedError(.init(rawValue: $0.code), status: $0.status, $0.message, advice: $0.advice)
                })
        #expect(descriptor.documentURL == spec.document.url)
    }
}
